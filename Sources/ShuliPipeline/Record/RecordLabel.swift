import ShuliBase
import ShuliFiles

/// What reports and rejects name a record by: stored beside the records of a chunk, so that naming a few of them does not
/// inflate all.
struct RecordLabel: Sendable {
    let number: Int
    /// The id as JSON.
    let idSource: String
    let title: String?

    init(number: Int, idSource: String, title: String?) {
        (self.number, self.idSource, self.title) = (number, idSource, title)
    }

    init(from bytes: inout ByteCursor) throws(ByteCursor.Failure) {
        number = try bytes.integer()
        idSource = try bytes.string()
        title = try bytes.optionalString()
    }

    func append(to bytes: inout [UInt8]) {
        bytes.put(number)
        bytes.put(idSource)
        bytes.put(title) { $0.put($1) }
    }

    var id: String { Record.id(of: idSource) }
}
