/// The part of speech of a word: the universal tags of Universal Dependencies, version 2.
///
/// The raw value, which is coded too, is the tag as Universal Dependencies writes it: `ADJ`, `ADP` …
public enum PartOfSpeech: String, CaseIterable, Hashable, Sendable, Codable {
    case adjective = "ADJ"
    case adposition = "ADP"
    case adverb = "ADV"
    case auxiliary = "AUX"
    case coordinatingConjunction = "CCONJ"
    case determiner = "DET"
    case noun = "NOUN"
    case numeral = "NUM"
    case particle = "PART"
    case pronoun = "PRON"
    case properNoun = "PROPN"
    case punctuation = "PUNCT"
    case subordinatingConjunction = "SCONJ"
    case symbol = "SYM"
    case verb = "VERB"
    /// Anything else. White space has this tag too.
    case other = "X"
    /// Not in the training data: the tagger never gives it.
    case interjection = "INTJ"

    /// The tags that the model knows, in the order of the columns of its tables.
    package static let modelled = Array(allCases.prefix(modelledCount))
    package static let modelledCount = 16
}
