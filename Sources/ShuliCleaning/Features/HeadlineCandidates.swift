/// The lines of a text that may be its headline, each with its features.
///
/// A headline comes before prose on the same topic, with a byline between them, and captions or the page's path repeat it.
/// Subheads come between paragraphs; lists of other articles come after what they are related to.
struct HeadlineCandidates {
    struct Candidate {
        let index: Int
        let features: [Float]
    }

    let all: [Candidate]

    init(_ assessed: AssessedDocument) {
        let surroundings = HeadlineSurroundings(assessed)
        let found = assessed.lines.indices.compactMap { surroundings.evidence(for: $0) }
        let greatest = HeadlineEvidence.greatest(of: found)
        all = found.map { evidence in
            var sink = FeatureList()
            surroundings.put(evidence, beside: greatest, into: &sink)
            return Candidate(index: evidence.index, features: sink.values)
        }
    }
}
