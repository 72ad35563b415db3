import ArgumentParser
import Shuli
import ShuliVerbs

/// `--config FILE`: further arguments, one a line, as ripgrep reads them. What the command line says itself comes
/// later and so has precedence. Empty lines and lines that begin with # are skipped.
enum ConfigurationFile {
    static func expanding(_ arguments: [String]) throws -> [String] {
        var rest = arguments
        var configured: [String] = []
        while let index = rest.firstIndex(where: { $0 == "--config" || $0.hasPrefix("--config=") }) {
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
            configured += try self.arguments(in: path)
        }
        guard !configured.isEmpty else { return rest }
        // Behind the verb, before the rest.
        let verb = rest.firstIndex { !$0.hasPrefix("-") }.map { $0 + 1 } ?? 0
        rest.insert(contentsOf: configured, at: verb)
        return rest
    }

    private static func arguments(in path: String) throws -> [String] {
        TextList(try OptionFile.text(path)).entries.map(\.text)
    }
}
