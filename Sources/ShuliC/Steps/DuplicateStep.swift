import ArgumentParser
import CShuli
import Shuli
import ShuliVerbs

/// The search for duplicates among the documents of a batch, and the steps of one whose documents are on several machines. Each is
/// a function of its batch; the caller brings together the rows that a step needs. `CInterface` says which columns they take and give.
enum DuplicateStep {
    /// The step of this name; nil where there is none.
    static func open(_ name: String, _ options: OptionArguments) throws(OptionError) -> (any BatchWork)? {
        switch name {
        case "dedup": try options.opened(DedupStep.Options.self) { DedupStep($0) }
        case "fingerprint": try options.opened(DedupOptions.self) { FingerprintStep($0) }
        case "dedup-anchors":
            try options.opened(AnchorStep.Options.self) { TableStep(step: AnchorStep(buckets: $0.buckets).run) }
        case "dedup-questions": try options.opened(NoOptions.self) { _ in TableStep(step: BucketStep.questions) }
        case "dedup-strangers": try options.opened(NoOptions.self) { _ in TableStep(step: BucketStep.strangers) }
        case "dedup-candidates": try options.opened(NoOptions.self) { _ in TableStep(step: BucketStep.candidates) }
        case "dedup-pairs":
            try options.opened(PairStep.Options.self) { TableStep(step: PairStep(parts: $0.parts).run) }
        case "dedup-compare":
            try options.opened(DedupOptions.self) { TableStep(step: CompareStep(options: $0.indexOptions).run) }
        case "dedup-resolve":
            try options.opened(DedupStep.Options.self) {
                TableStep(step: ResolveStep(options: $0.dedup.indexOptions, policy: $0.keep.policy).run)
            }
        default: nil
        }
    }

    private struct NoOptions: ParsableArguments {}
}

/// A step that takes a table of columns that the steps before it gave.
struct TableStep: BatchWork {
    let step: @Sendable (Table) throws(BatchError) -> Answers

    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers {
        try step(Table(array, schema))
    }
}

extension BatchError {
    /// A cell that no step gives.
    static func foreign(_ row: Int, _ column: String) -> BatchError {
        BatchError(
            Wording(
                "第 \(row + 1) 行的“\(column)”不是任何步骤的结果",
                "row \(row + 1) has in \"\(column)\" what no step gives"))
    }
}
