import ShuliFiles
import ShuliText

/// A record as it waits between the stages of a run: ready but for its duplicates.
package struct StoredRecord: Sendable {
    package let idSource: String
    package let origin: Origin
    package let title: String?
    package let text: String
    package let traits: CorpusRecord.Traits
    package let measures: CorpusRecord.Measures
    /// Fields before and behind the text: JSON with a comma behind each field before, before each field behind.
    let head: [UInt8]
    let tail: [UInt8]
    /// The step that removed it, and why.
    let removal: (step: String, removal: CorpusRemoval)?

    /// The identifier: the text of one that is a string, else its digits.
    package var id: String { Self.id(idSource) }

    static func id(_ source: String) -> String { (try? JSONValue(parsing: source))?.string ?? source }

    init(_ record: CorpusRecord, removal: (step: String, removal: CorpusRemoval)?) {
        idSource = record.idSource
        origin = record.origin
        title = record.title
        text = record.text
        traits = record.traits
        measures = record.measures
        self.removal = removal
        let found = Set(record.found.map(\.key))
        head = record.found.flatMap { Self.source($0) + [0x2C] }
        tail = record.passed.filter { !found.contains($0.key) }.flatMap { [0x2C] + Self.source($0) }
    }

    /// A document that could not be read.
    init(_ failure: DocumentFailure) {
        idSource = failure.origin.line.map { "\($0)" } ?? failure.origin.file.jsonSource
        origin = failure.origin
        (title, text, traits, measures) = (nil, "", .init(), .init())
        (head, tail) = ([], [])
        removal = ("decode", CorpusRemoval(rule: failure.reason.rule, reason: "\(failure.reason)"))
    }

    private static func source(_ field: JSONRecord.Field) -> [UInt8] {
        Array(field.key.jsonSource.utf8) + [0x3A] + field.source.utf8
    }

    // MARK: Lines of output

    /// The record as a line, with fields that were added behind its text.
    func line(adding added: [JSONRecord.Field] = []) -> [UInt8] {
        var line = Array("{\"id\":\(idSource),".utf8)
        line.reserveCapacity(text.utf8.count + head.count + tail.count + 256)
        line += head
        line += Self.source(JSONRecord.Field(key: "text", source: text.jsonSource))
        for field in added {
            line.append(0x2C)
            line += Self.source(field)
        }
        line += tail
        line += [0x7D, 0x0A]
        return line
    }

    /// The record as a line of the rejects: with a field that says where it stood and why it was removed, and which
    /// record is kept instead.
    func reject(step: String, _ removal: CorpusRemoval, of original: String? = nil) -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            for (key, value) in [
                ("step", step), ("rule", removal.rule), ("reason", removal.reason), ("file", origin.file),
            ] {
                $0.key(key)
                $0.value(value)
            }
            if let line = origin.line {
                $0.key("line")
                $0.value(line)
            }
            if let original {
                $0.key("of")
                $0.value(original)
            }
        }
        let why = JSONRecord.Field(key: "rejected", source: String(decoding: writer.bytes, as: UTF8.self))
        guard step == "decode" else { return line(adding: [why]) }
        return Array("{\"id\":\(idSource),".utf8) + Self.source(why) + [0x7D, 0x0A]
    }

    // MARK: In a file

    init(from bytes: inout ByteCursor) throws(ByteCursor.Failure) {
        idSource = try bytes.string()
        origin = Origin(
            file: try bytes.string(),
            line: try bytes.optional { cursor throws(ByteCursor.Failure) in try cursor.integer() })
        title = try bytes.optionalString()
        text = try bytes.string()
        var traits = CorpusRecord.Traits()
        traits.date = try bytes.optionalString()
        traits.source = try bytes.optionalString()
        traits.host = try bytes.optionalString()
        traits.isReprint = try bytes.integer() != 0
        traits.removed = try bytes.integer()
        self.traits = traits
        var measures = CorpusRecord.Measures()
        measures.characters = try bytes.optional { cursor throws(ByteCursor.Failure) in try cursor.integer() }
        measures.hanShare = try bytes.optionalDouble()
        measures.quality = try bytes.optionalDouble()
        measures.keptShare = try bytes.optionalDouble()
        measures.script = try bytes.optionalString()
        self.measures = measures
        head = try bytes.bytes()
        tail = try bytes.bytes()
        removal =
            if let step = try bytes.optionalString() {
                (step, CorpusRemoval(rule: try bytes.string(), reason: try bytes.string()))
            } else {
                nil
            }
    }

    func append(to bytes: inout [UInt8]) {
        bytes.put(idSource)
        bytes.put(origin.file)
        bytes.put(origin.line) { $0.put($1) }
        bytes.put(title) { $0.put($1) }
        bytes.put(text)
        for trait in [traits.date, traits.source, traits.host] { bytes.put(trait) { $0.put($1) } }
        bytes.put(traits.isReprint ? 1 : 0)
        bytes.put(traits.removed)
        bytes.put(measures.characters) { $0.put($1) }
        for share in [measures.hanShare, measures.quality, measures.keptShare] {
            bytes.put(share) { $0.put(Int(bitPattern: UInt(truncatingIfNeeded: $1.bitPattern))) }
        }
        bytes.put(measures.script) { $0.put($1) }
        bytes.put(head)
        bytes.put(tail)
        bytes.put(removal) {
            $0.put($1.step)
            $0.put($1.removal.rule)
            $0.put($1.removal.reason)
        }
    }
}

extension DocumentFailure.Reason {
    /// The name of what is wrong, in reports.
    var rule: String {
        switch self {
        case .unreadable: "unreadable"
        case .empty: "empty"
        case .notText: "not-text"
        case .notJSON: "not-json"
        case .noText: "no-text"
        case .damaged: "damaged"
        case .tooLong: "too-long"
        case .malformed: "malformed"
        }
    }
}
