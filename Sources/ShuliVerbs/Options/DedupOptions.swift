import ArgumentParser
import Shuli

/// How much texts must have in common, and how they are read: common to `dedup` and its subcommands.
package struct DedupOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp("Copies: the part of each text that the other must have, 0 to 1 (0.5).", valueName: "share"))
    package var threshold: Double?

    @Option(
        help: ArgumentHelp(
            "Excerpts: the part of the shorter text that the longer must have, 0 to 1 (0.6).", valueName: "share"))
    package var containment: Double?

    @Flag(help: "Take text as it is. A page is always cleaned.")
    package var noClean = false

    @Option(help: ArgumentHelp("The field that holds a record's date.", valueName: "field"))
    package var dateField = "date"

    @Option(help: ArgumentHelp("The field that holds a record's address.", valueName: "field"))
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
    package var cleaning: TextCleaning { TextCleaning(texts: !noClean) }

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
