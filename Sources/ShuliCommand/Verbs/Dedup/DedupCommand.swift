import ArgumentParser
import Shuli

struct DedupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedup",
        abstract: "Find republished articles: copies, excerpts and round-ups, and which copy to keep.",
        discussion: """
            Writes for each document its cluster, whether it is the one to keep, which one is kept instead and what it is \
            to that: exact, near, contained (an excerpt of it) or contains. A cluster is named by its smallest id. \
            `shuli dedup FILE` is short for `shuli dedup run FILE`.
            """,
        subcommands: [DedupRunCommand.self, DedupCompareCommand.self, DedupQueryCommand.self],
        defaultSubcommand: DedupRunCommand.self)
}

struct DedupRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Find republished articles among documents, and in an index.")

    enum Action: String, ExpressibleByArgument, CaseIterable { case mark, drop, split }
    enum Level: String, ExpressibleByArgument, CaseIterable { case document, paragraph, sentence }

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var dedup: DedupOptions

    @Option(
        help: ArgumentHelp(
            "Which copy to keep: first, longest, cleanest, earliest or source:NAME,NAME….", valueName: "which"))
    var keep = SurvivorPolicy.first

    @Option(help: ArgumentHelp("Add to the index in a file, and compare with all that is in it.", valueName: "file"))
    var index: String?

    @Option(
        help: "mark every document; drop all but those to keep; or split: those to keep to -o, the others beside it.")
    var action = Action.mark

    @Option(help: "Compare whole documents, paragraphs or sentences, the latter also inside of a document.")
    var level = Level.document

    @Option(
        help: ArgumentHelp("Use about so much memory: what does not fit waits in a file in TMPDIR.", valueName: "bytes")
    )
    var memory: ByteCount?

    @Option(help: ArgumentHelp("Write the clusters of more than one document as JSON Lines.", valueName: "file"))
    var clusters: String?

    func validate() throws {
        if action == .split && (output.output ?? "-") == "-" { throw ValidationError("--action split needs -o.") }
        if level != .document, index != nil { throw ValidationError("--index holds documents: leave out --level.") }
        if level != .document, action == .split { throw ValidationError("--action split goes with whole documents.") }
        if level != .document, clusters != nil { throw ValidationError("--clusters goes with whole documents.") }
        if output.dryRun, index != nil {
            throw ValidationError("--dry-run can't add to an index; `shuli dedup query` asks without adding.")
        }
    }

    mutating func run() async throws {
        do {
            if level == .document { try await runOnDocuments() } else { try await runOnPassages() }
        } catch let error as DuplicateIndexError {
            Console.warn("shuli: \(error)")
            throw ExitCode(74)
        }
    }

    private func runOnDocuments() async throws {
        var options = dedup.indexOptions
        if let memory { options.memory = memory.bytes }
        if let index {
            try await run(on: DuplicateIndex(at: index, options: options), options)
        } else if memory != nil {
            let path = TemporaryFile.path("index")
            defer { TemporaryFile.remove(path) }
            try await run(on: DuplicateIndex(at: path, access: .scratch, options: options), options)
        } else {
            try await run(on: DuplicateIndex(options: options), options)
        }
    }

    private func run(on index: consuming DuplicateIndex, _ options: DuplicateIndex.Options) async throws {
        var index = index
        let dedup = dedup
        let run = DocumentRun(verb: "dedup", input: input, output: output, hasHeaders: false)
        var spool = try Spool()
        var batch: [DuplicateIndex.PreparedDocument] = []
        var batchBytes = 0
        var ids: [String] = []
        let mostBytes = max(1 << 16, min(1 << 23, options.memory / 32))
        let counts = try await run.forEach {
            DedupDocument($0, dedup).prepared
        } take: { document, prepared in
            try spool.append(DedupRecord.waiting(document, keepsAll: action != .mark))
            batch.append(prepared)
            if self.index != nil { ids.append(prepared.id) }
            batchBytes += prepared.memory
            if batchBytes >= mostBytes {
                try index.add(batch)
                batch.removeAll(keepingCapacity: true)
                batchBytes = 0
            }
        }
        try index.add(batch)
        batch = []
        // The clusters of a whole index are written only where they are asked for.
        let isPart = self.index != nil && clusters == nil
        let verdicts = try isPart ? index.verdicts(on: ids, keeping: keep) : index.verdicts(keeping: keep)
        try write(verdicts, &spool)
        try run.finish(counts)
    }

    private func write(_ verdicts: DuplicateVerdicts, _ spool: inout Spool) throws {
        var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
        var others = OutputFile(action == .split && !output.dryRun ? Self.besides(output.output ?? "") : "/dev/null")
        var written: Set<String> = []
        try spool.forEach { piece in
            let record = DedupRecord(piece)
            guard let verdict = verdicts[record.id] else { return }
            // Of documents with one id the first counts.
            let isFirst = written.insert(record.id).inserted
            let isKept = verdict.isKept && isFirst
            switch action {
            case .mark: file.write(record.marked(verdict, isFirst: isFirst, pretty: output.pretty))
            case .drop: if isKept { file.write(record.whole) }
            case .split: if isKept { file.write(record.whole) } else { others.write(record.whole) }
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
            writer.object {
                $0.field("cluster", cluster[0].cluster)
                $0.key("size")
                $0.value(cluster.count)
                $0.key("members")
                $0.array {
                    for verdict in cluster {
                        $0.object {
                            $0.field("id", verdict.id)
                            $0.verdict(verdict)
                            $0.field("source", verdict.source)
                            $0.key("reprint")
                            $0.value(verdict.isReprint)
                        }
                    }
                }
            }
            file.write(writer.bytes + [0x0A])
        }
        file.close()
    }
}
