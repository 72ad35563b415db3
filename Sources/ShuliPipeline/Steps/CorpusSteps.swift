import ShuliBase

/// The steps of a run by the stage that does them.
package struct CorpusSteps: Sendable {
    /// The names of all steps in the order in which they work. The first and last one are part of every run.
    package static let order = [
        "decode", "clean", "normalize", "filter", "mask", "dedup", "keywords", "summarize", "write",
    ]
    /// Those that a plan chooses.
    package static let chosen = Array(order.dropFirst().dropLast())

    let transforms: [(name: String, apply: CorpusStep.Transform)]
    let duplicates: DuplicateSearch?
    let enrichers: [(name: String, fields: CorpusStep.Enricher)]
    /// Whether a step restores text that was decoded in the wrong encoding.
    let repairs: Bool

    /// Sorts steps by stage. Throws where they are not in order; steps of other names may be anywhere in their stage.
    ///
    /// A page is always cleaned, also where no step says so: its tags are no text.
    init(_ steps: [CorpusStep]) throws(ParseError) {
        var transforms: [(name: String, apply: CorpusStep.Transform)] = []
        var enrichers: [(name: String, fields: CorpusStep.Enricher)] = []
        var duplicates: DuplicateSearch?
        let cleansPages = steps.contains { $0.name == "clean" } ? [] : [CorpusStep.clean(texts: false)]
        var last = -1
        for step in cleansPages + steps {
            if let place = Self.order.firstIndex(of: step.name) {
                guard place > last else {
                    throw ParseError(.stepOutOfOrder(step.name, order: Self.order))
                }
                last = place
            }
            switch step.work {
            case .transform(let apply): transforms.append((step.name, apply))
            case .duplicates(let search): duplicates = search
            case .enrich(let fields): enrichers.append((step.name, fields))
            }
        }
        (self.transforms, self.duplicates, self.enrichers) = (transforms, duplicates, enrichers)
        repairs = steps.contains(where: \.repairs)
    }

    /// The names in the order of the report.
    var names: [String] {
        ["decode"] + transforms.map(\.name) + (duplicates == nil ? [] : [DuplicateSearch.name]) + enrichers.map(\.name)
            + ["write"]
    }
}
