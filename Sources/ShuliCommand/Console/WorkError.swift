import Shuli
import ShuliStorage
import ShuliVerbs

/// An error of a verb at work, which ends the program with a message and an exit code of its own.
protocol WorkError: Error {
    var wording: Wording { get }
    /// By sysexits.h.
    var code: Int32 { get }
}

extension WorkError {
    /// Input or output failed.
    var code: Int32 { 74 }
}

extension StorageError: WorkError {}
extension DuplicateIndexError: WorkError {}

extension CorpusRunError: WorkError {
    /// Input or output failed, the folder must not be written to, or the program is at fault.
    var code: Int32 {
        switch self {
        case .otherPlan, .otherProgram, .changedFile, .notARun, .changedInput: 73
        case .busy: 75
        case .unbalanced: 70
        case .steps: 64
        case .file, .unreadable, .damaged, .memory, .index: 74
        }
    }
}
