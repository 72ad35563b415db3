import ShuliText

/// The parts of what a page claims as its title: "Headline_Channel_Site", "Headline - Site".
enum TitleParts {
    /// A title with one space for each run of white space and none at its ends.
    static func tidied(_ title: String) -> String {
        // Most titles are so already, and splitting a string costs much more than looking at it.
        var isSpace = true
        let isTidy = title.unicodeScalars.allSatisfy { scalar in
            defer { isSpace = scalar == " " }
            return scalar == " " ? !isSpace : !scalar.properties.isWhitespace
        }
        if isTidy, !isSpace { return title }
        return title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    static let separators = ["_", "|", "｜", " - ", " – ", " — ", "::", " @ ", "»", "-", "—"]

    /// The separators whose bytes occur in a title: splitting a string costs much more than looking for them.
    static func separators(in title: String) -> [String] {
        title.withUTF8Buffer { buffer in
            zip(separators, bytes).filter { buffer.firstPlace(of: $1, in: 0..<buffer.count) != nil }.map(\.0)
        }
    }

    private static let bytes = separators.map { Array($0.utf8) }

    /// The whole title and what stands before each of the marks in it: 甲_乙 (2) @ 丙 :: 丁 gives 甲, 甲_乙 (2) and so on.
    static func prefixes(of title: String) -> [String] {
        var prefixes = [title]
        for separator in separators(in: title) {
            var parts = title.split(separator: separator)
            while parts.count > 1 {
                parts.removeLast()
                prefixes.append(parts.joined(separator: separator))
            }
        }
        return prefixes
    }

    /// The parts of a title between the marks that separate headline, channel and site.
    static func parts(of title: String) -> [String] {
        for separator in separators(in: title) {
            let parts = title.split(separator: separator).map { tidied(String($0)) }.filter { !$0.isEmpty }
            if parts.count > 1 { return parts }
        }
        return [title]
    }
}
