import ArgumentParser
import Shuli

/// An option as the parser of arguments knows it. The parser says this only as JSON.
package struct KnownOption {
    /// With their hyphens.
    private let names: [String]
    private let takesValue: Bool
    private let isRepeating: Bool

    private init?(_ argument: JSONValue) {
        guard let kind = argument["kind"]?.string, kind != "positional" else { return nil }
        takesValue = kind == "option"
        isRepeating = argument["isRepeating"] == .bool(true)
        names = (argument["names"]?.elements ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
    }

    /// The long name, without hyphens.
    package var longName: String? { names.first { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) } }

    /// All options of a command or a group of options, but for `help`.
    package static func all(of type: any ParsableArguments.Type) -> [KnownOption] {
        let arguments = (try? JSONValue(parsing: type._dumpHelp()))?["command"]?["arguments"]?.elements ?? []
        return arguments.compactMap(KnownOption.init).filter { $0.longName != "help" }
    }

    /// An option that is given once more although it takes one value.
    package struct Repetition {
        package let name: String
        /// The number of the argument.
        package let place: Int

        package var wording: Wording {
            Wording("\(name) 给了不止一次，以最后一次为准", "\(name) is given more than once: the last one counts")
        }
    }

    /// The options among arguments, which the parser has taken, that are given again: each once.
    package static func repeated(in arguments: [String], _ known: [KnownOption]) -> [Repetition] {
        var counts = [Int](repeating: 0, count: known.count)
        var repetitions: [Repetition] = []
        forEachOption(in: arguments, known) { option, name, place in
            counts[option] += 1
            guard counts[option] == 2, known[option].takesValue, !known[option].isRepeating else { return }
            repetitions.append(Repetition(name: name, place: place))
        }
        return repetitions
    }

    // Calls `take` with the number, the name and the place of each option. Values are passed over.
    private static func forEachOption(
        in arguments: [String], _ known: [KnownOption], _ take: (Int, String, Int) -> Void
    ) {
        var place = 0
        while place < arguments.count, arguments[place] != "--" {
            let argument = arguments[place]
            var valueFollows = false
            func found(_ name: String, hasValue: Bool) -> KnownOption? {
                guard let option = known.firstIndex(where: { $0.names.contains(name) }) else { return nil }
                take(option, name, place)
                valueFollows = known[option].takesValue && !hasValue
                return known[option]
            }
            if argument.hasPrefix("--") {
                _ = found(String(argument.prefix { $0 != "=" }), hasValue: argument.contains("="))
            } else if argument.hasPrefix("-") {
                // Flags of one letter may share a hyphen; what is behind the letter of an option is its value.
                for (index, letter) in argument.dropFirst().enumerated() {
                    guard let option = found("-\(letter)", hasValue: argument.count > index + 2), !option.takesValue
                    else {
                        break
                    }
                }
            }
            place += valueFollows ? 2 : 1
        }
    }
}
