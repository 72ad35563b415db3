import CDictionaries
import ShuliCleaning
import ShuliText

/// Damaged copies of the compiled files (see `PatchedFile`); the first byte chooses which one. A file is refused, or what
/// is made with it has every byte of its text in one word.
func fuzzModels(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (kind, rest) = split(bytes, count: 1)
    switch kind % 4 {
    case 0: lexicon.patched(rest) { fuzzLexicon($0) }
    case 1: segmentation.patched(rest) { fuzzSegmentation($0) }
    case 2: tagging.patched(rest) { fuzzTagging($0) }
    default: cleaning.patched(rest) { fuzzCleaningModel($0) }
    }
}

// Heads and lists of tables fit into this.
private let headLength = 1 << 10
nonisolated(unsafe) private let lexicon = copy(shuli_dictionary_lexicon())
nonisolated(unsafe) private let segmentation = copy(shuli_dictionary_segmentation())
nonisolated(unsafe) private let tagging = copy(shuli_dictionary_tagging())
nonisolated(unsafe) private let cleaning = copy(shuli_dictionary_cleaning())

private func copy(_ file: ShuliDictionary) -> PatchedFile {
    PatchedFile(
        Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.length))), headLength: headLength)
}

private let sample = """
    编辑：王小明 2025年3月4日 19:25
    发展中国家的经济增长率达到３.5%，T恤和iPhone 15在上海、台灣、東京都很受歡迎。
    “今天天气很好”，他说：我们去北京大学看看吧！https://example.com/a?b=1
    上一篇：没有了 下一篇：通知公告
    """

private func fuzzLexicon(_ raw: UnsafeRawBufferPointer) {
    guard let lexicon = try? Lexicon(CompiledBytes(immortal: raw)) else { return }
    for word in ["发展", "歡迎", "T恤", "", "\u{10FFFF}"] { _ = lexicon.entry(for: word) }
    sample.utf8.withContiguousStorageIfAvailable { text in
        for match in lexicon.matches(in: text, range: 0..<text.count) {
            precondition(match.range.upperBound <= text.count && match.characterCount > 0)
        }
    }
    if let decoder = try? WordDecoder(lexicon: lexicon, model: .standard) { requireComplete(decoder) }
    if let tagger = try? WordTagger(lexicon: lexicon, model: .standard) { requireTags(tagger) }
}

private func fuzzSegmentation(_ raw: UnsafeRawBufferPointer) {
    guard let model = try? SegmentationModel(CompiledBytes(immortal: raw), lexicon: .standard) else { return }
    for convention in WordConvention.allCases {
        guard let decoder = try? WordDecoder(lexicon: .standard, model: model, convention: convention) else { continue }
        requireComplete(decoder)
    }
}

private func fuzzTagging(_ raw: UnsafeRawBufferPointer) {
    guard let model = try? TaggingModel(CompiledBytes(immortal: raw), lexicon: .standard),
        let tagger = try? WordTagger(lexicon: .standard, model: model)
    else { return }
    requireTags(tagger)
}

private func fuzzCleaningModel(_ raw: UnsafeRawBufferPointer) {
    guard let model = try? BlockModel(CompiledBytes(immortal: raw)) else { return }
    let cleaner = ArticleCleaner(level: .standard, template: nil, model: model)
    let page = "<title>通知</title><h1>通知</h1><p>" + sample.replacing("\n", with: "</p><p>")
    for article in [cleaner.clean(sample), cleaner.clean(html: page)] {
        precondition(article.text.utf8.count <= article.input.utf8.count)
    }
}

private func requireComplete(_ decoder: WordDecoder) {
    var ends: [Int] = []
    var scratch = SegmentationScratch()
    sample.utf8.withContiguousStorageIfAvailable { text in
        decoder.appendWordEnds(in: text, range: 0..<text.count, scratch: &scratch, to: &ends)
    }
    precondition(ends.last == sample.utf8.count && zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
}

private func requireTags(_ tagger: WordTagger) {
    let ends = Segmenter().tokens(in: sample).map(\.range.upperBound)
    sample.utf8.withContiguousStorageIfAvailable { text in
        precondition(tagger.tags(in: text, from: 0, ends: ends).count == ends.count)
    }
}
