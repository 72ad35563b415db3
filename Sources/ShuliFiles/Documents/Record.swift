import ShuliText

/// One document on its way from the reader to the output: what it says, where it was found, what is known of it, and the
/// fields that are only passed through.
///
/// The reader yields records, every step and verb changes one in place, and every writer takes one. A record is
/// identified by its position in the input; the id is a label that several records may share.
///
/// ```swift
/// var reader = DocumentReader(paths: ["articles.jsonl.gz", "page.html"])
/// while let next = reader.next() {
///     switch next {
///     case .success(let record): print(record.id, record.title ?? "-", record.text.count)
///     case .failure(let failure): print(failure)
///     }
/// }
/// ```
public struct Record: Sendable, Hashable {
    /// What a record says.
    public enum Content: Sendable, Hashable {
        /// A text; once the record is cleaned, its body.
        case text(String)
        /// An HTML page, decoded.
        case page(String)
    }

    /// The position in the input: it rises with the order of the input, and no two records of a run share one.
    package var number = 0
    /// The file and line where the record was found, for messages.
    package let origin: Origin
    /// The label as JSON: the value of the record's id field, else the quoted path or the line number.
    package let idSource: String

    /// What the record says.
    public package(set) var content: Content
    /// The headline: the field of the record, until a step knows better.
    public package(set) var title: String?
    /// The date of publication: the field of the record, until a step knows better.
    public package(set) var date: String?
    /// Where the article was taken from: the field `source` of the record, until a step knows better.
    public package(set) var source: String?
    /// The host of the record's address, in lower case.
    package var host: String?
    /// Whether the page says that it was taken from elsewhere; nil where no step has looked.
    package var isReprint: Bool?

    /// Which part of its document it is, where texts are read in sections.
    package var section = TextSection.whole
    /// How the text belongs to the input that it was cleaned from; nil for a text that is its own input.
    package var bodyMap: BodyMap?
    /// How many UTF-8 bytes the cleaner removed.
    package var removedBytes = 0
    /// What steps measured.
    package var measures = Measures()
    /// The step that removed the record, and why; nil for one that is still in.
    package var rejection: Rejection?

    /// Fields of the input that pass through unchanged, in their order.
    package let inputFields: [JSONRecord.Field]
    /// Fields that steps set. They replace input fields of the same name.
    package private(set) var derivedFields: [JSONRecord.Field] = []
    /// All fields of the input in their order, the content too; empty unless the reader was asked to keep them, or where
    /// the document was no record.
    package let sourceFields: [JSONRecord.Field]

    /// The encoding that the bytes were decoded from; nil for a record that steps or tests made.
    package let encoding: TextEncoding?
    /// Byte offsets of undecodable sequences in the input; each is a U+FFFD in the text.
    package let undecodable: [Int]
    /// What is odd about the record of the input.
    package let doubts: [InputDoubt.Kind]

    package init(
        idSource: String, origin: Origin, content: Content, title: String? = nil,
        inputFields: [JSONRecord.Field] = [], sourceFields: [JSONRecord.Field] = [], encoding: TextEncoding? = nil,
        undecodable: [Int] = [], doubts: [InputDoubt.Kind] = []
    ) {
        (self.origin, self.idSource, self.content, self.title) = (origin, idSource, content, title)
        (self.inputFields, self.sourceFields) = (inputFields, sourceFields)
        (self.encoding, self.undecodable, self.doubts) = (encoding, undecodable, doubts)
    }

    /// The label: the text of an id that is a string, else its JSON. Where the input has none, the path or line number.
    public var id: String { Self.id(of: idSource) }

    /// The label that an id as JSON is: the text of a string, else the JSON.
    package static func id(of source: String) -> String { (try? JSONValue(parsing: source))?.string ?? source }

    /// The text, or the page where it was not cleaned.
    public var text: String {
        switch content {
        case .text(let text), .page(let text): text
        }
    }

    /// The UTF-8 bytes of the text or page.
    package var byteCount: Int { text.utf8.count }

    /// Sets a field; one that was set before keeps its place.
    package mutating func set(_ field: JSONRecord.Field) {
        if let place = derivedFields.firstIndex(where: { $0.key == field.key }) {
            derivedFields[place] = field
        } else {
            derivedFields.append(field)
        }
    }

    /// Input fields that no step has replaced.
    package var passedThroughFields: [JSONRecord.Field] {
        guard !derivedFields.isEmpty else { return inputFields }
        let replaced = Set(derivedFields.map(\.key))
        return inputFields.filter { !replaced.contains($0.key) }
    }
}

extension Record {
    /// What the report shows the distribution of; nil where no step measured it.
    package struct Measures: Sendable, Hashable {
        /// Characters without white space.
        package var characters: Int?
        /// The share of Han characters, from 0 to 1.
        package var hanShare: Double?
        /// From 0 to 1.
        package var quality: Double?
        /// The share of bytes that the cleaner kept, from 0 to 1.
        package var keptShare: Double?
        /// The writing system: `simplified`, `traditional`, `mixed`, `undetermined`.
        package var script: String?

        package init() {}
    }

    /// Why a record is left out of the output.
    package struct Rejection: Sendable, Hashable {
        /// The name of the step.
        package var step: String
        /// The name of the rule.
        package var rule: String
        /// What was found, in words.
        package var reason: String

        package init(step: String, rule: String, reason: String) {
            (self.step, self.rule, self.reason) = (step, rule, reason)
        }
    }
}

extension Record {
    /// The number of the record at a place of a chunk of the input.
    package static func number(chunk: Int, place: Int) -> Int { chunk << 24 | place }
}
