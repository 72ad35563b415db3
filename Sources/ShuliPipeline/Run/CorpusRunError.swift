import ShuliBase
import ShuliDuplicates

/// Why a run ended early. What was done is kept: the same run again resumes there.
public enum CorpusRunError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file can't be written or read; `words` are the system's or SQLite's.
    case file(path: String, words: String)
    /// A file that steps are made from can't be read.
    case unreadable(path: String)
    /// A file of the run is not what was written to it.
    case damaged(path: String)
    /// The machine has no more memory.
    case memory
    /// The index of duplicates could not be opened, read or written.
    case index(DuplicateIndexError)
    /// The steps are not in order.
    case steps(ParseError)
    /// Another process is at work in the folder.
    case busy(folder: String)
    /// The folder holds the run of another plan.
    case otherPlan(folder: String)
    /// The folder holds the run of another version or build of the program.
    case otherProgram(folder: String)
    /// A file that steps are made from is not what it was when the run began.
    case changedFile(folder: String, path: String)
    /// An input file is not what it was when the run began.
    case changedInput(folder: String, path: String)
    /// The folder holds files that do not belong to a run.
    case notARun(folder: String)
    /// Records were lost or doubled: a fault of the program.
    case unbalanced(records: Int, written: Int, rejected: Int)

    /// What happened, in words for people.
    public var description: String {
        switch self {
        case .file(let path, let words): "\(path): \(words)"
        case .unreadable(let path): "\(path): can't be read"
        case .damaged(let path): "\(path): damaged; run again"
        case .memory: "out of memory"
        case .index(let error): "\(error)"
        case .steps(let error): "\(error)"
        case .busy(let folder): "\(folder): another run is at work in this folder"
        case .otherPlan(let folder):
            "\(folder): holds the run of another plan; take another folder, or remove this one"
        case .otherProgram(let folder):
            "\(folder): holds the run of another version of the program; take another folder, or remove this one"
        case .changedFile(let folder, let path):
            "\(path): is not what it was when the run in \(folder) began; take another folder, or remove that one"
        case .changedInput(let folder, let path):
            "\(path): is not what it was when the run in \(folder) began; take another folder, or remove that one"
        case .notARun(let folder): "\(folder): holds files that are no run; take another folder"
        case .unbalanced(let records, let written, let rejected):
            "\(records) records came in, but \(written) were written and \(rejected) rejected: please report this"
        }
    }
}
