import ArgumentParser
import Shuli
import ShuliVerbs

struct DedupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedup",
        abstract: Wording(
            "找出转载的文章：副本、节选和汇编，并选出保留哪一篇",
            "Find republished articles: copies, excerpts and round-ups, and which copy to keep."
        ).text,
        discussion: Wording(
            """
            为每篇文档写出它所在的簇，是否保留，由哪一篇代替，以及它与那一篇的关系：exact（相同）、near（近似）、\
            contained（是那一篇的节选）或 contains（包含那一篇）。簇以其中最小的 id 命名。
            """,
            """
            Writes for each document its cluster, whether it is the one to keep, which one is kept instead and \
            what it is to that: exact, near, contained (an excerpt of it) or contains. A cluster is named by its \
            smallest id.
            """
        ).text,
        subcommands: [DedupCompareCommand.self, DedupQueryCommand.self])

    enum Action: String, ExpressibleByArgument, CaseIterable { case mark, drop, split }
    enum Level: String, ExpressibleByArgument, CaseIterable { case document, paragraph, sentence }

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var dedup: DedupOptions

    @Option(
        help: ArgumentHelp(
            "保留哪一篇：first 最先，longest 最长，cleanest 最干净，earliest 最早，或 source:名称,名称…",
            "Which copy to keep: first, longest, cleanest, earliest or source:NAME,NAME….", .choice))
    var keep = KeepChoice(.first)

    @Option(
        help: ArgumentHelp(
            "加入文件中的索引，并与其中的全部文档比较", "Add to the index in a file, and compare with all that is in it.", .file))
    var index: String?

    @Option(
        help: ArgumentHelp(
            "输出什么：mark 每篇一行，drop 只输出保留的，split 保留的写到 -o，其余写到旁边的文件",
            "What is written: mark (a line for each document), drop (only those to keep) or split (those to keep to -o, the others beside it).",
            .action))
    var action = Action.mark

    @Option(
        help: ArgumentHelp(
            "比较什么：文档，或段落、句子（同一文档内也比较）",
            "What is compared: documents, or paragraphs or sentences, also inside of one document.", .level))
    var level = Level.document

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "大约使用多少内存；放不下的暂存在 TMPDIR 的文件里", "Use about so much memory: what does not fit waits in a file in TMPDIR.",
            .bytes)
    )
    var memory: ByteCount?

    @Option(
        help: ArgumentHelp(
            "把多于一篇的簇写到文件（JSON Lines）", "Write the clusters of more than one document as JSON Lines.", .file))
    var clusters: String?

    func validate() throws {
        if action == .split && (output.output ?? "-") == "-" { throw ValidationError(.needs("--action split", "-o")) }
        try Bounds.check("--memory", memory?.bytes, Bounds.memory)
        if level != .document, index != nil { throw ValidationError(.excludes("--index", "--level \(level.rawValue)")) }
        if level != .document, action == .split {
            throw ValidationError(.excludes("--action split", "--level \(level.rawValue)"))
        }
        if level != .document, clusters != nil {
            throw ValidationError(.excludes("--clusters", "--level \(level.rawValue)"))
        }
        if output.dryRun, index != nil {
            throw ValidationError(
                Wording(
                    "--dry-run 不能与 --index 同时使用；`shuli dedup query` 只查询、不加入",
                    "--dry-run and --index exclude each other; `shuli dedup query` asks without adding"))
        }
    }

    mutating func run() async throws {
        try run(nil).checkOutputs()
        switch level {
        case .document: try await runOnDocuments()
        case .paragraph: try await runOnPassages(.paragraph)
        case .sentence: try await runOnPassages(.sentence)
        }
    }

    private func run(_ cleaning: TextCleaning?) -> DocumentRun {
        DocumentRun(
            verb: "dedup", input: input, output: output, hasHeaders: false, otherOutputs: [clusters, others, index],
            cleaning: cleaning)
    }

    // Where `--action split` writes the documents that are not kept.
    private var others: String? {
        action == .split && !output.dryRun ? output.output.map(Self.besides) : nil
    }

    // MARK: Documents

    private func runOnDocuments() async throws {
        var options = dedup.indexOptions
        if let memory { options.memory = memory.bytes }
        if let index {
            try await mark(with: DuplicateIndex(at: index, options: options), options)
        } else if memory != nil {
            try await mark(with: Self.scratchIndex(options), options)
        } else {
            try await mark(with: DuplicateIndex(options: options), options)
        }
    }

    // An index in a file without a name, which vanishes with the process, whatever ends it.
    private static func scratchIndex(_ options: DuplicateOptions) throws -> DuplicateIndex {
        let path = TemporaryFile.path("index")
        defer { TemporaryFile.remove(path) }
        return try DuplicateIndex(at: path, access: .scratch, options: options)
    }

    private func mark(with index: consuming DuplicateIndex, _ options: DuplicateOptions) async throws {
        var reading = dedup.reading(input.reading)
        reading.keepsSource = action != .mark
        // The clusters of a whole index are written only where they are asked for.
        var pass = try DuplicatePass(
            index, memory: options.memory, keepsSource: reading.keepsSource,
            isPart: self.index != nil && clusters == nil
        )
        let (dedup, cleaning) = (dedup, dedup.cleaning)
        let run = run(cleaning)
        let counts = try await run.forEach(reading: reading) {
            DuplicatePass.prepare(dedup.body(of: $0, cleaning))
        } take: { record, prepared in
            try pass.add(record, prepared)
        }
        let verdicts = try pass.verdicts(keeping: keep.policy)
        if let label = pass.firstConflict, !output.quiet {
            Console.warn(Self.conflictMessage(pass.conflictCount, first: label))
        }
        try write(verdicts, &pass)
        try run.finish(counts)
    }

    private static func conflictMessage(_ count: Int, first label: String) -> Wording {
        Wording(
            "索引中已有 \(count) 个相同的 id 而正文不同，第一个是 \"\(label)\"；这些记录按文件和行号区分",
            "the index has \(count) of these ids with another text, the first is \"\(label)\"; "
                + "these records are known by file and line")
    }

    private func write(_ verdicts: DuplicateVerdicts, _ pass: inout DuplicatePass) throws {
        var file = OutputFile(output.target)
        var others = OutputFile(self.others.map(OutputTarget.file) ?? .nowhere)
        try pass.forEach(verdicts) { record, verdict in
            switch action {
            case .mark: file.write(record.line(verdict, pretty: output.pretty))
            case .drop: if verdict.isKept { file.write(record.sourceLine) }
            case .split: if verdict.isKept { file.write(record.sourceLine) } else { others.write(record.sourceLine) }
            }
        }
        file.close()
        others.close()
        if let clusters, !output.dryRun { writeClusters(verdicts, clusters) }
    }

    // out.jsonl → out.duplicates.jsonl
    private static func besides(_ path: String) -> String {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path + ".duplicates" }
        return path.dropLast(name.utf8.count) + name[..<dot] + ".duplicates" + name[dot...]
    }

    private func writeClusters(_ verdicts: DuplicateVerdicts, _ path: String) {
        var file = OutputFile(path)
        for cluster in verdicts.clusters {
            var writer = JSONWriter()
            writer.object { $0.fields(of: cluster) }
            file.write(writer.bytes + [0x0A])
        }
        file.close()
    }

    // MARK: Passages

    private func runOnPassages(_ unit: PassagePass.Unit) async throws {
        var options = dedup.indexOptions
        options.unit = .passage
        // Chosen by hand: a sentence with every second character changed is another sentence.
        options.threshold = dedup.threshold ?? 0.8
        if let memory { options.memory = memory.bytes }
        var pass = PassagePass(
            memory == nil ? DuplicateIndex(options: options) : try Self.scratchIndex(options), unit: unit)
        let (dedup, cleaning) = (dedup, dedup.cleaning)
        let run = run(cleaning)
        let counts = try await run.forEach(reading: dedup.reading(input.reading)) {
            Passages(dedup.body(of: $0, cleaning).text, unit)
        } take: { record, passages in
            try pass.add(record, passages)
        }
        var file = OutputFile(output.target)
        try pass.forEachLine(
            keeping: keep.policy, keepsOnlyFirst: action == .drop, offsets: output.offsetUnit, pretty: output.pretty
        ) { file.write($0) }
        file.close()
        try run.finish(counts)
    }
}
