import ArgumentParser
import Shuli
import ShuliVerbs

/// What to write and how: common to all verbs.
struct OutputOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write to a file.", valueName: "path"))
    var output: String?

    @Flag(help: "Write one JSON object a line.")
    var json = false

    @OptionGroup var form: LineForm

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

    @Flag(name: .shortAndLong, help: "Write no messages about documents; the exit code says whether some failed.")
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

    /// Writes a line to standard error; nil where nothing is to be said.
    var warn: ((String) -> Void)? { quiet ? nil : { Console.warn(line: $0) } }

    var isJSON: Bool { json || pretty }

    var pretty: Bool { form.pretty }

    var offsetUnit: OffsetUnit { form.offsetUnit }

    /// Where to write to.
    var target: OutputTarget { dryRun ? .nowhere : OutputTarget(output) }

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
