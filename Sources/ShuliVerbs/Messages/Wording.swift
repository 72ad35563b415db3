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
    package func at(_ place: String) -> Wording {
        let place = Self.visible(place)
        return Wording("\(place): \(chinese)", "\(place): \(english)")
    }

    // A message is one line, whatever the name of a file is; what is no UTF-8 is written in the same way.
    private static func visible(_ place: String) -> String {
        guard !place.isEmpty else { return "\"\"" }
        guard place.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return place }
        return place.unicodeScalars.map { scalar in
            guard scalar.value < 0x20 || scalar.value == 0x7F else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }

    /// Names in a row.
    static func list(_ names: [some StringProtocol]) -> Wording {
        Wording(names.joined(separator: "、"), names.joined(separator: ", "))
    }
}

extension ValidationError {
    /// Wrong usage, in the language of the environment.
    package init(_ wording: Wording) { self.init(wording.text) }
}
