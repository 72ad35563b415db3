import ShuliText

/// Finds the article in a web page or in a text copied from one, and gives a reason for everything that it removes.
///
/// ```swift
/// let article = ArticleCleaner().clean(
///     """
///     首页 > 新闻 > 正文
///     城西老茶馆修缮两年重新开门
///     2025-02-13 08:30　来源：晨报
///     昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。
///     掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。
///     责任编辑：陈某
///     """)
/// print(article.title ?? "", article.published ?? "")  // 城西老茶馆修缮两年重新开门 2025-02-13 08:30
/// print(article.text)  // The two paragraphs
/// for removal in article.removals {
///     print(removal.line, removal.rule, removal.reason)  // 6 editor names the page's editors
/// }
/// ```
///
/// A cleaner never fails: a page without an article gives an article with an empty text. The result depends only on the input.
///
/// The steps are those of the folders of this module. `Parse` turns a page or text into blocks, `Assess` looks at each block by
/// itself, `Headline` chooses the headline, `Features` describes each block among the others, `Model` gives the odds that it belongs
/// to the body, `Decide` keeps or removes it, `Metadata` reads title, authors, time and source, with the times of `Dates`.
public struct ArticleCleaner: Sendable {
    /// How much evidence a removal requires.
    package let level: CleaningLevel
    /// The lines that other pages of the site share; nil where they are not known.
    package let template: SiteTemplate?
    /// What becomes of the replies of a thread.
    package let replies: ReplyPolicy
    /// Whether `Article.authors` is asked for: what does not show them need not look for them.
    package var readsAuthors = true
    private let model: BlockModel

    /// A cleaner with the built-in model.
    ///
    /// - Parameters:
    ///   - level: How much evidence a removal requires.
    ///   - template: The lines that pages of the site share, as evidence for their removal (`SiteTemplateLearner`).
    ///   - replies: What becomes of the replies of a thread.
    public init(level: CleaningLevel = .standard, template: SiteTemplate? = nil, replies: ReplyPolicy = .keep) {
        self.init(level: level, template: template, replies: replies, model: .standard)
    }

    /// A cleaner with another model.
    package init(
        level: CleaningLevel, template: SiteTemplate?, replies: ReplyPolicy = .keep, model: BlockModel
    ) {
        self.level = level
        self.template = template
        self.replies = replies
        self.model = model
    }

    /// The article of an HTML page in any encoding.
    ///
    /// - Parameters:
    ///   - bytes: The page. Bytes that are not contiguous in memory are copied first.
    ///   - declared: The encoding that a header of the response names. By default the page's `<meta>` tag is read. Either is only
    ///     a hint, which the bytes may contradict.
    /// - Returns: The article; its `input` is the visible text of the page, one block a line. Linear in the length of the page.
    public func clean(html bytes: some Collection<UInt8>, declared: TextEncoding? = nil) -> Article {
        let direct = bytes.withContiguousStorageIfAvailable { clean(buffer: $0, declared: declared) }
        return direct ?? Array(bytes).withUnsafeBufferPointer { clean(buffer: $0, declared: declared) }
    }

    /// The article of an HTML page that was decoded before.
    ///
    /// - Parameters:
    ///   - text: The page.
    ///   - title: The headline, where it is known from elsewhere; it helps to find the body.
    /// - Returns: The article; its `input` is the visible text of the page, one block a line. Linear in the length of the page.
    public func clean(html text: some StringProtocol, title: String? = nil) -> Article {
        text.withUTF8Buffer { page($0, title: title) }
    }

    /// The article of a plain text that was copied from a page, with one paragraph, text node or block a line.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - title: The headline, where it is known from elsewhere; it helps to find the body.
    /// - Returns: The article; its `input` is `text`. Linear in the length of the text.
    public func clean(_ text: some StringProtocol, title: String? = nil) -> Article {
        article(BlockDocument(plain: (text as? String) ?? String(text)), title: title)
    }

    private func clean(buffer: UTF8Buffer, declared: TextEncoding?) -> Article {
        let decoder = TextDecoder()
        // Most pages are UTF-8 and are parsed where they are, without a copy as a string.
        if decoder.readsAsUTF8(buffer) { return page(buffer, title: nil) }
        let hint = declared ?? TextEncoding(declaredInHTML: buffer)
        return clean(html: decoder.decode(buffer, declared: hint).text)
    }

    // The article of a page, or where the page shows hardly any text, of what its scripts hold.
    private func page(_ html: UTF8Buffer, title: String?) -> Article {
        let document = BlockDocument(html: html)
        let shown = article(document, title: title)
        // Three bytes a Han character. A text of this length is taken for one that the page shows.
        let characters = shown.text.utf8.count / 3
        // Of what was taken from a script already, all that is more.
        let least = shown.input == document.text ? characters * 4 : characters + 1
        guard characters < 300, let body = ScriptBody(html, document.scripts, least: least) else { return shown }
        var hidden = body.html.withUnsafeBufferPointer { BlockDocument(html: $0) }
        hidden.claims = document.claims
        if hidden.claims.metaTitle == nil { hidden.claims.metaTitle = body.title }
        if hidden.claims.source == nil { hidden.claims.source = body.source }
        for index in hidden.blocks.indices { hidden.blocks[index].line = body.line }
        let found = article(statedBody: hidden, title: title)
        return found.text.utf8.count > shown.text.utf8.count ? found : shown
    }

