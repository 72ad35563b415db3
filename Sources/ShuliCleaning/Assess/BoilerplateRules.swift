import ShuliText

/// The phrases that identify boilerplate, from Dictionaries/boilerplate.txt.
struct BoilerplateRules: Sendable {
    /// One section of the file.
    struct Rule: Hashable, Sendable {
        let name: String
        let reason: String
        /// The rule does not apply to blocks with more content characters.
        let maximumContent: Int
    }

    /// The rules whose phrases a block contains.
    struct Finding: Sendable {
        /// The first rule in the order of the file that applies to the block.
        var rule: Int?
        /// Every rule with a phrase in the block, whatever the block's length; bit n is rule n.
        var all: UInt32 = 0
    }

    /// At most 32.
    let rules: [Rule]
    private let matcher: PhraseMatcher

    /// The built-in rules.
    static let standard = BoilerplateRules(.boilerplate, .cleaning)

    /// Rules of blocks after which the body rarely continues.
    static let tails = standard.bits(of: ["editor", "repost", "share", "related", "comment", "copyright", "navigation"])
    /// Rules of blocks that open a list of other articles or of comments.
    static let openings = standard.bits(of: ["related", "comment"])
    /// Rules of lines that name the makers of an article.
    static let editors = standard.bits(of: ["editor", "repost"])
    /// Rules of lines that open a box inside a body.
    static let boxes = standard.bits(of: ["related", "advertisement"])
    static let credits = standard.bits(of: ["photo-caption"])
    static let comments = standard.bits(of: ["comment"])
    static let navigation = standard.bits(of: ["navigation"])

    private func bits(of names: Set<String>) -> UInt32 {
        rules.enumerated().reduce(0) { names.contains($1.element.name) ? $0 | 1 << UInt32($1.offset) : $0 }
    }

    /// The rules of a list in the format that the head of boilerplate.txt describes.
    init(_ list: TextList, _ alphabet: Alphabet) {
        var rules: [Rule] = []
        var phrases: [PhraseMatcher.Phrase] = []
        for entry in list.entries {
            if entry.text.hasPrefix("["), let close = entry.text.firstIndex(of: "]"),
                let rule = Self.rule(entry.text[..<close].dropFirst(), entry.text[close...].dropFirst())
            {
                rules.append(rule)
                continue
            }
            var text = Substring(entry.text)
            let atStart = text.hasPrefix("^")
            if atStart { text.removeFirst() }
            let atEnd = text.hasSuffix("$")
            if atEnd { text.removeLast() }
            guard !rules.isEmpty, rules.count <= 32 else { continue }
            phrases.append(
                PhraseMatcher.Phrase(
                    labels: String(text).foldedLabels(alphabet), group: rules.count - 1, atStart: atStart,
                    atEnd: atEnd))
        }
        self.rules = rules
        matcher = PhraseMatcher(phrases, labelCount: alphabet.labelCount)
    }

    // The head of a section: [name maximumContent] reason. A pattern may begin with a bracket too, but has no number in it.
    private static func rule(_ head: Substring, _ reason: Substring) -> Rule? {
        let parts = head.split(separator: " ")
        guard parts.count == 2, let maximumContent = Int(parts[1]) else { return nil }
        return Rule(
            name: String(parts[0]), reason: reason.drop { $0 == " " }.description, maximumContent: maximumContent)
    }

    /// The first rule that applies to what a block with `content` content characters has outside quotation marks. A block that is a
    /// quotation as a whole has nothing outside.
    func rule(in labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, outsideQuotationsOf content: Int) -> Int? {
        var outside: [UInt16] = []
        var depth = 0
        for label in labels[range] {
            if Self.quotationOpenings.contains(label) { depth += 1 }
            outside.append(depth == 0 ? label : Alphabet.Fixed.otherPunctuation)
            if depth > 0, Self.quotationClosings.contains(label) { depth -= 1 }
        }
        return outside.withUnsafeBufferPointer { finding(in: $0, 0..<$0.count, content: content).rule }
    }

    private static let quotationOpenings = Set("“「『".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })
    private static let quotationClosings = Set("”」』".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })

    /// The rules whose phrases occur in a block with `content` content characters.
    func finding(in labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, content: Int) -> Finding {
        var finding = Finding()
        matcher.forEachMatch(in: labels, range) { rule, _, _ in
            finding.all |= 1 << UInt32(rule)
            if content <= rules[rule].maximumContent, rule < finding.rule ?? .max { finding.rule = rule }
        }
        return finding
    }
}
