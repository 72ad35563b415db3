/// Tags the words of a `WordDecoder`. Tagging never changes the words.
///
/// A linear-chain model trained on Universal Dependencies' GSD: the words, their characters at both ends, their
/// neighbours, the classes of the lexicon, and the transitions between tags. White space is skipped and tagged `other`.
package struct WordTagger: Sendable {
    package let lexicon: Lexicon
    package let model: TaggingModel
    /// What precedes the first word of a stretch and follows the last one.
    let outside: KnownWord

    /// At most so many words are tagged at a time; a line end ends such a stretch too.
    static let longestStretch = 1_024

    /// - Throws: `CompiledFileError.otherLexicon` if the model was trained with another lexicon.
    package init(lexicon: Lexicon, model: TaggingModel) throws(CompiledFileError) {
        guard model.file.lexiconFingerprint == lexicon.file.fingerprint else {
            throw .otherLexicon(expected: model.file.lexiconFingerprint, found: lexicon.file.fingerprint)
        }
        self.lexicon = lexicon
        self.model = model
        outside = KnownWord(.outside, model)
    }

    /// The tags of words whose kinds are those of their characters.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - start: where the first word begins, in bytes.
    ///   - ends: the words' ends in bytes, ascending, as `WordDecoder` gives them.
    /// - Returns: a tag a word. Cost: linear, some 0.2 µs a word.
    package func tags(in text: UnsafeBufferPointer<UInt8>, from start: Int, ends: [Int]) -> [PartOfSpeech] {
        var kinds: [TokenKind] = []
        var at = max(0, start)
        for end in ends {
            let end = min(end, text.count)
            kinds.append(at < end ? TokenKind(of: text, TextRange(at, end)) : .space)
            at = max(at, end)
        }
        var scratch = TaggingScratch()
        return tags(in: text, from: start, ends: ends, kinds: kinds, scratch: &scratch)
    }

    /// The tags of words whose kinds are known, with memory that was used before by this tagger.
    func tags(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, ends: [Int], kinds: [TokenKind],
        scratch: inout TaggingScratch
    ) -> [PartOfSpeech] {
        var tags = [PartOfSpeech](repeating: .other, count: ends.count)
        guard let bytes = text.baseAddress else { return tags }
        let alphabet = lexicon.alphabet
        let onlyTags = TagMask.onlyTags
        var at = max(0, start)
        for index in ends.indices {
            let end = min(ends[index], text.count)
            guard at < end else { continue }
            let start = at
            if kinds[index] == .space {
                if bytes[at] == 0x0A { flush(&scratch, bytes, into: &tags) }
                at = end
                continue
            }
            var key = WordKey()
            while at < end {
                let (scalar, length) = UTF8Decoding.scalar(bytes, at: at, end: end)
                key.append(UInt16(truncatingIfNeeded: alphabet.entry(of: scalar)))
                at &+= length
            }
            scratch.words.fetchSlot(of: key.value)
            let mask = TagMask(kinds[index], in: text, start..<end)
            let only = onlyTags[Int(mask.rawValue)]
            scratch.items.append(
                .init(key: key.value, start: start, end: end, place: index, mask: mask, onlyTag: only))
            if scratch.items.count == Self.longestStretch { flush(&scratch, bytes, into: &tags) }
        }
        flush(&scratch, bytes, into: &tags)
        return tags
    }
}

extension WordTagger {
    /// A tagger with the lexicon and the model that are part of the program.
    package static let standard: WordTagger = {
        do throws(CompiledFileError) {
            return try WordTagger(lexicon: .standard, model: .standard)
        } catch {
            fatalError("the embedded tagging model: \(error)")
        }
    }()
}
