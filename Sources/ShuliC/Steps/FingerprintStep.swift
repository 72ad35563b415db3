import CShuli
import Shuli
import ShuliVerbs

/// What the search for duplicates needs of each document, which is read as `shuli dedup` reads it.
struct FingerprintStep: BatchWork {
    private let options: DedupOptions
    private let decoder: ChunkDecoder

    init(_ options: DedupOptions) {
        self.options = options
        decoder = ChunkDecoder(rows: options.reading(DocumentReader.Options()))
    }

    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        let cleaning = options.cleaning
        var answers = try Batch(array, schema).answers(
            Column(options: options, cleaning: cleaning), decoder, recognizesPages: false)
        if let note = cleaning.takeWording() { answers.notes.append(note.line) }
        return answers
    }

    private struct Column: AnswerColumn {
        let options: DedupOptions
        let cleaning: TextCleaning
        private var validity = Validity()
        private var keys = NumberColumn<Int64>(none: 0)
        private var anchors = TextColumn()
        private var signatures = TextColumn()
        private var titles = NumberColumn<Int64>(none: 0)
        private var dates = TextColumn()
        private var sources = TextColumn()
        private var hosts = TextColumn()
        private var reprints = NumberColumn<Int64>(none: 0)
        private var lengths = NumberColumn<Int64>(none: 0)
        private var removed = NumberColumn<Int64>(none: 0)

        init(options: DedupOptions, cleaning: TextCleaning) { (self.options, self.cleaning) = (options, cleaning) }

        mutating func append(_ record: Record, note: (Wording) -> Void) throws(BatchError) {
            let document = PreparedDocument(options.body(of: record, cleaning).indexed(as: ""))
            keys.append(document.key.map { Int64(bitPattern: $0) })
            try anchors.append(words: document.anchors)
            try signatures.append(document.signature.bytes)
            let facts = document.facts
            titles.append(Int64(bitPattern: facts.title))
            try dates.append(optional: facts.date)
            try sources.append(optional: facts.source)
            try hosts.append(optional: facts.host)
            reprints.append(facts.isReprint ? 1 : 0)
            lengths.append(Int64(facts.length))
            removed.append(Int64(facts.removed))
            validity.append(true)
        }

        mutating func appendNull() {
            keys.append(nil)
            for number in [\Self.titles, \.reprints, \.lengths, \.removed] { self[keyPath: number].append(nil) }
            for text in [\Self.anchors, \.signatures, \.dates, \.sources, \.hosts] { self[keyPath: text].appendNull() }
            validity.append(false)
        }

        private var fields: [(SchemaParts, ArrayParts)] {
            [
                (SchemaParts("l", "key"), keys.parts), (SchemaParts("z", "anchors"), anchors.parts),
                (SchemaParts("z", "signature"), signatures.parts), (SchemaParts("l", "title"), titles.parts),
                (SchemaParts("u", "date"), dates.parts), (SchemaParts("u", "source"), sources.parts),
                (SchemaParts("u", "host"), hosts.parts), (SchemaParts("l", "reprint"), reprints.parts),
                (SchemaParts("l", "length"), lengths.parts), (SchemaParts("l", "removed"), removed.parts),
            ]
        }

        func column() -> (schema: SchemaParts, parts: ArrayParts) {
            (
                SchemaParts("+s", "value", fields.map(\.0)),
                ArrayParts(
                    length: validity.count, nulls: validity.nulls, buffers: [validity.bits],
                    children: fields.map(\.1))
            )
        }
    }
}
