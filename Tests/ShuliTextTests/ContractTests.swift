import ShuliTestSupport
import ShuliText
import Testing

/// What holds for every function of text: no sample makes it trap, nothing is lost, ranges rise and fit.
@Suite struct ContractTests {
    @Test(arguments: ContractSample.all)
    func tokensJoinedAreTheText(_ sample: ContractSample) {
        expectLossless(Segmenter().tokens(in: sample.text).map(\.range), sample.text)
    }

    @Test(arguments: ContractSample.all)
    func sentencesJoinedAreTheText(_ sample: ContractSample) {
        expectLossless(SentenceSplitter().ranges(in: sample.text), sample.text)
        #expect(SentenceSplitter().sentences(in: sample.text).allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: ContractSample.all)
    func normalizersMapBothWays(_ sample: ContractSample) {
        for options in normalizerOptions {
            expectFaithful(Normalizer(options).normalize(sample.text), of: sample.text, options)
        }
    }

    @Test(arguments: ContractSample.all)
    func decodingWhatWasEncodedGivesTheText(_ sample: ContractSample) throws {
        let decoded = TextDecoder(encoding: .utf8).decode(Array(sample.text.utf8))
        #expect(decoded.text == (sample.text.first == "\u{FEFF}" ? String(sample.text.dropFirst()) : sample.text))
        #expect(decoded.undecodable.isEmpty)
        var converter = try CharsetConverter("gb18030")
        let (bytes, substitutions) = try converter.encode(sample.text)
        #expect(substitutions == 0)
        #expect(TextDecoder(encoding: .gb18030).decode(bytes).text == sample.text)
    }

    @Test(arguments: ContractSample.all)
    func textsSurviveJSON(_ sample: ContractSample) throws {
        var writer = JSONWriter()
        writer.value(sample.text)
        #expect(try JSONValue(parsing: String(decoding: writer.bytes, as: UTF8.self)) == .string(sample.text))
    }

    @Test(arguments: Tokenizer.Unit.allCases)
    func tokenizerRangesFit(_ unit: Tokenizer.Unit) {
        for sample in ContractSample.all where sample.text.utf8.count < 100_000 {
            var tokenizer = Tokenizer(unit: unit)
            tokenizer.string = sample.text
            let ranges = tokenizer.tokens(for: sample.text.startIndex..<sample.text.endIndex)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        }
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<300 {
            let text = random.text(upTo: 60)
            expectLossless(Segmenter().tokens(in: text).map(\.range), text)
            expectLossless(SentenceSplitter().ranges(in: text), text)
            for options in normalizerOptions { expectFaithful(Normalizer(options).normalize(text), of: text, options) }
        }
    }
}

private let normalizerOptions: [Normalizer.Options] = [
    [], .standard, .nfc, .nfkc, .asciiWidth, .stripInvisible, .trimSpaces, .tightSpaces, .panguSpaces,
    [.nfkc, .asciiWidth, .stripInvisible, .panguSpaces], [.nfc, .stripInvisible, .tightSpaces],
]

private func expectLossless(_ ranges: [TextRange], _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    var end = 0
    var isGapless = true
    for range in ranges {
        isGapless = isGapless && range.lowerBound == end && !range.isEmpty
        end = range.upperBound
    }
    #expect(isGapless && end == text.utf8.count, sourceLocation: sourceLocation)
    // Pieces that began inside a scalar would not join to the same text.
    guard text.utf8.count < 100_000 else { return }
    #expect(ranges.map { String(text[$0]) }.joined() == text, sourceLocation: sourceLocation)
}

private func expectFaithful(
    _ result: MappedText, of original: String, _ options: Normalizer.Options,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    // Between two edits both texts have the same bytes; the edits rise and reach no further than the texts.
    let (before, after) = (Array(original.utf8), Array(result.text.utf8))
    var (left, right) = (0, 0)
    var isFaithful = true
    for edit in result.map.edits {
        isFaithful =
            isFaithful && edit.original.lowerBound >= left && edit.result.lowerBound >= right
            && before[left..<edit.original.lowerBound] == after[right..<edit.result.lowerBound]
        guard isFaithful else { break }
        (left, right) = (edit.original.upperBound, edit.result.upperBound)
    }
    isFaithful = isFaithful && before[left...] == after[right...]
    #expect(isFaithful, "\(options.rawValue) \(original.debugDescription.prefix(200))", sourceLocation: sourceLocation)
    guard isFaithful else { return }
    // There and back covers.
    var random = SeededRandom(seed: UInt64(before.count))
    for _ in 0..<8 {
        let start = Int.random(in: 0...after.count, using: &random)
        let range = TextRange(start, Int.random(in: start...after.count, using: &random))
        let there = result.map.originalRange(of: range, border: .outer)
        #expect(result.map.resultRange(of: there, border: .outer).contains(range), sourceLocation: sourceLocation)
        let first = Int.random(in: 0...before.count, using: &random)
        let source = TextRange(first, Int.random(in: first...before.count, using: &random))
        let forth = result.map.resultRange(of: source, border: .outer)
        #expect(result.map.originalRange(of: forth, border: .outer).contains(source), sourceLocation: sourceLocation)
    }
}
