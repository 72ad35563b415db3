import CShuli
import Shuli
import ShuliVerbs

/// What is done with batches. All threads share it.
protocol BatchWork: Sendable {
    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers
}

/// What comes of a batch: the answers, their type, and what the program would say on standard error.
struct Answers {
    let array: ArrayParts
    let schema: SchemaParts
    var notes: [String] = []

    /// A struct of columns with so many rows.
    init(_ columns: [(schema: SchemaParts, parts: ArrayParts)], count: Int, notes: [String] = []) {
        array = ArrayParts(length: count, buffers: [nil], children: columns.map(\.parts))
        schema = SchemaParts("+s", "", columns.map(\.schema))
        self.notes = notes
    }
}

/// A column of answers that is being built, a row for a document.
protocol AnswerColumn {
    /// Appends what is made of a document; `note` gets what is to be said of it.
    mutating func append(_ record: Record, note: (Wording) -> Void) throws(BatchError)
    mutating func appendNull()
    /// The column of all that was appended.
    func column() throws(BatchError) -> (schema: SchemaParts, parts: ArrayParts)
}

extension Batch {
    /// A row out for a row in: its value, its status and what is wrong with it.
    func answers(
        _ column: some AnswerColumn, _ decoder: ChunkDecoder, recognizesPages: Bool
    ) throws(BatchError) -> Answers {
        var values = column
        var notes: [String] = []
        var statuses = StatusColumns()
        var doubts = InputDoubts()
        for row in 0..<count {
            switch try document(row, decoder, recognizesPages: recognizesPages) {
            case nil:
                values.appendNull()
                try statuses.append(nil)
            case .success(let record):
                if let note = record.readingMessage(record.undecodable, verbose: false) { notes.append(note) }
                let damage = decoder.readsMisread ? nil : record.damage
                notes += doubts.next(record, damage).map(\.wording.line)
                try values.append(record) { notes.append($0.at("\(record.origin)").line) }
                try statuses.append(nil)
            case .failure(let failure):
                values.appendNull()
                try statuses.append(failure.words)
            }
        }
        return Answers([try values.column()] + statuses.fields, count: count, notes: notes)
    }
}

/// Columns that say which rows of a batch could not be processed, which are being built.
struct StatusColumns {
    private var statuses = NumberColumn<Int32>(none: 0)
    private var errors = TextColumn()

    /// Appends what is wrong with the next row; nil for nothing.
    mutating func append(_ error: String?) throws(BatchError) {
        statuses.append(error == nil ? 0 : Int32(SHULIC_DATA))
        try errors.append(optional: error)
    }

    var fields: [(schema: SchemaParts, parts: ArrayParts)] {
        [(SchemaParts("i", "status"), statuses.parts), (SchemaParts("u", "error"), errors.parts)]
    }
}

/// A verb of the program, which takes each row for itself.
struct VerbWork: BatchWork {
    private let verb: any Verb
    private let form: LineForm
    private let output: Output
    private let decoder: ChunkDecoder

    /// What a row is.
    enum Output {
        case values
        /// The line that the program writes.
        case json
        /// The words of this verb as one text.
        case lines(SegmentVerb)
    }

    init(_ verb: any Verb, _ form: LineForm, _ output: Output) {
        (self.verb, self.form, self.output) = (verb, form, output)
        var options = DocumentReader.Options()
        options.readsMisread = verb.readsMisread
        decoder = ChunkDecoder(rows: options)
    }

    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        let kind = if case .values = output { verb.valueKind } else { VerbValue.Kind.text }
        let column = Column(verb: verb, form: form, output: output, values: ValueColumn(kind))
        var answers = try Batch(array, schema).answers(column, decoder, recognizesPages: verb.recognizesPages)
        if let note = verb.takeNote() { answers.notes.append(note.line) }
        return answers
    }

    private struct Column: AnswerColumn {
        let verb: any Verb
        let form: LineForm
        let output: Output
        var values: ValueColumn

        func column() -> (schema: SchemaParts, parts: ArrayParts) { (values.schema("value"), values.parts) }

        mutating func append(_ record: Record, note: (Wording) -> Void) throws(BatchError) {
            switch output {
            case .values: try values.append(verb.value(record, note: note))
            // A row is a value: it has no line break behind it.
            case .json: try values.append(text: verb.line(record, form, note: note).dropLast())
            case .lines(let verb): try values.append(text: verb.lines(record)[...])
            }
        }

        mutating func appendNull() { values.appendNull() }
    }
}
