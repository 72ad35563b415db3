import ArgumentParser
import Shuli
import ShuliVerbs

/// How much texts must have in common, and how they are read: common to `dedup` and its subcommands.
struct DedupOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Copies: the part of each text that the other must have, 0 to 1 (0.5).", valueName: "share"))
    var threshold: Double?

    @Option(
        help: ArgumentHelp(
            "Excerpts: the part of the shorter text that the longer must have, 0 to 1 (0.6).", valueName: "share"))
    var containment: Double?

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Option(help: ArgumentHelp("The field that holds a record's date.", valueName: "field"))
    var dateField = "date"

    @Option(help: ArgumentHelp("The field that holds a record's address.", valueName: "field"))
    var urlField = "url"

    func validate() throws {
        for (name, share) in [("--threshold", threshold), ("--containment", containment)] {
            if let share, !(0.0...1.0).contains(share) { throw ValidationError("\(name) takes a share from 0 to 1.") }
        }
    }

    /// How documents are read: as the command line says, with the fields that help to choose a copy.
    func reading(_ input: InputOptions) -> DocumentReader.Options {
        var options = input.reading
        options.dateField = dateField
        options.urlField = urlField
        return options
    }

    /// What cleans the documents: texts too, unless they are to be taken as they are.
    var cleaning: TextCleaning { TextCleaning(texts: !noClean) }

    /// A document with its body as content.
    func body(of document: Record, _ cleaning: TextCleaning) -> Record {
        var record = document
        cleaning.clean(&record)
        return record
    }

    var indexOptions: DuplicateOptions {
        var options = DuplicateOptions()
        if let threshold { options.threshold = threshold }
        if let containment { options.containment = containment }
        return options
    }
}

/// Which copy of an article is kept.
struct KeepChoice: ExpressibleByArgument {
    let policy: SurvivorPolicy

    init(_ policy: SurvivorPolicy) { self.policy = policy }

    init?(argument: String) {
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

    var defaultValueDescription: String { "first" }
}
