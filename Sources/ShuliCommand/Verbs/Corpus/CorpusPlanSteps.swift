import ArgumentParser
import Shuli

extension CorpusPlan {
    /// The names of steps, in the order in which they may stand.
    static let stepNames = [
        "decode", "clean", "normalize", "filter", "mask", "dedup", "keywords", "summarize", "write",
    ]

    /// The steps, ready to work. Throws what is wrong with one, with its line.
    func corpusSteps() throws -> CorpusSteps {
        var steps = CorpusSteps()
        var last = -1
        for step in self.steps {
            func failure(_ reason: String) -> ValidationError {
                ValidationError((step.line.map { "the plan, line \($0): " } ?? "--steps: ") + reason)
            }
            guard let place = Self.stepNames.firstIndex(of: step.name) else {
                throw failure(
                    "unknown step \"\(step.name)\"; there are \(Self.stepNames.joined(separator: ", "))")
            }
            guard place > last else {
                throw failure(
                    "\(step.name): steps stand once each, in this order: \(Self.stepNames.joined(separator: ", "))")
            }
            last = place
            do {
                try Self.add(step, to: &steps)
            } catch {
                throw failure("\(step.name): \(Self.words(error))")
            }
        }
        // A page is always cleaned.
        if !steps.before.contains(where: { $0.name == "clean" }) { steps.before.insert(.clean(texts: false), at: 0) }
        return steps
    }

    private static func words(_ error: any Error) -> String {
        (error as? ValidationError)?.message ?? CleanStep.message(for: error)
    }

    private static func add(_ step: Step, to steps: inout CorpusSteps) throws {
        switch step.name {
        case "clean": steps.before.append(try CleanStep.parse(step.arguments).step())
        case "normalize": steps.before.append(.normalize(try NormalizeOptions.parse(step.arguments).normalizer))
        case "filter": steps.before.append(.filter(CorpusFilter(try thresholds(step.arguments))))
        case "mask": steps.before.append(try MaskStep.parse(step.arguments).step())
        case "dedup": steps.duplicates = try DedupStep.parse(step.arguments).search()
        case "keywords": steps.additions.append(try KeywordsStep.parse(step.arguments).addition())
        case "summarize": steps.additions.append(try SummarizeStep.parse(step.arguments).addition())
        default:
            guard step.arguments.isEmpty else { throw ValidationError("takes no options") }
        }
    }

    private static func thresholds(_ arguments: [String]) throws -> FilterThresholds {
        var thresholds = FilterThresholds()
        for argument in arguments {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            guard thresholds[parts[0]] != nil else {
                throw ValidationError(
                    "unknown threshold \"\(parts[0])\"; there are "
                        + FilterThresholds.fields.map(\.name).joined(separator: ", "))
            }
            guard parts.count == 2, let value = Double(parts[1]), value.isFinite, value >= 0 else {
                throw ValidationError("\(parts[0]): a number from 0 expected")
            }
            thresholds[parts[0]] = value
        }
        return thresholds
    }
}

/// The options of the step `clean`.
private struct CleanStep: ParsableArguments {
    @Option var level = CleaningLevel.standard
    @Option var model: String?
    @Option var template: String?
    @Flag var pagesOnly = false

    func step() throws -> CorpusStep {
        let cleaner = ArticleCleaner(
            level: level, template: try template.map(OptionFile.siteTemplate),
            model: try OptionFile.cleaningModel(model))
        return .clean(cleaner, texts: !pagesOnly)
    }
}

/// The options of the step `mask`.
private struct MaskStep: ParsableArguments {
    @Option var kinds: String?

    func step() throws -> CorpusStep {
        guard let kinds else { return .mask() }
        let found = try kinds.split(separator: ",").map { name in
            guard let kind = PersonalDataKind(rawValue: String(name)) else {
                let known = PersonalDataKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("unknown kind \"\(name)\"; there are \(known)")
            }
            return kind
        }
        return .mask(PersonalDataMasker(Set(found)))
    }
}

/// The options of the step `dedup`.
private struct DedupStep: ParsableArguments {
    @OptionGroup var dedup: DedupOptions
    @Option var keep = SurvivorPolicy.first
    @Option var memory: ByteCount?

    func search() -> DuplicateSearch {
        var options = dedup.indexOptions
        options.memory = memory?.bytes ?? 64 << 20
        return .index(options, keeping: keep)
    }
}

/// The options of the step `keywords`.
private struct KeywordsStep: ParsableArguments {
    @Option var number = 10
    @Flag var phrases = false

    func validate() throws {
        if number < 0 { throw ValidationError("number: a number of keywords, 0 or more, expected") }
    }

    func addition() -> CorpusAddition { .keywords(KeywordExtractor(dropsParts: phrases), limit: number) }
}

/// The options of the step `summarize`.
private struct SummarizeStep: ParsableArguments {
    @Option var number: Int?
    @Option var characters: Int?
    @Option var ratio: Double?
    @Flag var headline = false

    func validate() throws {
        guard [number != nil, characters != nil && !headline, ratio != nil, headline].count(where: \.self) <= 1 else {
            throw ValidationError(
                "number, characters, ratio and headline exclude each other, but for headline with characters")
        }
        if let least = [number, characters].compactMap(\.self).min(), least < 0 {
            throw ValidationError("a number from 0 expected")
        }
        if let ratio, !(0...1).contains(ratio) { throw ValidationError("ratio: a share from 0 to 1 expected") }
    }

    func addition() -> CorpusAddition {
        let length: SummaryLength =
            if headline {
                characters.map { .headline(atMost: $0) } ?? .headline
            } else if let characters {
                .characters(characters)
            } else if let ratio {
                .ratio(ratio)
            } else {
                .sentences(number ?? 3)
            }
        return .summarize(length: length)
    }
}
