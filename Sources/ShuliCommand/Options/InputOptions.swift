import ArgumentParser
import Shuli
import ShuliVerbs

/// What to read and how: common to all verbs.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files to read; - or none is standard input. gzip and Zstandard are recognized.")
    var files: [String] = []

    @Option(help: ArgumentHelp("How documents are stored in the files.", valueName: "format"))
    var inputFormat = InputFormat.auto

    @Option(help: ArgumentHelp("The encoding of the files, or auto.", valueName: "encoding"))
    var encoding = EncodingChoice.auto

    @Option(help: ArgumentHelp("The field that identifies a record.", valueName: "field"))
    var idField = "id"

    @Option(help: ArgumentHelp("The field that holds a record's text.", valueName: "field"))
    var textField = "text"

    @Option(help: ArgumentHelp("The field that holds a record's title.", valueName: "field"))
    var titleField = "title"

    @Option(help: ArgumentHelp("The field that holds a record's HTML page.", valueName: "field"))
    var htmlField = "html"

    @Option(help: ArgumentHelp("Stop after this many documents.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Read further options from a file, an argument a line.", valueName: "file"))
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
