import ArgumentParser
import Shuli
import ShuliVerbs

struct DedupCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: Wording(
            "并排显示两篇文档：相同之处和各自独有之处", "Lay two documents side by side: what they share and what each has of its own."
        ).text,
        discussion: Wording(
            "一篇是另一篇的副本或节选时退出码为 0，否则为 1。", "Exit code 0 where one is a copy or an excerpt of the other, else 1."
        ).text)

    @Argument(help: ArgumentHelp("第一篇文档；- 表示标准输入", "The first document; - is standard input.", .first))
    var first: String

    @Argument(help: ArgumentHelp("第二篇文档", "The second document.", .second))
    var second: String

    @OptionGroup var dedup: DedupOptions

    @Option(help: ArgumentHelp("文件的编码；auto 为自动识别", "The encoding of the files, or auto.", .encoding))
    var encoding = EncodingChoice.auto

    @Flag(help: ArgumentHelp("输出 JSON", "Write JSON."))
    var json = false

    @Option(parsing: .unconditional, help: ArgumentHelp("一行最宽多少列", "How wide a line may be, in columns.", .number))
    var width: Int?

    func validate() throws { try Bounds.check("--width", width, Bounds.width) }

    mutating func run() async throws {
        let (left, right) = (try body(first), try body(second))
        let comparison = DuplicateComparison(left, right, options: dedup.indexOptions)
        var file = OutputFile(nil)
        if json {
            var writer = JSONWriter()
            writer.beginObject(endingWithList: "parts") { $0.fields(of: comparison) }
            for part in comparison.parts {
                writer.part(part, left, right)
                file.write(writer.take())
            }
            writer.endLineWithList()
            file.write(writer.take())
        } else {
            let columns = width ?? TerminalColumns.available(else: 100)
            let width = min(max(columns, Bounds.width.lowerBound), Bounds.width.upperBound)
            SideBySide(comparison, left, right, width: width).write(to: &file)
        }
        file.close()
        if comparison.relation == .unique { throw ExitCode(1) }
    }

    private func body(_ path: String) throws -> String {
        var options = DocumentReader.Options()
        options.encoding = encoding.encoding
        var reader = DocumentReader(paths: [path], options: options)
        switch reader.next() {
        case .success(let document):
            var doubts = InputDoubts()
            doubts.next(document, document.damage).forEach { Console.warn($0.wording) }
            if reader.next() != nil {
                Console.warn(
                    Wording("有不止一篇文档，只比较第一篇", "has more than one document: the first one is compared").at(path))
            }
            return dedup.body(of: document, dedup.cleaning).text
        case .failure(let failure): throw ValidationError(failure.wording)
        case nil: throw ValidationError(DocumentFailure.Reason.empty.wording.at(path))
        }
    }
}

/// Two texts in two columns.
private struct SideBySide {
    private let comparison: DuplicateComparison
    private let left: String
    private let right: String
    private let column: Int

    init(_ comparison: DuplicateComparison, _ left: String, _ right: String, width: Int) {
        (self.comparison, self.left, self.right, column) = (comparison, left, right, (width - 3) / 2)
    }

    func write(to file: inout OutputFile) {
        file.write(Array(heading.utf8))
        for part in comparison.parts {
            let sign = part.isShared ? " = " : part.left == nil ? " > " : part.right == nil ? " < " : " ≠ "
            var own = ColumnLines(part.left.map { left[$0] } ?? "", column)
            var others = ColumnLines(part.right.map { right[$0] } ?? "", column)
            var isFirst = true
            while true {
                let (mine, other) = (own.next(), others.next())
                if mine == nil && other == nil { break }
                let padding = String(repeating: " ", count: max(0, column - TerminalColumns.width(mine ?? "")))
                file.write(Array("\(mine ?? "")\(padding)\(isFirst ? sign : "   ")\(other ?? "")\n".utf8))
                isFirst = false
            }
        }
    }

    private var heading: String {
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
        let (left, right) = (percent(comparison.leftShare), percent(comparison.rightShare))
        let (equal, different) = (comparison.equalNumbers, comparison.differentNumbers)
        let wording = Wording(
            "\(comparison.isSameForm ? "，格式相同而数字不同" : "")：\(percent(comparison.similarity)) 相同；"
                + "第二篇含第一篇的 \(left)，第一篇含第二篇的 \(right)；\(equal) 个数字相同，\(different) 个不同",
            "\(comparison.isSameForm ? ", one form with other numbers" : ""): \(percent(comparison.similarity)) the same; "
                + "the second has \(left) of the first, the first \(right) of the second; "
                + "numbers \(equal) equal, \(different) different")
        return comparison.relation.rawValue + wording.text + "\n"
    }
}

/// The lines of a text in a column; paragraphs begin on a new one, blank ones are left out.
private struct ColumnLines: IteratorProtocol {
    private var rest: Substring
    private let column: Int

    init(_ text: Substring, _ column: Int) { (rest, self.column) = (text, column) }

    mutating func next() -> String? {
        while !rest.isEmpty {
            var end = rest.startIndex
            var width = 0
            while end < rest.endIndex, !rest[end].isNewline {
                width += TerminalColumns.width(String(rest[end]))
                if width > column, end > rest.startIndex { break }
                end = rest.index(after: end)
            }
            let isCut = end < rest.endIndex && !rest[end].isNewline
            let line = rest[..<end]
            rest = rest[(isCut || end == rest.endIndex ? end : rest.index(after: end))...]
            if isCut || !line.allSatisfy(\.isWhitespace) { return String(line) }
        }
        return nil
    }
}
