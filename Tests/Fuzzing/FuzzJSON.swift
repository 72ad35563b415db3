import ShuliBase

/// Any bytes as JSON: what parses is the same once it was written and parsed again; a record has the fields of the value,
/// and their sources parse to the fields' values.
func fuzzJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let value = try? JSONValue(parsing: text)
    if let value {
        var writer = JSONWriter()
        write(value, to: &writer)
        precondition(parsed(writer.bytes) == value)
        precondition(parsed(JSONWriter.pretty(writer.bytes)) == value)
    }
    let record = try? JSONRecord(parsing: text.utf8)
    if case .object(let fields)? = value {
        guard let record, record.fields.count == fields.count else { preconditionFailure("fields are missing") }
        for (field, expected) in zip(record.fields, fields) {
            precondition(field.key == expected.key && field.string == expected.value.string)
            precondition(parsed(Array(field.source.utf8)) == expected.value)
        }
        let first = fields.first?.key ?? ""
        let texts = try? JSONRecord(parsing: text.utf8, texts: [first])
        precondition(texts?.fields.map(\.string) == record.fields.map(\.string))
    } else {
        precondition(record == nil)
    }
    // The same bytes unchecked: they may be no UTF-8.
    _ = try? JSONRecord(parsing: bytes)
}

private func parsed(_ bytes: [UInt8]) -> JSONValue? {
    try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self))
}

private func write(_ value: JSONValue, to writer: inout JSONWriter) {
    switch value {
    case .null: writer.null()
    case .bool(let flag): writer.value(flag)
    case .number(let source): writer.raw(source)
    case .string(let text): writer.value(text)
    case .array(let elements): writer.array { for element in elements { write(element, to: &$0) } }
    case .object(let fields):
        writer.object {
            for field in fields {
                $0.key(field.key)
                write(field.value, to: &$0)
            }
        }
    }
}
