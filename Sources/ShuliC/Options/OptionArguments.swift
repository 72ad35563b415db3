import ArgumentParser
import Shuli
import ShuliVerbs

/// Options as an object of JSON, turned into arguments of the command line: so both are parsed and checked by the same code.
struct OptionArguments {
    private var fields: [JSONValue.Field] = []

    init(_ json: String?) throws(OptionError) {
        guard let json else { return }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: json)
        } catch {
            throw OptionError(error.wording.at("options"))
        }
        guard case .object(let fields) = value else {
            throw OptionError(Wording("应为对象", "an object is expected").at("options"))
        }
        if let key = JSONRecord(fields: fields.map { JSONRecord.Field(key: $0.key, source: "") }).repeatedKey {
            throw OptionError(Wording("“\(key)”出现了两次", "\"\(key)\" occurs twice").at("options"))
        }
        self.fields = fields
    }

    /// Takes the value of an option out; nil where it is not given.
    mutating func take(_ key: String) -> JSONValue? {
        let value = fields.last { $0.key == key }?.value
        fields.removeAll { $0.key == key }
        return value
    }

    /// Takes out the options that `Options` have, parsed.
    mutating func takeParsed<Options: ParsableArguments>(_ type: Options.Type) throws(OptionError) -> Options {
        let names = Self.names(type)
        let taken = fields.filter { names.contains($0.key) }
        fields.removeAll { names.contains($0.key) }
        return try Self.parse(type, Self.arguments(taken))
    }

    /// What `open` makes of the options that are left: `Options` must have all of them. `arguments` are more of them.
    func opened<Options: ParsableArguments, Result>(
        _ type: Options.Type, adding arguments: [String] = [], _ open: (Options) throws -> Result
    ) throws(OptionError) -> Result {
        try checkNames(type)
        let options = try Self.parse(type, arguments + Self.arguments(fields))
        do {
            return try open(options)
        } catch {
            throw OptionError(Wording.parser(Options.message(for: error)).text)
        }
    }

    /// The thresholds of `filter` that the options are.
    func thresholds() throws(OptionError) -> FilterThresholds {
        do {
            let unset = fields.filter { $0.value == .null || $0.value == .bool(false) }
            _ = try FilterOptions.thresholds(unset.map { "--\($0.key)=0" })
            return try FilterOptions.thresholds(Self.arguments(fields))
        } catch {
            throw OptionError(Wording.parser(SentencesOptions.message(for: error)).text)
        }
    }

    // An option that is false or null is no argument, so the parser does not see its name.
    private func checkNames<Options: ParsableArguments>(_ type: Options.Type) throws(OptionError) {
        let names = Self.names(type)
        for field in fields where !names.contains(field.key) {
            // The parser has the better words, but takes what it can't see as an option for something else.
            let isWord = !field.key.isEmpty && field.key.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
            if isWord, field.key.first != "-" { _ = try Self.parse(type, ["--\(field.key)"]) }
            throw OptionError(Wording("没有名为“\(field.key)”的选项", "no option is named \"\(field.key)\""))
        }
    }

    private static func names<Options: ParsableArguments>(_ type: Options.Type) -> Set<String> {
        Set(KnownOption.all(of: type).compactMap(\.longName))
    }

    private static func parse<Options: ParsableArguments>(
        _ type: Options.Type, _ arguments: [String]
    ) throws(OptionError) -> Options {
        do {
            return try Options.parse(arguments)
        } catch {
            // What asks for help is no error to the parser.
            guard Options.exitCode(for: error) != .success else {
                throw OptionError(Wording("未知的选项", "unknown option"))
            }
            throw OptionError(Wording.parser(Options.message(for: error)).text)
        }
    }

    private static func arguments(_ fields: [JSONValue.Field]) throws(OptionError) -> [String] {
        var arguments: [String] = []
        for field in fields {
            switch field.value {
            case .array(let values): for value in values { try append(field.key, value, to: &arguments) }
            default: try append(field.key, field.value, to: &arguments)
            }
        }
        return arguments
    }

    private static func append(
        _ key: String, _ value: JSONValue, to arguments: inout [String]
    ) throws(OptionError) {
        switch value {
        // The parser takes an empty value only as an argument of its own, one with a hyphen at its start only behind "=".
        case .string(""): arguments += ["--\(key)", ""]
        case .string(let text): arguments.append("--\(key)=\(text)")
        case .number(let digits): arguments.append("--\(key)=\(digits)")
        case .bool(true): arguments.append("--\(key)")
        case .bool(false), .null: break
        case .array, .object:
            throw OptionError(
                Wording(
                    "选项“\(key)”的值应为文本、数、true、false 或由它们组成的列表",
                    "the option \"\(key)\" takes a text, a number, true, false or a list of these"))
        }
    }
}

/// What is wrong with the options of a verb.
struct OptionError: Error {
    let message: String

    init(_ message: String) { self.message = message }

    /// In the language of the environment.
    init(_ wording: Wording) { self.init(wording.text) }
}
