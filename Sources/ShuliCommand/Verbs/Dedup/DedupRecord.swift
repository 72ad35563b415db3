import Shuli

/// What is kept of a document until the verdict on it is known.
struct DedupRecord {
    /// The id as JSON, and what it is known by.
    private let idSource: String
    let id: String
    private let rest: ArraySlice<UInt8>

    /// The piece that waits in the spool: the id as JSON, a line break, and either the fields that are passed on, each
    /// behind a comma, or the whole record.
    static func waiting(_ document: Record, keepsAll: Bool) -> [UInt8] {
        var piece = Array(document.idSource.utf8) + [0x0A]
        guard keepsAll else {
            for field in document.inputFields where !JSONWriter.verdictFields.contains(field.key) {
                var writer = JSONWriter()
                writer.object {
                    $0.key(field.key)
                    $0.raw(field.source)
                }
                piece.append(0x2C)
                piece += writer.bytes.dropFirst().dropLast()
            }
            return piece
        }
        var writer = JSONWriter()
        writer.object { writer in
            for field in document.sourceFields {
                writer.key(field.key)
                writer.raw(field.source)
            }
            guard document.sourceFields.isEmpty else { return }
            writer.key("id")
            writer.raw(document.idSource)
            switch document.content {
            case .text(let text): writer.field("text", text)
            case .page(let page): writer.field("html", page)
            }
        }
        return piece + writer.bytes
    }

    init(_ piece: ArraySlice<UInt8>) {
        let end = piece.firstIndex(of: 0x0A) ?? piece.endIndex
        idSource = String(decoding: piece[..<end], as: UTF8.self)
        id = DedupDocument.id(source: idSource)
        rest = piece[end...].dropFirst()
    }

    /// The document's own record, as a line.
    var whole: [UInt8] { rest + [0x0A] }

    /// The line that says what the document is. A second document with its id is no other copy: it is never kept.
    func marked(_ verdict: DuplicateVerdicts.Verdict, isFirst: Bool, pretty: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.key("id")
            $0.raw(idSource)
            // Ids of numbers stay numbers.
            $0.verdict(verdict, isFirst: isFirst, numbers: !idSource.hasPrefix("\""))
        }
        let line = writer.bytes.dropLast() + rest + [0x7D]
        return (pretty ? JSONWriter.pretty(Array(line)) : Array(line)) + [0x0A]
    }
}

extension JSONWriter {
    static let verdictFields: Set = ["cluster", "kept", "of", "relation", "similarity", "containment"]

    /// The fields of a verdict.
    mutating func verdict(_ verdict: DuplicateVerdicts.Verdict, isFirst: Bool = true, numbers: Bool = false) {
        func id(_ writer: inout JSONWriter, _ key: String, _ id: String?) {
            writer.key(key)
            guard let id else { return writer.null() }
            if numbers, Int(id) != nil { writer.raw(id) } else { writer.value(id) }
        }
        id(&self, "cluster", verdict.cluster)
        key("kept")
        value(verdict.isKept && isFirst)
        id(&self, "of", isFirst ? verdict.original : verdict.original ?? verdict.id)
        field("relation", isFirst || verdict.original != nil ? verdict.relation.rawValue : "exact")
        key("similarity")
        value(Self.rounded(verdict.similarity))
        key("containment")
        value(Self.rounded(verdict.containment))
    }

    private static func rounded(_ share: Double) -> Double { (share * 1_000).rounded() / 1_000 }
}
