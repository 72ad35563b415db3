import ArgumentParser
import CShuli
import Shuli
import ShuliVerbs

/// The search for duplicates among the documents of one batch, which are known by their rows, from 0.
struct DedupStep: BatchWork {
    struct Options: ParsableArguments {
        @OptionGroup var dedup: DedupOptions
        @Option(help: ArgumentHelp("保留哪一篇", "Which copy to keep.", .choice)) var keep = KeepChoice(.first)
    }

    private let options: Options
    private let decoder: ChunkDecoder

    init(_ options: Options) {
        self.options = options
        decoder = ChunkDecoder(rows: options.dedup.reading(DocumentReader.Options()))
    }

    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        let cleaning = options.dedup.cleaning
        let (dedup, policy) = (options.dedup, options.keep.policy)
        var answers = try Batch(array, schema).answers(
            Column(options: dedup, policy: policy, cleaning: cleaning), decoder, recognizesPages: false)
        if let note = cleaning.takeWording() { answers.notes.append(note.line) }
        return answers
    }

    private struct Column: AnswerColumn {
        let options: DedupOptions
        let policy: SurvivorPolicy
        let cleaning: TextCleaning
        private var documents: [PreparedDocument] = []
        private var rows = 0

        init(options: DedupOptions, policy: SurvivorPolicy, cleaning: TextCleaning) {
            (self.options, self.policy, self.cleaning) = (options, policy, cleaning)
        }

        mutating func append(_ record: Record, note: (Wording) -> Void) {
            var document = options.body(of: record, cleaning).indexed(as: "\(rows)")
            document.label = record.id
            documents.append(PreparedDocument(document))
            rows += 1
        }

        mutating func appendNull() { rows += 1 }

        func column() throws(BatchError) -> (schema: SchemaParts, parts: ArrayParts) {
            var columns = VerdictColumns()
            let verdicts: DuplicateVerdicts
            do throws(DuplicateIndexError) {
                var index = DuplicateIndex(options: options.indexOptions)
                _ = try index.add(documents)
                verdicts = try index.verdicts(keeping: policy)
            } catch {
                throw BatchError("\(error)")
            }
            for row in 0..<rows { try columns.append(verdicts["\(row)"]) }
            return columns.column
        }
    }
}
