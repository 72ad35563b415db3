/// Universal part-of-speech tags (Universal Dependencies, version 2).
public enum PartOfSpeech: UInt8, CaseIterable, Hashable, Sendable, Codable {
    case adjective, adposition, adverb, auxiliary, coordinatingConjunction, determiner, noun, numeral, particle, pronoun
    case properNoun, punctuation, subordinatingConjunction, symbol, verb, other
    /// In the tag set, but in none of the training data: the tagger never answers with it.
    case interjection

    /// The tag as Universal Dependencies writes it: `ADJ`, `ADP`, …
    public var name: String {
        switch self {
        case .adjective: "ADJ"
        case .adposition: "ADP"
        case .adverb: "ADV"
        case .auxiliary: "AUX"
        case .coordinatingConjunction: "CCONJ"
        case .determiner: "DET"
        case .noun: "NOUN"
        case .numeral: "NUM"
        case .particle: "PART"
        case .pronoun: "PRON"
        case .properNoun: "PROPN"
        case .punctuation: "PUNCT"
        case .subordinatingConjunction: "SCONJ"
        case .symbol: "SYM"
        case .verb: "VERB"
        case .other: "X"
        case .interjection: "INTJ"
        }
    }

    /// From the tag as Universal Dependencies writes it.
    public init?(name: some StringProtocol) {
        guard let tag = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = tag
    }

    /// How many tags the model knows; their raw values are below.
    package static let modelled = 16
}
