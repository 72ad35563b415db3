import Shuli

/// A verb with its options, ready to work: a function of a record. The program and the C interface share it.
package protocol Verb: Sendable {
    /// What kind of value `value` gives.
    var valueKind: VerbValue.Kind { get }
    /// Whether a text that looks like an HTML page is taken for one.
    var recognizesPages: Bool { get }
    /// Whether text that was decoded in the wrong encoding is read although its control characters say that it is no text.
    var readsMisread: Bool { get }

    /// What the verb makes of a record, as JSON on a line with its line break. `note` gets what is to be said of the
    /// record, without its name.
    func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8]
    /// What the verb makes of a record, as a value. `note` gets what is to be said of the record, without its name.
    func value(_ record: Record, note: (Wording) -> Void) -> VerbValue
    /// What is to be said of all records since it was last asked for; nil for nothing.
    func takeNote() -> Wording?
}

extension Verb {
    package var recognizesPages: Bool { false }
    package var readsMisread: Bool { false }
    package func takeNote() -> Wording? { nil }

    package func line(_ record: Record, _ form: LineForm) -> [UInt8] { line(record, form) { _ in } }
}

/// What a verb makes of a record.
package enum VerbValue: Hashable, Sendable {
    /// Which of the cases it is.
    package enum Kind: Hashable, Sendable { case text, list, marked }

    /// A token and its tag or kind; nil for a shorter word inside the token behind it.
    package struct Marked: Hashable, Sendable {
        package let token: String
        package let tag: String?

        package init(token: String, tag: String?) { (self.token, self.tag) = (token, tag) }
    }

    case text(String)
    case list([String])
    case marked([Marked])
}
