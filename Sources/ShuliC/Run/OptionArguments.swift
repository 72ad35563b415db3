import Shuli

/// Options as an object of JSON, turned into arguments of the command line: so both are parsed and checked by the same code.
struct OptionArguments {
    private var fields: [JSONValue.Field] = []

    init(_ json: String?) throws(OptionError) {
        guard let json else { return }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: json)
        } catch {
            throw OptionError("options: \(error)")
        }
        guard case .object(let fields) = value else { throw OptionError("options: an object is expected") }
        self.fields = fields
    }

    /// Takes the value of an option out; nil where it is not given.
    mutating func take(_ key: String) -> JSONValue? {
        let value = fields.last { $0.key == key }?.value
        fields.removeAll { $0.key == key }
        return value
    }

    /// Takes the arguments of some options out.
    mutating func takeArguments(_ keys: Set<String>) throws(OptionError) -> [String] {
        let taken = fields.filter { keys.contains($0.key) }
        fields.removeAll { keys.contains($0.key) }
        return try Self.arguments(taken)
    }

    /// The arguments of all options that are left.
    func arguments() throws(OptionError) -> [String] { try Self.arguments(fields) }

    private static func arguments(_ fields: [JSONValue.Field]) throws(OptionError) -> [String] {
        var arguments: [String] = []
        for field in fields {
            let isName =
                field.key.utf8.count > 1 && field.key.first != "-" && field.key != "help"
                && field.key.utf8.allSatisfy { $0 == 0x2D || 0x61...0x7A ~= $0 }
            guard isName else { throw OptionError("no option is named \"\(field.key)\"") }
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
            throw OptionError("the option \"\(key)\" takes a text, a number, true, false or a list of these")
        }
    }
}

/// What is wrong with the options of a verb.
struct OptionError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
