import ArgumentParser
import Shuli
import ShuliVerbs

/// `--config FILE`: further arguments, one a line, as ripgrep reads them. What the command line says itself comes
/// later and so has precedence. Empty lines and lines that begin with # are skipped.
struct ConfigurationFile {
    private var entries: [(text: String, place: String)] = []
    private var own: [String] = []

    /// The arguments with those of the files that they name.
    mutating func expanding(_ arguments: [String]) throws -> [String] {
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
        // Behind the verb, before the rest.
        let verb = rest.firstIndex { !$0.hasPrefix("-") }.map { $0 + 1 } ?? 0
        rest.insert(contentsOf: entries.map(\.text), at: verb)
        return rest
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
