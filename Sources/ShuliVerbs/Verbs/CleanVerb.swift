import ArgumentParser
import Shuli

/// The options of `clean`.
package struct CleanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "正文的形式；与 --json 同用时，text 以外的形式写入同名字段",
            "How the body is written. With --json other forms than text are a field of that name.", .format))
    package var format = BodyFormat.text

    @Option(help: ArgumentHelp("如何处理讨论中的回复", "What becomes of the replies of a thread.", .replies))
    package var replies = ReplyPolicy.keep

    @Flag(
        help: ArgumentHelp(
            "与 --json 同用：正文的各部分及其角色，以及位置所指的文本（字段 input）",
            "With --json: the parts of the body with their roles, and the text that offsets refer to (\"input\")."))
    package var blocks = false

    @Option(help: ArgumentHelp("删除需要多少依据：gentle 多留，strict 多删", "How much evidence a removal needs.", .level))
    package var level = CleaningLevel.standard

    @Option(help: ArgumentHelp("清洗模型，代替内置的", "A cleaning model instead of the built-in one.", .file))
    package var model: String?

    @Option(
        help: ArgumentHelp(
            "同一站点其他网页上重复的内容，由 `clean learn` 写出", "What other pages of the site repeat, as `clean learn` wrote it.",
            .file))
    package var template: String?

    package init() {}

    /// All files that are read.
    package var files: [String] { [model, template].compactMap(\.self) }

    /// The verb.
    package func verb() throws -> CleanVerb {
        let cleaner = ArticleCleaner(
            level: level, template: try template.map(OptionFile.siteTemplate), replies: replies,
            model: try OptionFile.cleaningModel(model))
        return CleanVerb(cleaner: cleaner, format: format, writesBlocks: blocks)
    }
}

/// Finds the article in a page or text.
package struct CleanVerb: Verb {
    package let cleaner: ArticleCleaner
    let format: BodyFormat
    let writesBlocks: Bool

    package var valueKind: VerbValue.Kind { .text }
    package var recognizesPages: Bool { true }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        var record = record
        guard let article = record.clean(cleaner) else { return [] }
        Self.note(on: article).map(note)
        return line(record, article, form)
    }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        var cleaned = record
        guard let article = cleaned.clean(cleaner) else { return .text(record.text) }
        Self.note(on: article).map(note)
        return .text(body(of: article, cleaned))
    }

    /// Says that a document has no article; nil where it has one.
    package static func note(on article: Article) -> Wording? {
        guard article.text.isEmpty else { return nil }
        let isList = article.kind == .listing
        return Wording(
            "没有找到正文\(isList ? "，是链接列表" : "")", "no article found\(isList ? ", a list of links" : "")")
    }

    /// The body of a record's article in the format of the options.
    package func body(of article: Article, _ record: Record) -> String {
        format.body(of: article, address: record.address)
    }

    /// The line of a record that was cleaned.
    package func line(_ cleaned: Record, _ article: Article, _ form: LineForm) -> [UInt8] {
        var record = cleaned
        record.set(JSONRecord.Field(key: "kind", text: article.kind.rawValue))
        record.set(JSONRecord.Field(key: "confidence") { $0.value((article.confidence * 1_000).rounded() / 1_000) })
        record.setFields(of: article)
        let own: Set = ["text", "posts", "markdown", "html", "removed", "input", "blocks"]
        return record.line(replacing: own, pretty: form.pretty) { writer in
            let offsets = OffsetConverter(article.input, form.offsetUnit)
            writer.field("text", article.text)
            if article.kind == .thread { writer.posts(article.posts, offsets) }
            if format != .text { writer.field(format.rawValue, body(of: article, record)) }
            writer.removals(of: article, offsets)
            guard writesBlocks else { return }
            writer.field("input", article.input)
            writer.blocks(article.blocks, offsets)
        }
    }
}

extension Record {
    /// The address of the page, where the record names it.
    fileprivate var address: String? { inputFields.first { $0.key == "url" }?.string }
}

extension CleaningLevel: ExpressibleByArgument {}
extension ReplyPolicy: ExpressibleByArgument {}
