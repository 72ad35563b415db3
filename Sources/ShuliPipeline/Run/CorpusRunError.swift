/// Why a run ended early. What was done stays: the same run again goes on from there.
package enum CorpusRunError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's words for why a file can't be written or read.
    case file(path: String, words: String)
    /// Another process works on the folder.
    case busy(folder: String)
    /// The folder holds the run of another plan or of another version of the program.
    case otherPlan(folder: String)
    /// An input file is not what it was when the run began.
    case changedInput(folder: String, path: String)
    /// The folder holds something that is no run.
    case notARun(folder: String)
    /// Records were lost or came twice: a fault of the program.
    case unbalanced(records: Int, written: Int, rejected: Int)

    package var description: String {
        switch self {
        case .file(let path, let words): "\(path): \(words)"
        case .busy(let folder): "\(folder): another run is at work in this folder"
        case .otherPlan(let folder):
            "\(folder): holds the run of another plan or version; take another folder, or remove this one"
        case .changedInput(let folder, let path):
            "\(path): is not what it was when the run in \(folder) began; take another folder, or remove that one"
        case .notARun(let folder): "\(folder): holds files that are no run; take another folder"
        case .unbalanced(let records, let written, let rejected):
            "\(records) records came in, but \(written) were written and \(rejected) rejected: please report this"
        }
    }
}
