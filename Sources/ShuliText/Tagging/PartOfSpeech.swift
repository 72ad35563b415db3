/// The part of speech of a word: the universal tags of Universal Dependencies, version 2.
///
/// The raw value, which is coded too, is the tag as Universal Dependencies writes it: `ADJ`, `ADP` …
public enum PartOfSpeech: String, CaseIterable, Hashable, Sendable, Codable {
    /// A quality: 漂亮.
    case adjective = "ADJ"
    /// A preposition or postposition: 在, 从, 里.
    case adposition = "ADP"
    /// An adverb: 很, 已经.
    case adverb = "ADV"
    /// An auxiliary, the copula or an aspect marker: 会, 是, 了.
    case auxiliary = "AUX"
    /// A conjunction between equals: 和, 或.
    case coordinatingConjunction = "CCONJ"
    /// A determiner: 这, 各.
    case determiner = "DET"
    /// A common noun, with classifiers: 天气, 个.
    case noun = "NOUN"
    /// A number, in digits or characters: 3, 三.
    case numeral = "NUM"
    /// A particle: 的, 们.
    case particle = "PART"
    /// A pronoun: 我, 自己.
    case pronoun = "PRON"
    /// The name of a person, place or organization: 上海.
    case properNoun = "PROPN"
    /// A punctuation mark: 。
    case punctuation = "PUNCT"
    /// A conjunction that joins a clause to another or to a noun: 但, 的.
    case subordinatingConjunction = "SCONJ"
    /// A symbol that is not punctuation: $.
    case symbol = "SYM"
    /// A verb: 发展.
    case verb = "VERB"
    /// Anything else. White space has this tag too.
    case other = "X"
    /// An interjection at the start of a clause: 哎呀, 喂. By a list; the treebank of the model has none.
    case interjection = "INTJ"

    /// The tags that the model knows, in the order of the columns of its tables.
    package static let modelled = Array(allCases.prefix(modelledCount))
    package static let modelledCount = 16
}
