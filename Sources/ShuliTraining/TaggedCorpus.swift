import ShuliText

/// Sentences whose words have Universal part-of-speech tags, version 2.
package struct TaggedCorpus: Sendable {
    package struct Word: Hashable, Sendable {
        package let text: String
        package let tag: PartOfSpeech
    }
    package var sentences: [[Word]] = []

    package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        case tooFewColumns(line: Int)
        case unknownTag(line: Int, String)

        package var line: Int {
            switch self {
            case .tooFewColumns(let line), .unknownTag(let line, _): line
            }
        }

        /// What is wrong in the line.
        package var description: String {
            switch self {
            case .tooFewColumns: "too few columns, or a word without its tag"
            case .unknownTag(_, let tag): "\"\(tag)\" is no Universal tag"
            }
        }
    }

    /// Reads CoNLL-U, or the CoNLL-X form of version 1, whose tags are mapped to version 2 by their XPOS and relation.
    ///
    /// - Throws: `Problem` with the line, counted from 1.
    package init(conll text: String) throws(Problem) {
        var sentence: [Word] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.utf8.first == UInt8(ascii: "#") { continue }
            if line.allSatisfy(\.isWhitespace) {
                if !sentence.isEmpty { sentences.append(sentence) }
                sentence = []
                continue
            }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 8 else { throw .tooFewColumns(line: number) }
            // Multiword tokens and empty nodes have numbers such as 3-4 and 3.1.
            guard cells[0].allSatisfy(\.isNumber) else { continue }
            let name = Self.versionTwo(String(cells[3]), xpos: String(cells[4]), relation: String(cells[7]))
            guard let tag = PartOfSpeech(rawValue: String(name)) else {
                throw .unknownTag(line: number, String(cells[3]))
            }
            sentence.append(Word(text: String(cells[1]), tag: tag))
        }
        if !sentence.isEmpty { sentences.append(sentence) }
    }

    /// Reads one sentence a line, with tokens WORD/TAG separated by white space and tags of version 2.
    ///
    /// - Throws: `Problem` with the line, counted from 1.
    package init(tagged text: String) throws(Problem) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var sentence: [Word] = []
            for cell in line.split(whereSeparator: \.isWhitespace) {
                guard let slash = cell.lastIndex(of: "/"), slash > cell.startIndex else {
                    throw .tooFewColumns(line: index + 1)
                }
                let name = cell[cell.index(after: slash)...]
                guard let tag = PartOfSpeech(rawValue: String(name)) else {
                    throw .unknownTag(line: index + 1, String(name))
                }
                sentence.append(Word(text: String(cell[..<slash]), tag: tag))
            }
            if !sentence.isEmpty { sentences.append(sentence) }
        }
    }

    /// The tag of version 2 for one of version 1; tags of version 2 are returned unchanged.
    ///
    /// Version 1 had one tag for all conjunctions, none for subordinating words, and tagged copulas as verbs. Its
    /// relations distinguish them: `mark`, `acl:relcl` (的 behind a relative clause), `cop`, `auxpass`, `aux:caus`.
    static func versionTwo(_ tag: String, xpos: String, relation: String) -> String {
        switch (xpos, tag) {
        case ("AS", "PART"): "AUX"
        case ("BB", "VERB"): relation == "aux:caus" ? "ADP" : "AUX"
        case (_, "CONJ"): "CCONJ"
        case ("DEC", "PART"): relation == "acl:relcl" || relation == "mark:rel" ? "SCONJ" : "PART"
        case ("DEV", "PART"): relation.hasPrefix("mark") ? "SCONJ" : "PART"
        case ("RB", "ADV"): relation == "mark" ? "SCONJ" : "ADV"
        case ("UH", "X"): "PART"
        case ("VC", "VERB"): relation == "cop" ? "AUX" : "VERB"
        default: tag
        }
    }
}
