import ArgumentParser
import Shuli

/// What to write and how: common to all verbs.
struct OutputOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write to a file.", valueName: "path"))
    var output: String?

    @Flag(help: "Write one JSON object a line.")
    var json = false

    @Flag(help: "Write JSON over several lines.")
    var pretty = false

    @Option(help: ArgumentHelp("What offsets in JSON count: utf8, utf16, scalar or character.", valueName: "unit"))
    var offsetUnit = OffsetUnit.utf8

    @Option(
        name: [.customShort("j"), .customLong("jobs")],
        help: ArgumentHelp(
            "How many documents to work on at once; the order of the output never depends on it.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Write a report of the run as JSON.", valueName: "file"))
    var report: String?

    @Option(help: ArgumentHelp("Write the documents that failed as JSON Lines.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Read and work, but write no output.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say nothing of documents that failed; the exit code still tells.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say what each document was read as.")
    var verbose = false

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    @Flag(help: "Show no progress.")
    var noProgress = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("-j takes a number of jobs, 1 or more.") }
    }

    var isJSON: Bool { json || pretty }

    /// Whether output to the terminal is to be coloured.
    var isColored: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: output == nil && Console.isTerminal(1) && Console.environment("NO_COLOR") == nil
        }
    }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

/// What an offset counts.
enum OffsetUnit: String, ExpressibleByArgument, CaseIterable {
    case utf8
    case utf16
    case scalar
    case character
}

/// Turns UTF-8 offsets of one text into offsets of another unit.
struct OffsetConverter: Sendable {
    // For each byte of the text and its end: units before it. Nil for UTF-8 itself.
    private let table: [Int]?

    init(_ text: String, _ unit: OffsetUnit) {
        guard unit != .utf8 else {
            table = nil
            return
        }
        var table: [Int] = []
        table.reserveCapacity(text.utf8.count + 1)
        var units = 0
        func step(_ bytes: Int, _ count: Int) {
            table.append(contentsOf: repeatElement(units, count: bytes))
            units += count
        }
        switch unit {
        case .utf8: break
        case .utf16: for scalar in text.unicodeScalars { step(UTF8.width(scalar), UTF16.width(scalar)) }
        case .scalar: for scalar in text.unicodeScalars { step(UTF8.width(scalar), 1) }
        case .character: for character in text { step(character.utf8.count, 1) }
        }
        table.append(units)
        self.table = table
    }

    func callAsFunction(_ range: TextRange) -> TextRange {
        guard let table else { return range }
        func unit(_ offset: Int) -> Int { table[min(max(0, offset), table.count - 1)] }
        return TextRange(unit(range.lowerBound), unit(range.upperBound))
    }
}
