import ArgumentParser
import CShuli
import Shuli
import ShuliVerbs
import Synchronization

/// An index of documents that was opened with its options. It changes: calls of several threads wait for each other.
final class OpenIndex: Sendable {
    private struct Options: ParsableArguments {
        @OptionGroup var dedup: DedupOptions
        @Option(help: ArgumentHelp("The index.", valueName: "file")) var path: String?
        @Flag(help: "Only ask; another process may add meanwhile.") var readOnly = false

        func validate() throws {
            if readOnly, path == nil { throw ValidationError(.needs("--read-only", "--path")) }
        }
    }

    private let index: Mutex<DuplicateIndex>
    private let options: DedupOptions
    private let decoder: ChunkDecoder

    private init(_ options: Options) throws(DuplicateIndexError) {
        self.options = options.dedup
        decoder = ChunkDecoder(rows: options.dedup.reading(DocumentReader.Options()))
        let own = options.dedup.indexOptions
        guard let path = options.path else {
            index = Mutex(DuplicateIndex(options: own))
            return
        }
        index = Mutex(try DuplicateIndex(at: path, access: options.readOnly ? .read : .readWrite, options: own))
    }

    /// Opens an index, or makes one.
    static func open(options json: String?) throws(BatchError) -> OpenIndex {
        let opened: Result<OpenIndex, DuplicateIndexError>
        do throws(OptionError) {
            opened = try OptionArguments(json).opened(Options.self) { options in
                do throws(DuplicateIndexError) {
                    return .success(try OpenIndex(options))
                } catch {
                    return .failure(error)
                }
            }
        } catch {
            throw BatchError(error)
        }
        switch opened {
        case .success(let index): return index
        case .failure(let error): throw BatchError(error)
        }
    }

    /// Adds the documents of a batch: all of them or, after an error, none. A row is 1 where the index has its document now.
    func add(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        var batch = try read(array, schema)
        var named: [(row: Int, document: PreparedDocument)] = []
        for (row, document) in batch.documents.enumerated() {
            guard let document else { continue }
            if batch.isNamed[row] {
                named.append((row, document))
            } else {
                batch.refuse(row, Wording("没有 id", "has no id"))
            }
        }
        let documents = named.map(\.document)
        for place in try working({ index throws(DuplicateIndexError) in try index.add(documents) }) {
            batch.refuse(
                named[place].row, Wording("索引中此 id 已有别的文本", "has another text in the index under its id"))
        }
        var values = NumberColumn<Int64>(none: 0)
        for document in batch.documents { values.append(document == nil ? nil : 1) }
        return try batch.answers((SchemaParts("l", "value"), values.parts))
    }

    /// Finds what the documents of a batch are to those in the index. A document is no answer to its own id.
    func query(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        let batch = try read(array, schema)
        let (documents, isNamed) = (batch.documents, batch.isNamed)
        let found = try working { index throws(DuplicateIndexError) in
            var found: [[DuplicateMatch]?] = []
            for (row, document) in documents.enumerated() {
                guard let document else {
                    found.append(nil)
                    continue
                }
                found.append(try index.matches(for: document).filter { !isNamed[row] || $0.id != document.id })
            }
            return found
        }
        var matches = MatchColumns()
        for found in found { try matches.append(found) }
        return try batch.answers(matches.column)
    }

    /// What each document of the index is to the others, in the order in which they were added.
    func verdicts(keeping choice: String) throws(BatchError) -> Answers {
        guard let keep = KeepChoice(argument: choice) else {
            let wording = Wording("keep 没有“\(choice)”这个取值", "keep has no value \"\(choice)\"")
            throw BatchError(wording.text, code: Int32(SHULIC_USAGE))
        }
        let found = try working { index throws(DuplicateIndexError) in try index.verdicts(keeping: keep.policy).all }
        var (ids, columns) = (TextColumn(), VerdictColumns())
        for verdict in found {
            try ids.append(verdict.id)
            try columns.append(verdict)
        }
        return Answers([(SchemaParts("u", "id"), ids.parts)] + columns.fields, count: found.count)
    }

    private func working<Found: Sendable>(
        _ body: (inout DuplicateIndex) throws(DuplicateIndexError) -> Found
    ) throws(BatchError) -> Found {
        do throws(DuplicateIndexError) {
            return try index.withLock { index throws(DuplicateIndexError) in try body(&index) }
        } catch {
            throw BatchError(error)
        }
    }

    private func read(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> DocumentBatch {
        let cleaning = options.cleaning
        var documents = DocumentBatch()
        let batch = try Batch(array, schema)
        for row in 0..<batch.count {
            switch try batch.document(row, decoder, recognizesPages: false) {
            case nil: documents.append(nil, isNamed: false)
            case .success(let record):
                if let note = record.readingMessage(record.undecodable, verbose: false) { documents.notes.append(note) }
                let document = options.body(of: record, cleaning).indexed(as: record.id)
                documents.append(PreparedDocument(document), isNamed: batch.has("id", row))
            case .failure(let failure):
                documents.append(nil, isNamed: false)
                documents.errors[row] = failure.words
            }
        }
        if let note = cleaning.takeWording() { documents.notes.append(note.line) }
        return documents
    }
}

/// The documents of a batch, and what is wrong with rows that have none.
private struct DocumentBatch {
    private(set) var documents: [PreparedDocument?] = []
    /// Which rows have an id of their own.
    private(set) var isNamed: [Bool] = []
    var errors: [String?] = []
    var notes: [String] = []

    mutating func append(_ document: PreparedDocument?, isNamed: Bool) {
        documents.append(document)
        self.isNamed.append(isNamed)
        errors.append(nil)
    }

    mutating func refuse(_ row: Int, _ reason: Wording) {
        documents[row] = nil
        errors[row] = reason.text
    }

    func answers(_ values: (schema: SchemaParts, parts: ArrayParts)) throws(BatchError) -> Answers {
        var statuses = StatusColumns()
        for error in errors { try statuses.append(error) }
        return Answers([values] + statuses.fields, count: errors.count, notes: notes)
    }
}

extension BatchError {
    /// An index that can't be opened, read or written.
    fileprivate init(_ error: DuplicateIndexError) { self.init(error.wording.text, code: Int32(SHULIC_INDEX)) }
}
