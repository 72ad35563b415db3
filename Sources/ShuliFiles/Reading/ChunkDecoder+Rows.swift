import ShuliText

/// A cell of a table: its text, or bytes that are decoded as those of a file are.
package enum Cell: Hashable, Sendable {
    case text(String)
    case bytes([UInt8])
}

extension ChunkDecoder {
    /// A decoder of rows that are in memory.
    package init(rows options: DocumentReader.Options) { self.init(paths: [], options: options) }

    /// Whether the text will be repaired.
    package var readsMisread: Bool { options.readsMisread }

    /// The document that a cell is: a text, or a page where `recognizesPages` and it looks like one. `row` is counted
    /// from 1.
    package func document(_ cell: Cell, recognizesPages: Bool, row: Int) -> Outcome {
        let origin = Origin(file: "-", line: row)
        switch cell {
        case .text(let text):
            let isPage = recognizesPages && Self.isPage(text.utf8)
            return .success(Record(idSource: "\(row)", origin: origin, content: isPage ? .page(text) : .text(text)))
        case .bytes(let bytes):
            return document(
                bytes, isHTML: recognizesPages && Self.isPage(bytes), origin: origin, idSource: "\(row)")
        }
    }

    /// The document that the fields of a row are, as those of a record in a file; a field of nil is null there.
    package func document(_ fields: [(key: String, cell: Cell?)], row: Int) -> Outcome {
        let origin = Origin(file: "-", line: row)
        var read: [JSONRecord.Field] = []
        var encoding = TextEncoding.utf8
        var undecodable: [Int] = []
        for (key, cell) in fields {
            let isContent = key == options.textField || key == options.htmlField
            switch cell {
            case nil:
                // A row without an id is named by its number.
                if !isContent, key != options.idField { read.append(JSONRecord.Field(key: key, text: nil)) }
            case .text(let text):
                read.append(
                    isContent
                        ? JSONRecord.Field(key: key, textAlone: text) : JSONRecord.Field(key: key, text: text))
            case .bytes(let bytes):
                let hint = key == options.htmlField ? TextEncoding(declaredInHTML: bytes) : nil
                let decoded = TextDecoder(encoding: options.encoding).decode(bytes, declared: hint)
                guard isContent else {
                    read.append(JSONRecord.Field(key: key, text: decoded.text))
                    continue
                }
                if let reason = Self.notText(decoded, options) {
                    return .failure(DocumentFailure(origin: origin, reason: reason))
                }
                (encoding, undecodable) = (decoded.encoding, decoded.undecodable)
                read.append(JSONRecord.Field(key: key, textAlone: decoded.text))
            }
        }
        return document(JSONRecord(fields: read), encoding, undecodable, origin)
            .map { numbered($0, chunk: 0, place: row) }
    }

    private static func isPage(_ bytes: some Collection<UInt8>) -> Bool {
        InputFormat(sniffing: Array(bytes.prefix(InputFormat.sniffedLength)), isAll: true) == .html
    }
}
