import ShuliBase
import ShuliFiles

/// A record as it waits in a file between the stages of a run. The file is read by the same program only.
extension Record {
    /// A rejected document that could not be read.
    init(_ failure: DocumentFailure) {
        self.init(
            idSource: failure.origin.line.map { "\($0)" } ?? failure.origin.file.jsonSource, origin: failure.origin,
            content: .text(""))
        rejection = Rejection(step: "decode", rule: failure.reason.rule, reason: failure.words)
    }

    /// The next record of a chunk's file; `number` says which one of the input it is.
    init(from bytes: inout ByteCursor, number: Int) throws(ByteCursor.Failure) {
        let idSource = try bytes.string()
        let origin = Origin(file: try bytes.string(), line: try bytes.optionalInteger())
        let title = try bytes.optionalString()
        let content = Content.text(try bytes.string())
        let derived = try Self.fields(&bytes)
        self.init(
            idSource: idSource, origin: origin, content: content, title: title, inputFields: try Self.fields(&bytes))
        self.number = number
        for field in derived { set(field) }
        date = try bytes.optionalString()
        source = try bytes.optionalString()
        host = try bytes.optionalString()
        isReprint = try bytes.optionalInteger().map { $0 != 0 }
        removedBytes = try bytes.integer()
        measures.characters = try bytes.optionalInteger()
        measures.hanShare = try bytes.optionalDouble()
        measures.quality = try bytes.optionalDouble()
        measures.keptShare = try bytes.optionalDouble()
        measures.script = try bytes.optionalString()
        if let step = try bytes.optionalString() {
            rejection = Rejection(step: step, rule: try bytes.string(), reason: try bytes.string())
        }
    }

    private static func fields(_ bytes: inout ByteCursor) throws(ByteCursor.Failure) -> [JSONRecord.Field] {
        var fields: [JSONRecord.Field] = []
        for _ in 0..<(try bytes.integer()) {
            fields.append(JSONRecord.Field(key: try bytes.string(), source: try bytes.string()))
        }
        return fields
    }

    /// Appends the record to the bytes of a chunk's file.
    func append(to bytes: inout [UInt8]) {
        bytes.put(idSource)
        bytes.put(origin.file)
        bytes.put(origin.line) { $0.put($1) }
        bytes.put(title) { $0.put($1) }
        bytes.put(text)
        for fields in [derivedFields, passedThroughFields] {
            bytes.put(fields.count)
            for field in fields {
                bytes.put(field.key)
                bytes.put(field.source)
            }
        }
        for text in [date, source, host] { bytes.put(text) { $0.put($1) } }
        bytes.put(isReprint) { $0.put($1 ? 1 : 0) }
        bytes.put(removedBytes)
        bytes.put(measures.characters) { $0.put($1) }
        for share in [measures.hanShare, measures.quality, measures.keptShare] {
            bytes.put(share) { $0.put(Int(bitPattern: UInt(truncatingIfNeeded: $1.bitPattern))) }
        }
        bytes.put(measures.script) { $0.put($1) }
        bytes.put(rejection) {
            $0.put($1.step)
            $0.put($1.rule)
            $0.put($1.reason)
        }
    }
}

extension DocumentFailure.Reason {
    /// The name of what is wrong, in reports.
    var rule: String {
        switch self {
        case .unreadable, .memory: "unreadable"
        case .empty: "empty"
        case .notText: "not-text"
        case .unsupported: "unsupported"
        case .notJSON: "not-json"
        case .noText: "no-text"
        case .damaged: "damaged"
        case .tooLong: "too-long"
        case .malformed: "malformed"
        }
    }
}
