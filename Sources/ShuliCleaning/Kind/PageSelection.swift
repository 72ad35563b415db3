import ShuliText

/// What is kept of a page: the article as the model decides it, or the posts of a discussion.
struct PageSelection {
    let kind: PageKind
    let confidence: Double
    /// The blocks from the first to the last that is kept; empty where none is.
    let body: Range<Int>
    /// Why each block is removed; nil where it is kept.
    let causes: [RemovalCause?]
    /// What is kept of a block of which not all is.
    let said: [Int: TextRange]
    private let entries: [Discussion.Entry]

    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, _ content: MainContent, replies: ReplyPolicy) {
        switch PageShape(buffer, analysis, isSlight: Self.isSlight(analysis, content)) {
        case .discussion(let discussion):
            let all = discussion.entries.map { Self.withWholeCode($0, analysis.codes) }
            let entries = replies == .drop ? Array(all.prefix(1)) : all
            let code = Set(analysis.codes.lazy.filter(\.isWhole).joined(by: \.lines))
            var said: [Int: TextRange] = [:]
            var causes: [RemovalCause?] = content.causes.enumerated().map { index, decided in
                discussion.extent.contains(index) || decided == .model ? .besidePost : decided ?? .besidePost
            }
            if replies == .drop {
                for line in all.dropFirst().joined(by: \.lines) { causes[line] = .reply }
            }
            for line in entries.joined(by: \.lines) {
                causes[line] = nil
                let range = discussion.lines[line].said
                if range != analysis.lines[line].block.range, !code.contains(line) { said[line] = range }
            }
            let kept = causes.indices.filter { causes[$0] == nil }
            self.entries = entries
            (kind, confidence, self.causes, self.said) = (.thread, discussion.confidence, causes, said)
            body = (kept.first ?? 0)..<((kept.last ?? -1) + 1)
        case .listing:
            (kind, confidence, entries, said) = (.listing, 0.9, [], [:])
            causes = content.causes.map { Self.isByPlace($0) ? .listing : $0 }
            body = content.body.lowerBound..<content.body.lowerBound
        case .article where Placeholder.isOne(analysis, content):
            (kind, confidence, entries, said) = (.none, 0.9, [], [:])
            causes = content.causes.map { $0 ?? .placeholder }
            body = content.body.lowerBound..<content.body.lowerBound
        case .article:
            (kind, entries, said) = (.article, [], [:])
            confidence = BodyConfidence.of(analysis, content)
            (body, causes) = (content.body, content.causes)
        }
    }

    // A post with the whole of each block of code of which it has a line, and without what is beside the code.
    private static func withWholeCode(_ entry: Discussion.Entry, _ codes: [CodeBlock]) -> Discussion.Entry {
        guard let first = entry.lines.first, let last = entry.lines.last else { return entry }
        var lines = Set(entry.lines)
        let start = codes.partitioningIndex { $0.lines.upperBound > first }
        for code in codes[start...].prefix(while: { $0.lines.lowerBound <= last }) where code.isWhole {
            lines.formUnion(code.lines)
            lines.subtract(code.numbers + code.labels)
        }
        var entry = entry
        entry.lines = lines.sorted()
        return entry
    }

    // Whether nothing but its place speaks against a line: on a list of links that is no reason.
    private static func isByPlace(_ cause: RemovalCause?) -> Bool {
        [nil, .model, .outside, .links, .because(.sideBox)].contains(cause)
    }

    // Whether hardly any prose was kept.
    private static func isSlight(_ analysis: DocumentAnalysis, _ content: MainContent) -> Bool {
        let prose = zip(analysis.lines, content.causes).reduce(0) { $1.1 == nil ? $0 + $1.0.prose : $0 }
        return prose < 120
    }

    /// The posts. `parts` are what is kept of each block, in order.
    func posts(_ buffer: UTF8Buffer, _ parts: [StructureReader.Part]) -> [Post] {
        guard kind == .thread else { return [] }
        let ranges = Dictionary(uniqueKeysWithValues: parts.map { ($0.block, $0.range) })
        let opening = entries.first?.time.flatMap { DateParser.first(in: buffer, $0) }
        return entries.compactMap { entry in
            let own = entry.lines.compactMap { ranges[$0] }
            guard let first = own.first, let last = own.last else { return nil }
            return Post(
                author: entry.author.map { buffer.text($0) },
                published: entry.time.flatMap { Self.time(buffer, $0, after: opening)?.description },
                range: TextRange(first.lowerBound, last.upperBound), text: buffer.joined(own))
        }
    }

    // A time that may have a year of two digits or none: a reply is written within a year of the opening post, not before it.
    private static func time(
        _ buffer: UTF8Buffer, _ range: TextRange, after opening: PublicationTime?
    ) -> PublicationTime? {
        if let time = DateParser.first(in: buffer, range) { return time }
        guard let opening else { return nil }
        let shown = buffer.text(range)
        let isWhole = shown.utf8.count { $0 == 0x2D || $0 == 0x2F || $0 == 0x2E } == 2
        let years = [opening.year, opening.year + 1]
        let forms = isWhole ? ["20\(shown)"] : years.map { "\($0)-\(shown)" } + years.map { "\($0)年\(shown)" }
        return forms.lazy.compactMap { form in
            form.withUTF8Buffer { DateParser.first(in: $0, TextRange(0, $0.count)) }
        }.first { time in
            years.contains(time.year)
                && (time.year, time.month, time.day) >= (opening.year, opening.month, opening.day)
        }
    }

    /// The parts by post, or all in one.
    func groups(_ parts: [StructureReader.Part]) -> [[StructureReader.Part]] {
        guard kind == .thread else { return [parts] }
        let own = Dictionary(uniqueKeysWithValues: parts.map { ($0.block, $0) })
        return entries.map { $0.lines.compactMap { own[$0] } }.filter { !$0.isEmpty }
    }
}

extension Sequence {
    fileprivate func joined<Values: Sequence>(by path: KeyPath<Element, Values>) -> [Values.Element] {
        flatMap { $0[keyPath: path] }
    }
}
