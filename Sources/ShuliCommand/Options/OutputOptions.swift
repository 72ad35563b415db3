import ArgumentParser
import Shuli
import ShuliVerbs

/// What to write and how: common to all verbs.
struct OutputOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("写到文件", "Write to a file.", .path))
    var output: String?

    @Flag(help: ArgumentHelp("每行输出一个 JSON 对象", "Write one JSON object a line."))
    var json = false

    @OptionGroup var form: LineForm

    @Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")], parsing: .unconditional,
        help: ArgumentHelp(
            "同时处理的文档数；不影响输出的顺序", "How many documents to work on at once; the order of the output never depends on it.",
            .number))
    var jobs: Int?

    @Option(help: ArgumentHelp("把运行报告写到文件（JSON）", "Write a report of the run as JSON.", .file))
    var report: String?

    @Option(help: ArgumentHelp("把失败的文档写到文件（JSON Lines）", "Write the documents that failed as JSON Lines.", .file))
    var rejects: String?

    @Flag(help: ArgumentHelp("照常读取和处理，但不写输出", "Read and work, but write no output."))
    var dryRun = false

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp(
            "不显示关于文档的提示；退出码说明是否有文档失败", "Write no messages about documents; the exit code says whether some failed."))
    var quiet = false

    @Flag(name: .shortAndLong, help: ArgumentHelp("显示每篇文档按什么编码读取", "Say which encoding each document was read in."))
    var verbose = false

    @Option(help: ArgumentHelp("颜色：auto（自动）、always（总是）或 never（从不）", "Colours: auto, always or never.", .when))
    var color = ColorChoice.auto

    @Flag(help: ArgumentHelp("不显示进度", "Show no progress."))
    var noProgress = false

    func validate() throws {
        try Bounds.check("-j", jobs, Bounds.jobs)
    }

    /// Writes a line to standard error; nil where nothing is to be said.
    var warn: ((String) -> Void)? { quiet ? nil : { Console.warn(line: $0) } }

    /// Says which options count for nothing in a verb that takes all of them because all verbs do.
    func warn(ofUnused options: [(name: String, isGiven: Bool)]) {
        guard !quiet else { return }
        for option in options where option.isGiven {
            Console.warn(Wording("\(option.name) 在此命令中不起作用", "\(option.name) has no effect here"))
        }
    }

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
