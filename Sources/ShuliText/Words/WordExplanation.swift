/// Why a word is one token at a place of a text, or not.
package struct WordExplanation: Hashable, Sendable, CustomStringConvertible {
    /// How a user dictionary lists the word, with its line where it came from a text.
    package struct Listing: Hashable, Sendable {
        package let policy: UserDictionary.Policy
        package let line: Int?
    }

    package enum Decision: Hashable, Sendable {
        case oneToken(Listing?)
        /// The dictionary removes the word.
        case removed
        /// A forced word of the dictionary, which overlaps with the word.
        case forced(String, line: Int?)
        /// The word is inside of an address, a name, a topic or an emoji.
        case inside(TokenKind)
        /// The model prefers other words, by this difference in score.
        case model(lead: Float, Listing?)
    }

    /// In UTF-8 bytes of the text.
    package let offset: Int
    /// The tokens that have a part of the word, with spaces between.
    package let tokens: String
    package let decision: Decision

    package var description: String {
        let place = "byte \(offset): "
        let cut = place + "cut as \(tokens): "
        return switch decision {
        case .oneToken(let listing): place + "one token" + Self.words(listing)
        case .removed: cut + "the dictionary removes the word"
        case .forced(let word, let line):
            cut + "the forced word \"\(word)\" of \(line.map { "line \($0)" } ?? "the dictionary") goes before it"
        case .inside(let kind): place + "part of \(tokens): \(Self.name(kind)) comes whole"
        case .model(let lead, let listing): cut + "the model prefers that by \(lead)" + Self.words(listing)
        }
    }

    private static func words(_ listing: Listing?) -> String {
        guard let listing else { return "" }
        let line = listing.line.map { "line \($0) of " } ?? ""
        return ", \(listing.policy.rawValue) by \(line)the dictionary"
    }

    private static func name(_ kind: TokenKind) -> String {
        switch kind {
        case .url: "an address of the web"
        case .email: "an address of mail"
        case .mention: "an @name"
        case .topic: "a #topic#"
        default: "an emoji"
        }
    }
}
