import ShuliBase

extension JSONRecord.Field {
    /// A field whose value `write` writes.
    package init(key: String, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        self.init(key: key, source: String(decoding: writer.bytes, as: UTF8.self))
    }
}

/// Fields of an object: a key and its value.
extension JSONWriter {
    /// A text, or null.
    package mutating func field(_ key: String, _ text: String?) {
        self.key(key)
        if let text { value(text) } else { null() }
    }

    package mutating func field(_ key: String, _ number: Int) {
        self.key(key)
        value(number)
    }

    package mutating func field(_ key: String, _ number: Double) {
        self.key(key)
        value(number)
    }

    package mutating func field(_ key: String, _ flag: Bool) {
        self.key(key)
        value(flag)
    }

    /// A share from 0 to 1, to three decimal places.
    package mutating func share(_ key: String, _ share: Double) { field(key, (share * 1_000).rounded() / 1_000) }

    /// A value that is JSON already.
    package mutating func field(_ key: String, json source: String) {
        self.key(key)
        raw(source)
    }

    /// An array; `write` writes each element.
    package mutating func list<Elements: Sequence>(
        _ key: String, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        self.key(key)
        array { for element in elements { write(&$0, element) } }
    }

    /// An array of objects; `write` writes the fields of each.
    package mutating func objects<Elements: Sequence>(
        _ key: String, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        list(key, elements) { writer, element in writer.object { write(&$0, element) } }
    }

    /// The fields `s` and `e` of a range.
    package mutating func fields(_ range: TextRange) {
        field("s", range.lowerBound)
        field("e", range.upperBound)
    }
}