    private func article(_ document: BlockDocument, title known: String?) -> Article {
        let analysis = DocumentAnalysis(document, title: known, model: model)
        let content = MainContent(analysis, level: level, template: template)
        if content.isNearlyEmpty(analysis), let stated = BlockDocument(bodyStatedBy: document) {
            return article(statedBody: stated, title: known)
        }
        return article(analysis, content, title: known)
    }

    private func article(statedBody document: BlockDocument, title known: String?) -> Article {
        let analysis = DocumentAnalysis(statedBody: document)
        return article(analysis, MainContent(analysis, level: level, template: template), title: known)
    }

    private func article(_ analysis: DocumentAnalysis, _ content: MainContent, title known: String?) -> Article {
        let document = analysis.document
        return document.text.withUTF8Buffer { buffer in
            let selection = PageSelection(buffer, analysis, content, replies: replies)
            let metadata = MetadataReader(buffer, analysis, body: selection.body, readsAuthors: readsAuthors)
            let title = metadata.title ?? known
            var causes = selection.causes
            var codes: [Int: CodeBlock] = [:]
            for code in analysis.codes where code.isWhole {
                for index in code.lines { codes[index] = code }
            }
            // A text that is one line may be its own headline.
            if selection.kind != .thread, analysis.lines.count > 1 || document.isPage {
                HeadlineCaptions.mark(
                    &causes, analysis.lines, analysis.folded,
                    title: title.map { FoldedBlocks.contentKey(of: $0, analysis.folded.alphabet) } ?? [],
                    body: selection.body, exempt: Set(codes.keys)
                )
            }

            var kept: [TextRange] = []
            var parts: [StructureReader.Part] = []
            var removals: [Removal] = []
            func remove(_ range: TextRange, of block: Block, isWhole: Bool, _ cause: RemovalCause) {
                removals.append(
                    Removal(range: range, line: block.line, isWhole: isWhole, rule: cause.rule, reason: cause.reason))
            }
            for (index, (line, cause)) in zip(analysis.lines, causes).enumerated() {
                let block = line.block
                if let cause {
                    remove(block.range, of: block, isWhole: true, cause)
                    continue
                }
                var range = block.range
                if let code = codes[index] {
                    let start = code.start(buffer, range)
                    let number = buffer.trimmed(TextRange(range.lowerBound, start))
                    if !number.isEmpty {
                        remove(number, of: block, isWhole: start == range.upperBound, .because(.lineNumber))
                    }
                    if start == range.upperBound { continue }
                    range.lowerBound = start
                    kept.append(range)
                    parts.append(StructureReader.Part(block: index, range: range))
                    continue
                }
                if let said = selection.said[index] {
                    range = said
                    let head = buffer.trimmed(TextRange(block.range.lowerBound, said.lowerBound))
                    if !head.isEmpty { remove(head, of: block, isWhole: false, .besidePost) }
                }
                let tail =
                    range.upperBound < block.range.upperBound
                    ? (TextRange(range.upperBound, block.range.upperBound), .besidePost)
                    : BodyTail.range(buffer, range)
                if let tail { range.upperBound = tail.range.lowerBound }
                kept.append(range)
                parts.append(StructureReader.Part(block: index, range: range))
                if let tail { remove(tail.range, of: block, isWhole: false, tail.cause) }
            }
            let posts = selection.posts(buffer, parts)
            let authors = posts.first?.author.map { [$0] } ?? metadata.authors
            // Where the opening post shows no time, that of a reply is not the page's.
            let other = metadata.published?.description
            let published = posts.first?.published ?? (posts.contains { $0.published == other } ? nil : other)
            var structure = StructureReader(buffer, document, codes: analysis.codes)
            return Article(
                kind: kept.isEmpty && selection.kind == .article ? .none : selection.kind,
                confidence: selection.confidence, text: buffer.joined(kept), title: title,
                authors: authors, editor: metadata.editor, source: metadata.source, published: published,
                posts: posts, blocks: structure.blocks(selection.groups(parts)), input: document.text, kept: kept,
                removals: removals)
        }
    }
}

extension UTF8Buffer {
    /// Some ranges of valid UTF-8 as one string, a line each.
    func joined(_ ranges: [TextRange]) -> String {
        String(unsafeUninitializedCapacity: ranges.reduce(0) { $0 + $1.count + 1 }) { memory in
            var count = 0
            for (place, range) in ranges.enumerated() {
                if place > 0 {
                    memory[count] = 0x0A
                    count += 1
                }
                let piece = UnsafeMutableBufferPointer(rebasing: memory[count...])
                _ = piece.initialize(from: self[range.bytes])
                count += range.count
            }
            return count
        }
    }
}
