import ArgumentParser
import CMemory
import Shuli
import ShuliVerbs

struct CorpusRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: Wording("清洗语料；再次运行同样的命令即从中断处续跑", "Clean a corpus; the same command again resumes where it ended.")
            .text,
        discussion: Wording(
            """
            让文档依次经过计划或 --steps 的各个步骤。留下的按输入的顺序分成若干部分写进目录，其余连同理由写进 rejects/；\
            读写了多少、为什么，写进 run.json。
            步骤（在计划里各有选项）：\(CorpusSteps.chosen.joined(separator: "、"))。
            """,
            """
            Takes documents through the steps of a plan or of --steps and writes what is kept to parts in a folder, in the \
            order of the input, the rest to rejects/ with the reason, and run.json: what was read and written, and why.
            Steps, each with options in a plan: \(CorpusSteps.chosen.joined(separator: ", ")).
            """
        ).text)

    @Argument(
        help: ArgumentHelp(
            "计划，YAML 格式；命令行的选项优先", "The plan, in YAML. Options of the command line take precedence over it.", .plan)
    )
    var plans: [String] = []

    @Option(help: ArgumentHelp("步骤，以逗号分隔", "The steps, with commas between them.", .names))
    var steps: String?

    @Option(
        help: ArgumentHelp(
            "要读的文件或目录：JSON Lines、HTML、文本、WARC、CSV；自动识别 gzip 和 Zstandard；一次一个，可重复",
            "A file or folder to read: JSON Lines, HTML, text, WARC, CSV; gzip and Zstandard are recognized. One value; may be repeated.",
            .path))
    var input: [String] = []

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("输出的目录", "The folder to write to.", .folder))
    var output: String?

    @Option(help: ArgumentHelp("文件中文档的存放格式", "How documents are stored in the files.", .format))
    var inputFormat: InputFormat?

    @Option(help: ArgumentHelp("文件的编码；auto 为自动识别", "The encoding of the files, or auto.", .encoding))
    var encoding: EncodingChoice?

    @Option(
        help: ArgumentHelp("输出如何压缩：none、gzip 或 zstd", "How the output is compressed: none, gzip or zstd.", .compress))
    var compress: Compression?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "输出的每一部分在压缩前约有多大（默认 256M）", "About how large a part of the output is before compression (256M).", .bytes))
    var shardSize: ByteCount?

    @Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")], parsing: .unconditional,
        help: ArgumentHelp("同时工作的任务数；不影响输出", "How many tasks work at once; the output never depends on it.", .number))
    var jobs: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("读满这么多条记录就停止", "Stop after this many records.", .number))
    var limit: Int?

    @Flag(
        help: ArgumentHelp(
            "全部照做，但不保留输出，只显示结果会怎样", "Do everything, but keep no output: only say what the result would be."))
    var dryRun = false

    @Flag(help: ArgumentHelp("把运行报告 run.json 写到标准输出", "Write the report on the run, run.json, to standard output."))
    var json = false

    @Flag(
        name: .shortAndLong, help: ArgumentHelp("不显示提示；退出码仍说明结果", "Say nothing; the exit code still says how it ended.")
    )
    var quiet = false

    @Flag(help: ArgumentHelp("不显示进度", "Show no progress."))
    var noProgress = false

    @Option(help: ArgumentHelp("从文件读取更多选项，每行一个参数", "Read further options from a file, an argument a line.", .file))
    var config: String?

    func validate() throws {
        if plans.count > 1 {
            throw ValidationError(
                Wording(
                    "“\(plans[1])”是第二个计划；每个要读的文件或目录各用一个 --input",
                    "\"\(plans[1])\" is a second plan: each file or folder to read has an --input of its own"))
        }
        try Bounds.check("-j", jobs, Bounds.jobs)
        try Bounds.check("--limit", limit, 0...Int.max)
        try Bounds.check("--shard-size", shardSize?.bytes, 1...Bounds.memory.upperBound)
    }

    mutating func run() async throws {
        let plan = try merged()
        let steps = try plan.corpusSteps(of: plans.first)
        guard !plan.inputs.isEmpty else {
            throw ValidationError(
                Wording("没有输入：用 --input 指定文件或目录", "nothing to read: name files or folders with --input"))
        }
        if let input = plan.inputs.first(where: { $0 == "-" || InputFile.isSpecial($0) }) {
            throw ValidationError(
                Wording(
                    "运行要能重复读取输入：请给出文件或目录，而不是标准输入、管道或设备",
                    "a run may read its input again: name files or folders, not standard input, a pipe or a device"
                ).at(input))
        }
        guard let folder = dryRun ? try TemporaryFile.makeFolder("corpus") : plan.output else {
            throw ValidationError(
                Wording("没有输出位置：用 --output 指定目录", "nowhere to write to: name a folder with --output"))
        }
        if dryRun { TemporaryFile.removeAbandoned("corpus") }
        defer { if dryRun { CorpusRun.remove(folder) } }
        let console = CorpusConsole(isQuiet: quiet, showsProgress: !noProgress)
        var options = try options(plan)
        if !quiet { options.doubts = { console.take($0) } }
        let run = CorpusRun(plan.inputs, into: folder, steps: steps, options: options)
        shuli_memory_keep()
        let work = Task { try await run.run { console.take($0) } }
        Interruption.begin(message: CorpusConsole.interrupted) { work.cancel() }
        defer { Interruption.end() }
        do {
            let report = try await work.value
            console.end()
            if json {
                Console.write(String(decoding: JSONWriter.pretty(report.json), as: UTF8.self) + "\n")
            } else if !quiet {
                Console.write(CorpusSummary(report, folder: dryRun ? nil : folder).text)
            }
            if report.rejections.contains(where: { $0.step == "decode" }) { throw ExitCode(2) }
        } catch is CancellationError {
            console.end()
            if !quiet, !dryRun { Console.warn(CorpusConsole.interrupted) }
            throw ExitCode(130)
        } catch let error as CorpusRunError {
            console.end()
            throw error
        }
    }

    // The plan, with what the command line says instead.
    private func merged() throws -> CorpusPlan {
        var plan = try plans.first.map { try CorpusPlan(file: $0) } ?? CorpusPlan()
        if let steps {
            plan.steps = steps.split(separator: ",", omittingEmptySubsequences: false).map {
                CorpusPlan.Step(name: String($0))
            }
        }
        if plan.steps.isEmpty {
            plan.steps = ["clean", "normalize", "filter", "dedup"].map { CorpusPlan.Step(name: $0) }
        }
        if !input.isEmpty { plan.inputs = input }
        if let output { plan.output = output }
        if let inputFormat { plan.format = inputFormat.rawValue }
        if let encoding { plan.encoding = encoding.defaultValueDescription }
        if let compress { plan.compress = compress.rawValue }
        if let shardSize { plan.shardSize = "\(shardSize.bytes)" }
        return plan
    }

    private func options(_ plan: CorpusPlan) throws -> CorpusRun.Options {
        func value<Value: ExpressibleByArgument>(_ key: String, _ text: String) throws -> Value {
            guard let value = Value(argument: text) else {
                let wording = Wording("\(key) 不能是“\(text)”", "\(key) can't be \"\(text)\"")
                let line = plan.lines[key].map { ":\($0)" } ?? ""
                throw ValidationError(plans.first.map { wording.at($0 + line) } ?? wording)
            }
            return value
        }
        var options = CorpusRun.Options()
        if let format = plan.format { options.reading.format = try value("format", format) }
        if let name = plan.encoding {
            let choice: EncodingChoice = try value("encoding", name)
            options.reading.encoding = choice.encoding
        }
        if let compress = plan.compress { options.compression = try value("compress", compress) }
        if let size = plan.shardSize {
            let count: ByteCount = try value("shard-size", size)
            options.partLength = count.bytes
        }
        for (name, field) in plan.fields {
            switch name {
            case "id": options.reading.idField = field
            case "text": options.reading.textField = field
            case "title": options.reading.titleField = field
            case "html": options.reading.htmlField = field
            case "url": options.reading.urlField = field
            default: options.reading.dateField = field
            }
        }
        options.limit = limit
        options.jobs = jobs ?? Console.processorCount + 1
        options.plan = plan.source
        options.version = Version.program
        options.build = Version.build
        options.dependencies = plan.dependencies
        return options
    }
}

extension Compression: ExpressibleByArgument {}
