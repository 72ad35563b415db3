import ArgumentParser
import Shuli
import ShuliVerbs

/// What to read and how: common to all verbs.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "要读的文件；- 或不给文件表示标准输入；自动识别 gzip 和 Zstandard",
            "Files to read; - or none is standard input. gzip and Zstandard are recognized.", .files))
    var files: [String] = []

    @Option(help: ArgumentHelp("文件中文档的存放格式", "How documents are stored in the files.", .format))
    var inputFormat = InputFormat.auto

    @Option(help: ArgumentHelp("文件的编码；auto 为自动识别", "The encoding of the files, or auto.", .encoding))
    var encoding = EncodingChoice.auto

    @Option(help: ArgumentHelp("标识记录的字段", "The field that identifies a record.", .field))
    var idField = "id"

    @Option(help: ArgumentHelp("存放正文的字段", "The field that holds a record's text.", .field))
    var textField = "text"

    @Option(help: ArgumentHelp("存放标题的字段", "The field that holds a record's title.", .field))
    var titleField = "title"

    @Option(help: ArgumentHelp("存放 HTML 网页的字段", "The field that holds a record's HTML page.", .field))
    var htmlField = "html"

    @Option(parsing: .unconditional, help: ArgumentHelp("读满这么多篇文档就停止", "Stop after this many documents.", .number))
    var limit: Int?

    @Option(help: ArgumentHelp("从文件读取更多选项，每行一个参数", "Read further options from a file, an argument a line.", .file))
    var config: String?

    func validate() throws {
        try Bounds.check("--limit", limit, 0...Int.max)
    }

    var paths: [String] { files.isEmpty ? ["-"] : files }

    /// Whether more than one document may come.
    var isMany: Bool {
        paths.count > 1 || inputFormat == .jsonl || inputFormat == .lines
    }

    var reading: DocumentReader.Options {
        var options = DocumentReader.Options()
        options.format = inputFormat
        options.encoding = encoding.encoding
        options.idField = idField
        options.textField = textField
        options.titleField = titleField
        options.htmlField = htmlField
        return options
    }
}

extension InputFormat: ExpressibleByArgument {}

/// An encoding, or auto.
enum EncodingChoice: ExpressibleByArgument, Equatable {
    case auto
    case named(TextEncoding)

    init?(argument: String) {
        guard argument.lowercased() != "auto" else {
            self = .auto
            return
        }
        guard let encoding = TextEncoding(label: argument) else { return nil }
        self = .named(encoding)
    }

    static var allValueStrings: [String] { ["auto", "utf-8", "gb18030", "big5"] }

    var defaultValueDescription: String { encoding?.name ?? "auto" }

    var encoding: TextEncoding? {
        if case .named(let encoding) = self { encoding } else { nil }
    }
}
