import ShuliText

/// Finds the article in a scraped page or in a flattened text, and says of everything else why it went.
///
/// The steps: blocks (a line each) → what each looks like, by itself, among its neighbours and in the whole document → a
/// learnt model's odds that it belongs to the body → what is glued to the ends of paragraphs → metadata from what
/// stands around. A total function: a page without an article has an empty body.
public struct ArticleCleaner: Sendable {
    /// How much evidence a removal needs.
    public let level: CleaningLevel
    /// What other pages of the site say around different articles; nil where that is not known.
    public let template: SiteTemplate?
    private let model: BlockModel

    public init(level: CleaningLevel = .standard, template: SiteTemplate? = nil) {
        self.init(level: level, template: template, model: .standard)
    }

    /// A cleaner with a model of its own.
    package init(level: CleaningLevel, template: SiteTemplate?, model: BlockModel) {
        self.level = level
        self.template = template
        self.model = model
    }

    /// The article of an HTML page. `declared` is an encoding that a header named; a meta tag in the page comes after.
    /// Linear in the page's length.
    public func clean(html bytes: some Collection<UInt8>, declared: TextEncoding? = nil) -> Article {
        let hint = declared ?? TextEncoding(declaredInHTML: bytes)
        return clean(html: TextDecoder().decode(bytes, declared: hint).text)
    }

    /// The article of an HTML page that was decoded before. `title` is its headline where that is known from elsewhere.
    public func clean(html text: String, title: String? = nil) -> Article {
        article(BlockDocument(html: text), title: title)
    }

    /// The article of a flattened text: one block, text node or paragraph a line. `title` is its headline where that is
    /// known from elsewhere.
    public func clean(_ text: String, title: String? = nil) -> Article {
        article(BlockDocument(plain: text), title: title)
    }

    private func article(_ document: BlockDocument, title known: String?) -> Article {
        let reading = BlockReading(document, title: known, headlines: model.headlines)
        let content = MainContent(reading, document, logOdds: reading.logOdds(model), level: level, template: template)
        return document.text.withUTF8Buffer { buffer in
            var metadata = MetadataReader(
                buffer, reading, body: content.body, claims: document.claims)
            let title = metadata.title() ?? known
            var verdicts = content.verdicts
            HeadlineCaptions.mark(
                &verdicts, reading.lines, reading.folded,
                title: title.map { FoldedText.contentKey(of: $0, reading.folded.alphabet) } ?? [], body: content.body)

            var kept: [TextRange] = []
            var removals: [Removal] = []
            for (line, verdict) in zip(reading.lines, verdicts) {
                let block = line.block
                guard let verdict else {
                    let tail = BodyTail.range(buffer, block.range)
                    kept.append(TextRange(block.range.lowerBound, tail?.range.lowerBound ?? block.range.upperBound))
                    if let tail {
                        removals.append(
                            Removal(
                                range: tail.range, line: block.line, isWhole: false, rule: tail.verdict.rule,
                                reason: tail.verdict.reason))
                    }
                    continue
                }
                removals.append(
                    Removal(
                        range: block.range, line: block.line, isWhole: true, rule: verdict.rule, reason: verdict.reason)
                )
            }
            return Article(
                text: Self.joined(buffer, kept), title: title,
                authors: metadata.authors(), editor: metadata.editor(), source: metadata.source(),
                published: metadata.published(), input: document.text, kept: kept, removals: removals)
        }
    }

    // Some pieces of a text, a line each.
    private static func joined(_ buffer: UTF8Buffer, _ ranges: [TextRange]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ranges.reduce(0) { $0 + $1.count + 1 })
        for (place, range) in ranges.enumerated() {
            if place > 0 { bytes.append(0x0A) }
            bytes.append(contentsOf: UTF8Buffer(rebasing: buffer[range.bytes]))
        }
        return bytes.withUnsafeBufferPointer { String(valid: $0) }
    }
}
