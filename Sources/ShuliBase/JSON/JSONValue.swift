/// A JSON value. Fields keep their order, numbers the digits of the source.
package enum JSONValue: Hashable, Sendable {
    /// One field of an object.
    package struct Field: Hashable, Sendable {
        package let key: String
        package let value: JSONValue
    }

    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Field])

    /// The value of a whole JSON text.
    package init(parsing text: String) throws(JSONError) {
        let parsed: Result<JSONValue, JSONError> = text.withUTF8Buffer { buffer in
            do throws(JSONError) {
                var parser = JSONParser(buffer, isValid: true)
                parser.skipSpace()
                let value = try parser.value()
                try parser.end()
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        self = try parsed.get()
    }

    /// The first value of a field of an object; nil where there is none, or where this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// The elements of an array.
    package var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

/// The fields of one JSON object, each with its key and the source of its value, byte for byte.
package struct JSONRecord: Hashable, Sendable {
    /// One field.
    package struct Field: Hashable, Sendable {
        package let key: String
        /// The value as in the source.
        package let source: String
        // The text of a field whose source was not kept.
        private var text: String?

        /// A field with its text alone: its source is empty.
        package init(key: String, textAlone text: String) { (self.key, source, self.text) = (key, "", text) }

        /// A field whose value is a text, or null.
        package init(key: String, text: String?) {
            var writer = JSONWriter()
            if let text { writer.value(text) } else { writer.null() }
            self.init(key: key, source: String(decoding: writer.bytes, as: UTF8.self))
        }

        /// A field whose value is JSON already.
        package init(key: String, source: String) { (self.key, self.source) = (key, source) }

        /// The text of a string value; nil for any other value.
        package var string: String? {
            if let text { return text }
            guard source.utf8.first == 0x22 else { return nil }
            return source.withUTF8Buffer { buffer in
                var parser = JSONParser(buffer, isValid: true)
                return try? parser.string()
            }
        }
    }

    /// A record of these fields.
    package init(fields: [Field]) { self.init(fields: fields, hasLoneSurrogate: false) }

    private init(fields: [Field], hasLoneSurrogate: Bool) {
        (self.fields, self.hasLoneSurrogate) = (fields, hasLoneSurrogate)
    }

    /// In the order of the source, with all fields of a repeated key.
    package let fields: [Field]
    /// Whether a string has the escape of half a pair of surrogates, which is read as U+FFFD.
    package let hasLoneSurrogate: Bool

    /// The fields of the object that a line of JSON Lines holds.
    package init(parsing line: some Collection<UInt8>) throws(JSONError) {
        try self.init(line, texts: [], isValid: false)
    }

    /// Of string values of the keys `texts` only the text is kept, and their source is empty: for long ones. `line` is
    /// valid UTF-8.
    package init(parsing line: some Collection<UInt8>, texts: [String]) throws(JSONError) {
        try self.init(line, texts: texts, isValid: true)
    }

    private init(_ line: some Collection<UInt8>, texts: [String], isValid: Bool) throws(JSONError) {
        let direct = line.withContiguousStorageIfAvailable { Self.parse($0, texts, isValid: isValid) }
        self = try (direct ?? Array(line).withUnsafeBufferPointer { Self.parse($0, texts, isValid: isValid) }).get()
    }

    private static func parse(
        _ buffer: UTF8Buffer, _ texts: [String], isValid: Bool
    ) -> Result<JSONRecord, JSONError> {
        do throws(JSONError) {
            var fields: [Field] = []
            var parser = JSONParser(buffer, isValid: isValid)
            parser.skipSpace()
            try parser.object { (key, parser) throws(JSONError) in
                if parser.offset < buffer.count, buffer[parser.offset] == 0x22, texts.contains(key) {
                    fields.append(Field(key: key, textAlone: try parser.string()))
                    return
                }
                let source = try parser.skipValue(1)
                fields.append(Field(key: key, source: buffer.text(source)))
            }
            try parser.end()
            return .success(JSONRecord(fields: fields, hasLoneSurrogate: parser.hasLoneSurrogate))
        } catch {
            return .failure(error)
        }
    }

    /// A key that occurs twice; nil where all differ. Compares all pairs where there are few of them.
    package var repeatedKey: String? {
        guard fields.count <= 16 else {
            var keys: Set<String> = []
            return fields.first { !keys.insert($0.key).inserted }?.key
        }
        return fields.indices.first { index in fields[..<index].contains { $0.key == fields[index].key } }
            .map { fields[$0].key }
    }

    /// The field with this key; of a repeated one the last, as most readers of JSON have it.
    package subscript(key: String) -> Field? { fields.last { $0.key == key } }
}
