import ShuliBase
import ShuliCleaning
import ShuliKeywords
import ShuliText

/// Any text as a list that a user writes; the first byte chooses which kind.
func fuzzLists(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (kind, rest) = split(bytes, count: 1)
    let text = String(decoding: rest, as: UTF8.self)
    let lines = 1...(text.utf8.count { $0 == 0x0A || $0 == 0x0D } + 1)
    switch kind % 4 {
    case 0: fuzzUserDictionary(text, lines)
    case 1: fuzzSiteTemplate(text, lines)
    case 2: fuzzDocumentFrequencies(text)
    default: fuzzTextList(text, lines)
    }
}

/// A dictionary is read or has problems, all at lines of the text; with it, texts are still cut without gaps.
private func fuzzUserDictionary(_ text: String, _ lines: ClosedRange<Int>) {
    let problems = UserDictionary.read(text, file: "words.txt").problems
    precondition(problems.allSatisfy { $0.line.map(lines.contains) == true && !$0.reason.isEmpty })
    let dictionary = try? UserDictionary(parsing: text, file: "words.txt")
    precondition((dictionary == nil) == !problems.isEmpty)
    guard let dictionary else { return }
    precondition(Set(dictionary.words.map(\.text)).count == dictionary.words.count)
    precondition(dictionary.words.allSatisfy { !$0.text.utf8.contains(0x0A) && !$0.text.utf8.contains(0x0D) })
    let segmenter = Segmenter(lexicon: .standard.adding(dictionary), mode: .full)
    for sample in ["今天天气很好。\(text)"] + dictionary.words.prefix(8).map(\.text) {
        var end = 0
        for token in segmenter.tokens(in: sample) {
            precondition(token.range.lowerBound == end && !token.range.isEmpty)
            end = token.range.upperBound
        }
        precondition(end == sample.utf8.count)
    }
}

/// A template that was read is the same once it was written and read again.
private func fuzzSiteTemplate(_ text: String, _ lines: ClosedRange<Int>) {
    do throws(ParseError) {
        let template = try SiteTemplate(parsing: text)
        precondition((try? SiteTemplate(parsing: template.text)) == template)
        _ = ArticleCleaner(template: template).clean(text)
    } catch {
        precondition(error.line.map(lines.contains) == true)
    }
}

/// Rarities are finite and not negative.
private func fuzzDocumentFrequencies(_ text: String) {
    guard let frequencies = try? DocumentFrequencies(parsing: text, file: "frequencies.txt") else { return }
    precondition(frequencies.documents > 0)
    for word in text.split(whereSeparator: \.isWhitespace).prefix(16) {
        let rarity = frequencies.rarity(of: String(word))
        precondition(rarity.isFinite && rarity >= 0)
    }
}

/// Entries are not empty, are no comments and come in the order of their lines.
private func fuzzTextList(_ text: String, _ lines: ClosedRange<Int>) {
    var last = 0
    for entry in TextList(text).entries {
        precondition(entry.line > last && lines.contains(entry.line))
        precondition(!entry.text.isEmpty && !entry.text.hasPrefix("#"))
        last = entry.line
    }
}
