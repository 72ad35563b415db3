import ShuliText

/// Sentences that are segmented into words.
package struct SegmentedCorpus: Sendable {
    package var sentences: [[String]]
    /// Sentences that were made for training, of which there can be many: they count less (`TrainingPlan.madeWeight`), and
    /// pairs of characters that only they have are no features, so that a model can't learn invented names by heart.
    package var made: [[String]]

    package init(sentences: [[String]], made: [[String]] = []) {
        self.sentences = sentences
        self.made = made
    }

    /// Reads one sentence a line, with words separated by white space.
    package init(text: String, made: String = "") {
        self.init(sentences: Self.sentences(in: text), made: Self.sentences(in: made))
    }

    private static func sentences(in text: String) -> [[String]] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            return words.isEmpty ? nil : words
        }
    }

    /// The corpus with a space between neighbouring words where one ends and the next begins with a Latin letter, or
    /// with a digit: the original texts had spaces there, which the corpora lost.
    package func restoringSpaces() -> SegmentedCorpus {
        func kind(_ scalar: Unicode.Scalar?) -> Int {
            guard let value = scalar?.value else { return 0 }
            switch value < 0xff01 || value > 0xff5e ? value : value - 0xfee0 {
            case 0x30...0x39: return 1
            case 0x41...0x5a, 0x61...0x7a: return 2
            default: return 0
            }
        }
        func restored(_ words: [String]) -> [String] {
            var out: [String] = []
            for word in words {
                let before = kind(out.last?.unicodeScalars.last)
                if before != 0, before == kind(word.unicodeScalars.first) { out.append(" ") }
                out.append(word)
            }
            return out
        }
        return SegmentedCorpus(sentences: sentences.map(restored), made: made.map(restored))
    }

    /// One tag for each character: 0 begin, 1 middle, 2 end, 3 single.
    static func tags(of words: [String]) -> [UInt8] {
        var tags: [UInt8] = []
        for word in words {
            let count = word.unicodeScalars.count
            if count == 1 {
                tags.append(3)
            } else if count > 1 {
                tags.append(0)
                for _ in 0..<(count - 2) { tags.append(1) }
                tags.append(2)
            }
        }
        return tags
    }
}
