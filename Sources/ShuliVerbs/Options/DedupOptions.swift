import ArgumentParser
import Shuli

/// How much texts must have in common, and how they are read: common to `dedup` and its subcommands.
package struct DedupOptions: ParsableArguments, Sendable {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "副本：两篇各须含有对方多少，0 到 1（默认 0.5）", "Copies: the part of each text that the other must have, 0 to 1 (0.5).",
            .share))
    package var threshold: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "节选：长的一篇须含有短的一篇多少，0 到 1（默认 0.6）",
            "Excerpts: the part of the shorter text that the longer must have, 0 to 1 (0.6).", .share))
    package var containment: Double?

    @OptionGroup package var texts: TextOptions

    @Option(help: ArgumentHelp("存放日期的字段", "The field that holds a record's date.", .field))
    package var dateField = "date"

    @Option(help: ArgumentHelp("存放网址的字段", "The field that holds a record's address.", .field))
    package var urlField = "url"

    package func validate() throws {
        for (name, share) in [("--threshold", threshold), ("--containment", containment)] {
            if let share, !(0.0...1.0).contains(share) { throw ValidationError(.share(name)) }
        }
    }

    package init() {}

    /// How documents are read: with the fields that help to choose a copy, all else as `options` say.
    package func reading(_ options: DocumentReader.Options) -> DocumentReader.Options {
        var options = options
        options.dateField = dateField
        options.urlField = urlField
        return options
    }

    /// What cleans the documents: texts too, unless they are to be taken as they are.
    package var cleaning: TextCleaning { TextCleaning(texts: texts.areCleaned) }

    /// A document with its body as content.
    package func body(of document: Record, _ cleaning: TextCleaning) -> Record {
        var record = document
        cleaning.clean(&record)
        return record
    }

    package var indexOptions: DuplicateOptions {
        var options = DuplicateOptions()
        if let threshold { options.threshold = threshold }
        if let containment { options.containment = containment }
        return options
    }
}

/// Which copy of an article is kept.
package struct KeepChoice: ExpressibleByArgument, Sendable {
    package let policy: SurvivorPolicy

    package init(_ policy: SurvivorPolicy) { self.policy = policy }

    package init?(argument: String) {
        switch argument {
        case "first": policy = .first
        case "longest": policy = .longest
        case "cleanest": policy = .cleanest
        case "earliest": policy = .earliest
        default:
            guard argument.hasPrefix("source:") else { return nil }
            let names = argument.dropFirst(7).split(separator: ",").map(String.init)
            guard !names.isEmpty else { return nil }
            policy = .sources(names)
        }
    }

    package var defaultValueDescription: String { "first" }
}
