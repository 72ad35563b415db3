import ArgumentParser
import Shuli
import ShuliVerbs

struct DedupCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Lay two documents side by side: what they share and what each has of its own.",
        discussion: "Exit code 0 where one is a copy or an excerpt of the other, else 1.")

    @Argument(help: "The first document; - is standard input.")
    var first: String

    @Argument(help: "The second document.")
    var second: String

    @OptionGroup var dedup: DedupOptions

    @Option(help: ArgumentHelp("The encoding of the files, or auto.", valueName: "encoding"))
    var encoding = EncodingChoice.auto

    @Flag(help: "Write JSON.")
    var json = false

    @Option(help: ArgumentHelp("How wide a line may be, in columns.", valueName: "n"))
    var width: Int?

    func validate() throws { try Bounds.check("--width", width, Bounds.width) }

    mutating func run() async throws {
        let (left, right) = (try body(first), try body(second))
        let comparison = DuplicateComparison(left, right, options: dedup.indexOptions)
        if json {
            var writer = JSONWriter()
            writer.object { $0.fields(of: comparison, left, right) }
            Console.write(String(decoding: writer.bytes, as: UTF8.self) + "\n")
        } else {
            let columns = width ?? Console.environment("COLUMNS").flatMap { Int($0) } ?? 100
            let width = min(max(columns, Bounds.width.lowerBound), Bounds.width.upperBound)
            Console.write(SideBySide(comparison, left, right, width: width).text)
        }
        if comparison.relation == .unique { throw ExitCode(1) }
    }

    private func body(_ path: String) throws -> String {
        var options = DocumentReader.Options()
        options.encoding = encoding.encoding
        var reader = DocumentReader(paths: [path], options: options)
        switch reader.next() {
        case .success(let document): return dedup.body(of: document, dedup.cleaning).text
        case .failure(let failure): throw ValidationError(failure.message)
        case nil: throw ValidationError("\(path): is empty")
        }
    }
}

/// Two texts in two columns.
private struct SideBySide {
    private(set) var text: String
    private let column: Int

    init(_ comparison: DuplicateComparison, _ left: String, _ right: String, width: Int) {
        column = (width - 3) / 2
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
        text = "\(comparison.relation.rawValue)\(comparison.isSameForm ? ", one form with other numbers" : "")"
        text +=
            ": \(percent(comparison.similarity)) the same; the second has \(percent(comparison.leftShare)) of the first,"
        text += " the first \(percent(comparison.rightShare)) of the second; numbers \(comparison.equalNumbers) equal,"
        text += " \(comparison.differentNumbers) different\n"
        for part in comparison.parts {
            let sign = part.isShared ? " = " : part.left == nil ? " > " : part.right == nil ? " < " : " ≠ "
            let columns = [part.left.map { lines(left[$0]) } ?? [], part.right.map { lines(right[$0]) } ?? []]
            for index in 0..<max(columns[0].count, columns[1].count) {
                let (mine, other) = (Self.line(columns[0], index), Self.line(columns[1], index))
                let padding = String(repeating: " ", count: max(0, column - Self.width(mine)))
                text += mine + padding + (index == 0 ? sign : "   ") + other + "\n"
            }
        }
    }

    private static func line(_ lines: [String], _ index: Int) -> String { index < lines.count ? lines[index] : "" }

    private func lines(_ text: Substring) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(whereSeparator: \.isNewline) {
            var line = ""
            var width = 0
            for character in paragraph {
                let own = Self.width(String(character))
                if width + own > column {
                    lines.append(line)
                    (line, width) = ("", 0)
                }
                line.append(character)
                width += own
            }
            if !line.allSatisfy(\.isWhitespace) { lines.append(line) }
        }
        return lines
    }

    // Columns of a terminal: two for wide characters (East Asian Width, by blocks).
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0...0x1F, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: sum
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
                sum + 2
            default: sum + 1
            }
        }
    }
}
