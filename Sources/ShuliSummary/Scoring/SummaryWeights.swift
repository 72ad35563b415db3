/// The constants of the choice, for whole sentences and for clauses: chosen by search on one half of the development sets
/// (news, talk, abstracts), believed on the other. The plateau is wide: most of them may change by a quarter unnoticed.
struct SummaryWeights: Sendable {
    // Added up: similarity to the centroid, to the other sentences, the share of the topic words, and of the title's units.
    var centroid = 0.5
    var degree = 0.8
    var topic = 0.8
    var title = 0.3
    /// With a query, the share of its units that a piece holds; the rest then counts a twentieth.
    var query = 4.0
    /// What a piece of n units has its centroid sum divided by: n to this power.
    var centroidPower = 0.85
    // 1 + position / (1 + decay × index of the sentence): how much the head counts, in written text and in talk.
    var newsPosition = 4.0
    var talkPosition = 0.2
    var positionDecay = 1.0
    /// How much spoken marks take from a piece, in talk.
    var spoken = 0.9
    /// What a digit gives, in written text.
    var digit = 0.2
    // What is left of a piece whose head or tail was cut, of one that points back, of one whose sense goes on.
    var cutHead = 0.8
    var cutTail = 0.9
    var pointsBack = 0.8
    var unfinished = 0.4
    // e^(−prior × |ln(letters / usual)|).
    var prior = 0.15
    var usualLetters = 30.0
    // A piece of n letters counts n^gain ÷ (n + head), where nothing was chosen yet, or ÷ (n + further).
    var gain = 0.35
    var head = 10.0
    var further = 5.0
    /// How much of its worth a piece loses that is wholly covered by what was chosen.
    var redundancy = 0.9

    static let sentences = SummaryWeights()

    static let clauses: SummaryWeights = {
        var weights = SummaryWeights()
        weights.degree = 0.3
        weights.topic = 0.5
        weights.centroidPower = 0.5
        weights.newsPosition = 9
        weights.positionDecay = 0.5
        weights.spoken = 0.4
        weights.digit = 0
        weights.prior = 0.6
        weights.usualLetters = 20
        weights.gain = 0.65
        weights.head = 25
        weights.further = 10
        return weights
    }()
}
