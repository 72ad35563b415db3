import CDictionaries
import ShuliBase

/// Which form a character with several forms has, by what is around it: Dictionaries/Conversion/rules.txt.
///
/// The rules decide where no phrase of the tables does. The first rule of a character that fits wins. The head of the
/// file describes the notation.
package struct ContextRules: Sendable {
    /// What is wrong with a line, counted from 1.
    package struct Problem: Error, Hashable, Sendable {
        package let line: Int
    }

    /// The sections of the file.
    private enum Group: String {
        case simplifiedToTraditional = "simplified to traditional"
        case traditionalToSimplified = "traditional to simplified"
        /// In a text that writes 着 as 著 throughout, as in Taiwan.
        case withoutZhe = "traditional without 着"
    }

    /// A form of a character, and where it is written.
    struct Rule: Sendable {
        let form: UInt32
        let contexts: [Context]
    }

    /// A phrase that is none in some places: 天后 in 三天后.
    struct Exclusion: Sendable {
        let phrase: [UInt8]
        let contexts: [Context]
    }

    /// One place that a rule fits.
    struct Context: Sendable {
        /// What precedes the character, from it backwards.
        let before: [Atom]
        /// What follows the character.
        let after: [Atom]
        let conditions: [Condition]
    }

    /// One element of a context.
    enum Atom: Sendable {
        case oneOf(CharacterSet)
        /// Any other character, or the end of the text.
        case noneOf(CharacterSet)
        /// Any character of words.
        case any
        /// A border between two words.
        case border
        /// Inside a word.
        case inside
        /// The end of a stretch of characters of words.
        case end
    }

    /// A few characters.
    struct CharacterSet: Sendable {
        private let sorted: [UInt32]

        init(_ members: Set<UInt32>) { sorted = members.sorted() }

        func contains(_ scalar: UInt32) -> Bool {
            let index = sorted.partitioningIndex { $0 >= scalar }
            return index < sorted.count && sorted[index] == scalar
        }
    }

    /// What must hold for the word that the character is in.
    enum Condition: Sendable {
        case tag(Set<PartOfSpeech>, isWanted: Bool)
        /// It is a foreign name: all its other characters are such as transliterations use.
        case transliteration(isWanted: Bool)
        /// It may be the name of a person: a surname and one or two characters behind it.
        case name(isWanted: Bool)
        /// The name of a person ends before the character.
        case author(isWanted: Bool)
        /// The character or phrase is inside one word.
        case word(isWanted: Bool)
        /// It is in the lexicon, and no name of a person.
        case listed(isWanted: Bool)
    }

    /// The characters of foreign names.
    let transliteration: Set<UInt32>
    /// Characters of both scripts, although a table replaces them.
    package let sharedCharacters: Set<UInt32>
    /// By the first character of the phrase; for the step from simplified to traditional.
    let exclusions: [UInt32: [Exclusion]]
    private let rules: [Group: [UInt32: [Rule]]]
    private let words: [String: Set<[UInt8]>]

    /// Reads the rules.
    package init(_ text: String) throws(Problem) {
        var sets: [String: Set<UInt32>] = [:]
        var words: [String: Set<[UInt8]>] = [:]
        var rules: [Group: [UInt32: [Rule]]] = [:]
        var exclusions: [UInt32: [Exclusion]] = [:]
        var group = Group.simplifiedToTraditional
        for entry in TextList(text).entries {
            let cells = entry.text.split(whereSeparator: { $0 == " " || $0 == "\t" })
            let name = String(cells[0].dropFirst())
            if entry.text.hasPrefix("@") {
                sets[name, default: []].formUnion(cells.dropFirst().joined().unicodeScalars.map(\.value))
            } else if entry.text.hasPrefix("=") {
                words[name, default: []].formUnion(cells.dropFirst().map { Array($0.utf8) })
            } else if entry.text.hasPrefix("[") {
                guard let named = Group(rawValue: String(entry.text.dropFirst().dropLast())) else {
                    throw Problem(line: entry.line)
                }
                group = named
            } else {
                guard cells.count >= 2, let character = cells[0].unicodeScalars.first,
                    let form = cells[1].unicodeScalars.first
                else { throw Problem(line: entry.line) }
                var contexts: [Context] = []
                for cell in cells.dropFirst(2) {
                    guard let context = ContextParser(sets: sets).context(cell) else {
                        throw Problem(line: entry.line)
                    }
                    contexts.append(context)
                }
                if cells[0].unicodeScalars.count > 1 {
                    exclusions[character.value, default: []].append(
                        Exclusion(phrase: Array(cells[0].utf8), contexts: contexts))
                    continue
                }
                rules[group, default: [:]][character.value, default: []].append(
                    Rule(form: form.value, contexts: contexts))
            }
        }
        transliteration = sets["foreign"] ?? []
        self.exclusions = exclusions
        sharedCharacters = sets["shared"] ?? []
        self.rules = rules
        self.words = words
    }

    /// The characters that the rules of a step decide about.
    package func characters(of step: ConversionStep) -> [UInt32] { rules(of: step, lacksZhe: true).keys.sorted() }

    /// The rules of a step by character.
    ///
    /// - Parameter lacksZhe: whether the text writes 着 as 著 throughout.
    func rules(of step: ConversionStep, lacksZhe: Bool) -> [UInt32: [Rule]] {
        switch step {
        case .simplifiedToTraditional: rules[.simplifiedToTraditional] ?? [:]
        case .traditionalToSimplified:
            (rules[.traditionalToSimplified] ?? [:]).merging(lacksZhe ? rules[.withoutZhe] ?? [:] : [:]) { $0 + $1 }
        case .taiwanToTraditional, .taiwanWordsToTraditional: rules[.withoutZhe] ?? [:]
        default: [:]
        }
    }

    /// The words of a list.
    func words(_ list: String) -> Set<[UInt8]> { words[list] ?? [] }
}

