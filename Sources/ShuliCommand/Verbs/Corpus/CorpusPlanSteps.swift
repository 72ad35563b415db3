import ArgumentParser
import Shuli
import ShuliVerbs

extension CorpusPlan {
    /// Reads a plan from a file.
    init(file path: String) throws {
        let text = try OptionFile.text(path)
        do throws(ParseError) {
            try self.init(parsing: text)
        } catch {
            throw ValidationError(error.of(file: path).wording)
        }
    }

    /// The steps, ready to work; `path` is the plan's file. Throws what is wrong with one, with its line.
    func corpusSteps(of path: String?) throws -> [CorpusStep] {
        var last = -1
        return try steps.compactMap { step in
            func failure(_ reason: Wording) -> ValidationError {
                ValidationError(reason.at(step.line.map { "\(path ?? ""):\($0)" } ?? "--steps"))
            }
            let order = CorpusSteps.order
            guard let place = order.firstIndex(of: step.name) else {
                throw failure(.unknownStep(step.name, known: order))
            }
            guard place > last else {
                throw failure(ParseFault.stepOutOfOrder(step.name, order: order).wording)
            }
            last = place
            do {
                return try Self.step(step)
            } catch {
                throw failure(Self.words(error).at(step.name))
            }
        }
    }

    // In a plan options are keys, without hyphens before them.
    private static func words(_ error: any Error) -> Wording {
        let words = (error as? ValidationError)?.message ?? CleanStep.message(for: error)
        return .parser((words.hasPrefix("--") ? String(words.dropFirst(2)) : words).replacing("'--", with: "'"))
    }

    // Nil for reading and writing, which are part of every run.
    private static func step(_ step: Step) throws -> CorpusStep? {
        switch step.name {
        case "clean": return try CleanStep.parse(step.arguments).step()
        case "normalize": return .normalize(try NormalizeOptions.parse(step.arguments).normalizer())
        case "filter": return .filter(CorpusFilter(try FilterOptions.thresholds(step.arguments)))
        case "mask": return .mask(try MaskOptions.parse(step.arguments).masker())
        case "dedup": return try DedupStep.parse(step.arguments).step()
        case "keywords": return try KeywordsStep.parse(step.arguments).step()
        case "summarize": return try SummarizeStep.parse(step.arguments).step()
        default:
            guard step.arguments.isEmpty else { throw ValidationError(Wording("没有选项", "takes no options")) }
            return nil
        }
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

/// The options of the step `dedup`.
private struct DedupStep: ParsableArguments {
    @OptionGroup var dedup: DedupOptions
    @Option var keep = KeepChoice(.first)
    @Option var memory: ByteCount?

    func validate() throws { try Bounds.check("memory", memory?.bytes, Bounds.memory) }

    func step() -> CorpusStep {
        var options = dedup.indexOptions
        options.memory = memory?.bytes ?? 64 << 20
        return .dedup(options, keeping: keep.policy)
    }
}

/// The options of the step `keywords`.
private struct KeywordsStep: ParsableArguments {
    @Option var number = 10
    @Flag var phrases = false
    @Flag var raw = false

    func validate() throws {
        try Bounds.check("number", number, Bounds.count)
        if phrases && raw { throw ValidationError(.excludes("phrases", "raw")) }
    }

    func step() -> CorpusStep {
        .keywords(KeywordExtractor(selection: raw ? .all : phrases ? .disjoint : .complete), limit: number)
    }
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
                Wording(
                    "number、characters、ratio、headline 不能同时使用，只有 headline 可配合 characters",
                    "number, characters, ratio and headline exclude each other, but for headline with characters"))
        }
        try Bounds.check("number", number, Bounds.count)
        try Bounds.check("characters", characters, Bounds.count)
        if let ratio, !(0...1).contains(ratio) { throw ValidationError(.share("ratio")) }
    }

    func step() -> CorpusStep {
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
