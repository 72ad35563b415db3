import ArgumentParser
import Shuli
import ShuliVerbs

/// `--config FILE`: further arguments, one a line, as ripgrep reads them. What the command line says itself comes
/// later and so has precedence. Empty lines and lines that begin with # are skipped.
struct ConfigurationFile {
    private var entries: [(text: String, place: String)] = []
    // The arguments of the command line itself.
    private var own: [String] = []

    /// The arguments with those of the files that they name, behind those that name the command: `command` says how many
    /// these are.
    mutating func expanding(_ arguments: [String], behind command: ([String]) -> Int) throws -> [String] {
        var rest = arguments
        while let index = rest.firstIndex(where: Self.isOption) {
            if let end = rest.firstIndex(of: "--"), end < index { break }
            let path: String
            if rest[index] == "--config" {
                guard index + 1 < rest.count else { break }
                path = rest[index + 1]
                rest.removeSubrange(index...(index + 1))
            } else {
                path = String(rest[index].dropFirst("--config=".count))
                rest.remove(at: index)
            }
            for entry in TextList(try OptionFile.text(path)).entries {
                let place = "\(path):\(entry.line)"
                guard !Self.isOption(entry.text) else {
                    throw ValidationError(
                        Wording("选项文件里不能再用 --config", "a file of options can't name another one").at(place))
                }
                entries.append((entry.text, place))
            }
        }
        own = rest
        rest.insert(contentsOf: entries.map(\.text), at: command(rest))
        return rest
    }

    /// What is to be said of options of a command that take one value and are given several times. That the command line has
    /// precedence over files is no such case.
    func repeated(by command: any ParsableCommand.Type) -> [Wording] {
        let inFiles = entries.map(\.text)
        guard !Self.areSilent(own + inFiles), Self.mayRepeat(own) || Self.mayRepeat(inFiles) else { return [] }
        let known = KnownOption.all(of: command)
        return KnownOption.repeated(in: inFiles, known).map { $0.wording.at(entries[$0.place].place) }
            + KnownOption.repeated(in: own, known).map(\.wording)
    }

    private static func areSilent(_ arguments: [String]) -> Bool {
        arguments.contains { ["-q", "--quiet"].contains($0) }
    }

    // Spares most calls what the parser knows of the command, which takes milliseconds.
    private static func mayRepeat(_ arguments: [String]) -> Bool {
        let long = arguments.filter { $0.hasPrefix("--") }.map { $0.dropFirst(2).prefix { $0 != "=" } }
        let short = arguments.filter { $0.hasPrefix("-") && !$0.hasPrefix("--") }.flatMap { $0.dropFirst() }
        return Set(long).count < long.count || Set(short).count < short.count
            || !Set(long.compactMap(\.first)).isDisjoint(with: short)
    }

    /// File and line of the argument that the parser complains about, where it came from a file.
    func place(of message: String) -> String? {
        func names(_ argument: String) -> Bool {
            let (name, value) = (argument.prefix { $0 != "=" }, argument.drop { $0 != "=" }.dropFirst())
            return [argument[...], name, value].contains { message.contains("'\($0)'") }
        }
        return own.contains(where: names) ? nil : entries.first { names($0.text) }?.place
    }

    private static func isOption(_ argument: String) -> Bool {
        argument == "--config" || argument.hasPrefix("--config=")
    }
}
