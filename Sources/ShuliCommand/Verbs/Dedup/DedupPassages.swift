import Shuli

extension DedupRunCommand {
    /// Compares the paragraphs or sentences of all documents with each other.
    func runOnPassages() async throws {
        let (level, dedup) = (level, dedup)
        var options = dedup.indexOptions
        options.unit = .passage
        // A sentence with every second character changed is another sentence.
        options.threshold = dedup.threshold ?? 0.8
        if let memory { options.memory = memory.bytes }
        let path = memory == nil ? nil : TemporaryFile.path("index")
        defer { if let path { TemporaryFile.remove(path) } }
        var index =
            try path.map { try DuplicateIndex(at: $0, access: .scratch, options: options) }
            ?? DuplicateIndex(options: options)
        let run = DocumentRun(verb: "dedup", input: input, output: output, hasHeaders: false)
        var documents: [(document: Record, passages: Passages)] = []
        let counts = try await run.forEach {
            Passages($0, level, dedup)
        } take: { document, passages in
            try index.add(passages.prepared(documents.count))
            documents.append((document, passages))
        }
        let verdicts = try index.verdicts(keeping: keep)
        var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
        for (number, (document, passages)) in documents.enumerated() {
            let own = passages.ranges.indices.map { verdicts[Passages.id(number, $0)] }
            if action == .drop {
                let kept = zip(passages.ranges, own).filter { $1?.isKept ?? true }.map { passages.text[$0.0] }
                file.write(
                    output.record(document) {
                        $0.field("text", kept.joined(separator: level == .paragraph ? "\n" : ""))
                    })
                continue
            }
            file.write(
                output.record(document, replacing: [Self.field(level)]) { writer in
                    writer.key(Self.field(level))
                    writer.array { array in
                        for (range, verdict) in zip(passages.ranges, own) {
                            array.object { writer in
                                writer.fields(OffsetConverter(passages.text, output.offsetUnit)(range))
                                guard let verdict else { return }
                                Self.write(verdict, documents, output.offsetUnit, &writer)
                            }
                        }
                    }
                })
        }
        file.close()
        try run.finish(counts)
    }

    private static func field(_ level: Level) -> String { level == .paragraph ? "paragraphs" : "sentences" }

    private static func write(
        _ verdict: DuplicateVerdicts.Verdict, _ documents: [(document: Record, passages: Passages)],
        _ unit: OffsetUnit, _ writer: inout JSONWriter
    ) {
        writer.key("kept")
        writer.value(verdict.isKept)
        writer.key("of")
        if let (number, passage) = verdict.original.flatMap(Passages.place) {
            writer.object {
                $0.key("id")
                $0.raw(documents[number].document.idSource)
                let passages = documents[number].passages
                $0.fields(OffsetConverter(passages.text, unit)(passages.ranges[passage]))
            }
        } else {
            writer.null()
        }
        writer.field("relation", verdict.relation.rawValue)
        writer.key("similarity")
        writer.value((verdict.similarity * 1_000).rounded() / 1_000)
    }
}

/// The paragraphs or sentences of a document.
struct Passages: Sendable {
    let text: String
    let ranges: [TextRange]

    init(_ document: Record, _ level: DedupRunCommand.Level, _ dedup: DedupOptions) {
        let text = DedupDocument(document, dedup).body
        self.text = text
        switch level {
        case .sentence: ranges = SentenceSplitter().ranges(in: text)
        case .document, .paragraph:
            ranges = text.withUTF8Buffer { buffer in
                Lines(buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
            }
        }
    }

    /// The passages as documents of an index of passages; `number` is the document's.
    func prepared(_ number: Int) -> [DuplicateIndex.PreparedDocument] {
        ranges.enumerated().map { index, range in
            DuplicateIndex.PreparedDocument(
                DuplicateIndex.Document(id: Self.id(number, index), text: String(text[range])))
        }
    }

    static func id(_ number: Int, _ passage: Int) -> String { "\(number):\(passage)" }

    /// The numbers of document and passage that an id was made of.
    static func place(_ id: String) -> (document: Int, passage: Int)? {
        let numbers = id.split(separator: ":").compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
