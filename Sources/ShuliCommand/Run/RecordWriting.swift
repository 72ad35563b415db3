import Shuli

extension OutputOptions {
    /// One record as a line: `id`, what `body` writes, then the fields of the input that nothing was written for.
    func record(
        _ document: Record, replacing replaced: Set<String> = [], _ body: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.key("id")
            $0.raw(document.idSource)
            body(&$0)
            for field in document.inputFields where !replaced.contains(field.key) {
                $0.key(field.key)
                $0.raw(field.source)
            }
        }
        return (pretty ? JSONWriter.pretty(writer.bytes) : writer.bytes) + [0x0A]
    }
}

extension JSONWriter {
    /// A field whose value is a text, or null.
    mutating func field(_ key: String, _ text: String?) {
        self.key(key)
        if let text { value(text) } else { null() }
    }

    /// The fields `s` and `e` of a range.
    mutating func fields(_ range: TextRange) {
        key("s")
        value(range.lowerBound)
        key("e")
        value(range.upperBound)
    }
}
