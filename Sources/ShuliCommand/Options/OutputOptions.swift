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

    @Flag(name: .shortAndLong, help: "Do not name documents that failed; the exit code still says so.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say which encoding each document was read in.")
    var verbose = false

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    @Flag(help: "Show no progress.")
    var noProgress = false

    func validate() throws {
        try Bounds.check("-j", jobs, Bounds.jobs)
    }

    var isJSON: Bool { json || pretty }

    /// The file to write to; nil for standard output.
    var path: String? { dryRun ? "/dev/null" : output }

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

extension OffsetUnit: ExpressibleByArgument {}
