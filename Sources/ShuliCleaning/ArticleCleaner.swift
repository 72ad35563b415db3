import ShuliText

/// Finds the article in a scraped page or in a flattened text, and says of everything else why it went.
///
/// The steps: blocks (a line each) → a verdict on every block by rules of phrase, shape and repetition → the densest
/// stretch of prose → what is furniture inside it → metadata from what stands around. A total function: a page
/// without an article has an empty body.
public struct ArticleCleaner: Sendable {
    private let rules = FurnitureRules.standard

    public init() {}

    /// The article of an HTML page. `declared` is an encoding that a header named; a meta tag in the page comes after.
    /// Linear in the page's length.
    public func clean(html bytes: some Collection<UInt8>, declared: TextEncoding? = nil) -> Article {
        let hint = declared ?? TextEncoding(declaredInHTML: bytes)
        return clean(html: TextDecoder().decode(bytes, declared: hint).text)
    }

    /// The article of an HTML page that was decoded before.
    public func clean(html text: String) -> Article {
        let document = text.withUTF8Buffer { BlockDocument(html: $0) }
        return article(document ?? BlockDocument(text: "", blocks: []))
    }

    /// The article of a flattened text: one block, text node or paragraph a line.
    public func clean(_ text: String) -> Article {
        article(BlockDocument(plain: text))
    }

    private func article(_ document: BlockDocument) -> Article {
        document.text.withUTF8Buffer { buffer in
            let lines = document.blocks.map { JudgedBlock($0, buffer, rules) }
            let headline = Headline.index(in: lines, buffer, claims: document.claims)
            let content = MainContent(lines, buffer, headline: headline)
            var metadata = MetadataReader(
                buffer, lines, body: content.stretch, headline: headline, claims: document.claims)
            let title = metadata.title()
            var verdicts = content.verdicts
            HeadlineCaptions.mark(&verdicts, lines, buffer, title: title, body: content.stretch)

            var kept: [TextRange] = []
            var removals: [Removal] = []
            for (line, verdict) in zip(lines, verdicts) {
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
                text: kept.map { buffer.text($0) }.joined(separator: "\n"), title: title,
                authors: metadata.authors(), editor: metadata.editor(), source: metadata.source(),
                published: metadata.published(), input: document.text, kept: kept, removals: removals)
        }
    }
}
