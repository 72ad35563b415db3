import ArgumentParser
import Shuli

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

    var indexOptions: DuplicateIndex.Options {
        var options = DuplicateIndex.Options()
        if let threshold { options.threshold = threshold }
        if let containment { options.containment = containment }
        return options
    }
}

/// A number of bytes: 128M, 2G, 65536.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        var digits = argument[...]
        var factor = 1
        if let last = digits.last, let power = ["K": 10, "M": 20, "G": 30][last.uppercased()] {
            factor = 1 << power
            digits.removeLast()
        }
        guard let number = Int(digits), number > 0 else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: factor)
        guard !overflows else { return nil }
        self.bytes = bytes
    }
}

extension SurvivorPolicy: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "first": self = .first
        case "longest": self = .longest
        case "cleanest": self = .cleanest
        case "earliest": self = .earliest
        default:
            guard argument.hasPrefix("source:") else { return nil }
            let names = argument.dropFirst(7).split(separator: ",").map(String.init)
            guard !names.isEmpty else { return nil }
            self = .sources(names)
        }
    }

    public var defaultValueDescription: String { "first" }
}