extension ContextRules {
    /// The rules that are part of the program.
    static let standard: ContextRules = {
        let file = shuli_dictionary_conversion_rules()
        let text = String(valid: UTF8Buffer(start: file.bytes, count: Int(file.length)))
        do throws(Problem) {
            return try ContextRules(text)
        } catch {
            fatalError("the embedded rules of conversion: line \(error.line)")
        }
    }()
}

/// Reads the notation of contexts.
private struct ContextParser {
    let sets: [String: Set<UInt32>]

    func context(_ cell: Substring) -> ContextRules.Context? {
        let parts = cell.split(separator: "&", omittingEmptySubsequences: false)
        let sides = parts[0].split(separator: "_", omittingEmptySubsequences: false)
        guard sides.count == 2, let before = atoms(sides[0]), let after = atoms(sides[1]) else { return nil }
        var conditions: [ContextRules.Condition] = []
        for part in parts.dropFirst() {
            guard let condition = condition(part) else { return nil }
            conditions.append(condition)
        }
        return ContextRules.Context(before: before.reversed(), after: after, conditions: conditions)
    }

    private func condition(_ text: Substring) -> ContextRules.Condition? {
        let isWanted = text.first != "!"
        let word = isWanted ? text : text.dropFirst()
        switch word {
        case "foreign": return .transliteration(isWanted: isWanted)
        case "name": return .name(isWanted: isWanted)
        case "author": return .author(isWanted: isWanted)
        case "word": return .word(isWanted: isWanted)
        case "listed": return .listed(isWanted: isWanted)
        default:
            let tags = word.split(separator: "|").compactMap { PartOfSpeech(rawValue: String($0)) }
            return tags.isEmpty ? nil : .tag(Set(tags), isWanted: isWanted)
        }
    }

    private func atoms(_ side: Substring) -> [ContextRules.Atom]? {
        var atoms: [ContextRules.Atom] = []
        var rest = side.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "/": atoms.append(.border)
            case "-": atoms.append(.inside)
            case "^": atoms.append(.end)
            case ".": atoms.append(.any)
            case "[", "<":
                guard let close = rest.firstIndex(of: scalar == "[" ? "]" : ">") else { return nil }
                var body = rest[..<close]
                rest = rest[rest.index(after: close)...]
                let isNegated = body.first == "^"
                if isNegated { body.removeFirst() }
                guard let members = scalar == "[" ? Set(body.map(\.value)) : sets[String(body)] else { return nil }
                let set = ContextRules.CharacterSet(members)
                atoms.append(isNegated ? .noneOf(set) : .oneOf(set))
            default: atoms.append(.oneOf(ContextRules.CharacterSet([scalar.value])))
            }
        }
        return atoms
    }
}
