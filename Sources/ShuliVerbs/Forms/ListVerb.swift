import Shuli

/// A verb whose answer is a list of parts of the text, so that a long text can be answered section by section.
package protocol ListVerb: Verb {
    associatedtype Element: Sendable

    /// The name of the field with the list.
    var listField: String { get }

    /// The elements of a text, or of a section of one.
    func elements(of text: String) -> [Element]
    /// Writes an element.
    func write(_ element: Element, of text: String, _ offsets: OffsetConverter, to writer: inout JSONWriter)
}

extension ListVerb {
    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let text = record.plainText
        let offsets = OffsetConverter(text, form.offsetUnit)
        return record.line(replacing: [listField], pretty: form.pretty) { writer in
            writer.key(listField)
            writer.array { for element in elements(of: text) { write(element, of: text, offsets, to: &$0) } }
        }
    }
}

/// The line of JSON of a long text, written while its sections come.
package struct LineOfSections<V: ListVerb> {
    private let verb: V
    private let unit: OffsetUnit
    private var writer = JSONWriter()
    // The length of the sections before.
    private var units = 0
    private var isOpen = false

    package init(_ verb: V, _ form: LineForm) { (self.verb, unit) = (verb, form.offsetUnit) }

    /// What is written for the next section; `elements` are the verb's for its text.
    package mutating func add(_ section: Record, _ elements: [V.Element]) -> [UInt8] {
        if section.section.isFirst {
            end()
            writer.beginObject(endingWithList: verb.listField) { $0.field("id", json: section.idSource) }
            (isOpen, units) = (true, 0)
        }
        let text = section.plainText
        let offsets = OffsetConverter(text, unit, behind: units)
        for element in elements { verb.write(element, of: text, offsets, to: &writer) }
        units = offsets(TextRange(0, text.utf8.count)).upperBound
        if section.section.isLast { end() }
        return writer.take()
    }

    /// What is written where a text ended before its last section came, because the rest could not be read.
    package mutating func finish() -> [UInt8] {
        end()
        return writer.take()
    }

    private mutating func end() {
        guard isOpen else { return }
        writer.endLineWithList()
        isOpen = false
    }
}
