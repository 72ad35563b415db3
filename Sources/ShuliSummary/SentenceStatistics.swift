import ShuliText

/// The units of each sentence of a text and what they weigh.
struct SentenceStatistics {
    /// The distinct units of each sentence.
    let units: [Set<UInt64>]
    private let base: [Double]

    init(_ buffer: UTF8Buffer, _ sentences: [TextRange], title: String?) {
        let lists = sentences.map { Units.all(in: buffer, $0) }
        let units = lists.map(Set.init)
        var frequency: [UInt64: Int] = [:]
        var sentencesWith: [UInt64: Int] = [:]
        for list in lists { for unit in list { frequency[unit, default: 0] += 1 } }
        for set in units { for unit in set { sentencesWith[unit, default: 0] += 1 } }
        let titleUnits =
            title.map { title in title.withUTF8Buffer { Set(Units.all(in: $0, TextRange(0, $0.count))) } } ?? []
        let count = Double(max(1, sentences.count))
        // What stands once in a text is no topic of it; what stands in every sentence tells none apart.
        func weight(_ unit: UInt64) -> Double {
            guard let total = frequency[unit], total >= 2 else { return 0 }
            return Double(total) * Logarithm.natural(1 + count / Double(sentencesWith[unit] ?? 1))
        }
        let central = zip(units, lists).map { set, list in
            // A sum over a set would depend on its order: floating point. The list's order is the text's.
            var seen: Set<UInt64> = []
            var sum = 0.0
            for unit in list where seen.insert(unit).inserted { sum += weight(unit) }
            return sum / Double(max(8, set.count))
        }
        let greatest = max(central.max() ?? 0, 1e-9)
        base = central.indices.map { index in
            let shared =
                titleUnits.isEmpty ? 0 : Double(units[index].intersection(titleUnits).count) / Double(titleUnits.count)
            let position = 1 + 2 / Double(1 + index)
            let isShort = units[index].count < 8
            // Without a repeated unit (a text of one sentence, say) every sentence with letters still counts.
            let value = central[index] / greatest + 0.5 * shared + (units[index].isEmpty ? 0 : 0.01)
            return value * position * (isShort ? 0.3 : 1)
        }
        self.units = units
    }

    /// How much a sentence says by itself.
    func score(of index: Int) -> Double { base[index] }

    /// 1 for a sentence that shares no unit with `covered`, falling to 0 for one that adds none.
    func novelty(of index: Int, beside covered: Set<UInt64>) -> Double {
        let own = units[index]
        let shared = Double(own.count { covered.contains($0) }) / Double(max(1, own.count))
        return 1 - shared * shared
    }
}

/// Pairs of neighbouring Han or kana characters, and whole words of other letters and digits in lower case.
enum Units {
    static func all(in buffer: UTF8Buffer, _ range: TextRange) -> [UInt64] {
        var units: [UInt64] = []
        var before: UInt32 = 0
        var word: UInt64 = 0
        var offset = range.lowerBound
        func endWord() {
            if word != 0 { units.append(word | 1 << 63) }
            word = 0
        }
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch CharacterClass(scalar) {
            case .han, .kana:
                endWord()
                if before != 0 { units.append(UInt64(before) << 32 | UInt64(scalar)) }
                before = scalar
            case .letter, .digit:
                let folded = (0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar
                // FNV-1a: a word is one number, and the top bit keeps it apart from a pair.
                word = ((word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(folded)) &* 0x100_0000_01B3
                before = 0
            case .space, .punctuation, .other:
                endWord()
                before = 0
            }
        }
        endWord()
        return units
    }
}
