import ArgumentParser

/// A message in both languages: one can't be written without the other.
///
/// Codes, names of fields and of options, and the words of the system and of other libraries are the same in both, and so
/// is the place of a fault, `FILE:LINE:`.
package struct Wording: Sendable, Hashable {
    package let chinese: String
    package let english: String

    package init(_ chinese: String, _ english: String) { (self.chinese, self.english) = (chinese, english) }

    /// The same in both.
    package init(_ word: String) { self.init(word, word) }

    /// In the language of the environment.
    package var text: String { MessageLanguage.isChinese ? chinese : english }

    /// A line for standard error, without its line break.
    package var line: String { "shuli: \(text)" }

    /// The message behind the place that it is about: a path, a path and a line, an option.
    package func at(_ place: String) -> Wording { Wording("\(place): \(chinese)", "\(place): \(english)") }

    /// Names in a row.
    static func list(_ names: [String]) -> Wording {
        Wording(names.joined(separator: "、"), names.joined(separator: ", "))
    }
}

extension ValidationError {
    /// Wrong usage, in the language of the environment.
    package init(_ wording: Wording) { self.init(wording.text) }
}
