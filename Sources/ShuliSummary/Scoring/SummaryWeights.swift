/// The constants of the choice, for whole sentences and for clauses.
///
/// They were searched on one half of the development sets (news, transcribed talk, abstracts) and confirmed on the
/// other, and after the word model changed each by itself again: a value changed where both halves gained. Within a
/// quarter of most values the share of the oracle's ROUGE-2 changes by 1 point at most.
struct SummaryWeights: Sendable {
    // The weights of a sum: similarity to the centroid, to the other sentences, the share of the topic words, and of
    // the title's units.
    var centroid = 0.5
    var degree = 1.0
    var topic = 0.8
    var title = 0.3
    /// What replaces `centroid` in speech, whose commonest pairs of characters are those of talking itself.
    var talkCentroid = 0.4
    /// With a query, the weight of the share of its units that a piece contains; the sum above then counts a twentieth.
    var query = 4.0
    /// The centroid sum of a piece of n units is divided by n to this power.
    var centroidPower = 0.85
    // The factor 1 + position / (1 + decay × index of the sentence) for the head of a text, in written text and in
    // speech.
    var newsPosition = 4.0
    var talkPosition = 0.2
    var positionDecay = 1.0
    /// The further factor for the outcome of a trial, match or study, which counts as if it were at the head.
    var outcome = 1.5
    /// How strongly fillers lower a piece, in speech.
    var spoken = 0.9
    /// How much digits raise a sentence, in written text.
    var digit = 0.2
    /// The factor for a whole sentence that points back to one that is not chosen, in written text: as the first choice
    /// and as a further one, where there are more sentences to choose from.
    var withoutAntecedent = 0.9
    var furtherWithoutAntecedent = 0.4
    /// The factor for a question as a further choice, in written text: its answer is missing.
    var furtherUnanswered = 0.4
    // The factors for a piece whose head or tail was cut, that points back then, or whose meaning continues behind it.
    var cutHead = 0.8
    var cutTail = 0.9
    var pointsBack = 0.8
    var unfinished = 0.4
    // The factor e^(−prior × |ln(length / usual)|), with lengths in characters.
    var prior = 0.15
    var usualLength = 30.0
    // The factor n^gain / (n + head) for a piece of n characters; with `further` instead of `head` after the first
    // choice.
    var gain = 0.35
    var head = 10.0
    var further = 2.5
    /// The share of its worth that a piece loses when all its units are covered by what was chosen.
    var redundancy = 0.9

    static let sentences = SummaryWeights()

    static let clauses: SummaryWeights = {
        var weights = SummaryWeights()
        weights.degree = 0.3
        weights.talkCentroid = weights.centroid
        weights.topic = 0.5
        weights.centroidPower = 0.5
        weights.newsPosition = 9
        weights.positionDecay = 0.5
        weights.spoken = 0.4
        weights.digit = 0
        weights.prior = 0.6
        weights.usualLength = 20
        weights.gain = 0.65
        weights.head = 25
        weights.further = 10
        return weights
    }()
}
