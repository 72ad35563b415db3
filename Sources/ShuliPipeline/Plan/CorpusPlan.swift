import ShuliBase

/// What a run is to do, by a file in YAML or by the options of the command line. Its keys are spelled with hyphens.
package struct CorpusPlan: Sendable {
    /// A step and its options, as `--name=value` or `--name`.
    package struct Step: Sendable {
        package let name: String
        package var arguments: [String] = []
        /// Its line in the plan; nil for one of the command line.
        package var line: Int?

        package init(name: String, arguments: [String] = [], line: Int? = nil) {
            (self.name, self.arguments, self.line) = (name, arguments, line)
        }
    }

    package var inputs: [String] = []
    package var output: String?
    package var format: String?
    package var encoding: String?
    package var compress: String?
    package var shardSize: String?
    /// Which fields of a record are read, by what they are read as.
    package var fields: [(name: String, field: String)] = []
    package var steps: [Step] = []
    /// The lines of the keys that a file has.
    package private(set) var lines: [String: Int] = [:]

    private static let keys = ["input", "output", "format", "encoding", "compress", "shard-size", "fields", "steps"]
    private static let fieldNames = ["id", "text", "title", "html", "url", "date"]

    package init() {}

    /// Reads a plan. Throws what is wrong, with the line.
    package init(parsing text: String) throws(ParseError) { try read(try YAMLValue(parsing: text)) }

    private mutating func read(_ plan: YAMLValue) throws(ParseError) {
        for entry in try Self.entries(plan, "plan") {
            let (key, value) = (entry.key, entry.value)
            lines[key] = value.line
            switch key {
            case "input": inputs = try Self.texts(value, key)
            case "output": output = try Self.text(value, key)
            case "format": format = try Self.text(value, key)
            case "encoding": encoding = try Self.text(value, key)
            case "compress": compress = try Self.text(value, key)
            case "shard-size": shardSize = try Self.text(value, key)
            case "fields":
                for field in try Self.entries(value, key) {
                    guard Self.fieldNames.contains(field.key) else {
                        throw ParseError(line: value.line, .unknownField(field.key, known: Self.fieldNames))
                    }
                    fields.append((field.key, try Self.text(field.value, field.key)))
                }
            case "steps": steps = try Self.steps(value)
            default:
                throw ParseError(line: value.line, .unknownKey(key, known: Self.keys))
            }
        }
    }

    private static func steps(_ value: YAMLValue) throws(ParseError) -> [Step] {
        guard case .list(let elements) = value.content else {
            throw ParseError(line: value.line, .stepsThatAreNoList)
        }
        var steps: [Step] = []
        for element in elements {
            if let name = element.scalar {
                steps.append(Step(name: name, line: element.line))
                continue
            }
            let entries = try entries(element, "steps")
            guard entries.count == 1, let entry = entries.first else {
                throw ParseError(line: element.line, .noStep)
            }
            var step = Step(name: entry.key, line: element.line)
            for option in try Self.entries(entry.value, entry.key) {
                let values = try texts(option.value, option.key)
                switch values {
                case ["true"]: step.arguments.append("--\(option.key)")
                case ["false"]: break
                default: step.arguments.append("--\(option.key)=\(values.joined(separator: ","))")
                }
            }
            steps.append(step)
        }
        return steps
    }

    private static func entries(_ value: YAMLValue, _ key: String) throws(ParseError) -> [YAMLValue.Entry] {
        switch value.content {
        case .mapping(let entries): return entries
        case .scalar(""): return []
        default: throw ParseError(line: value.line, .noNamesAndValues(key))
        }
    }

    private static func text(_ value: YAMLValue, _ key: String) throws(ParseError) -> String {
        guard let text = value.scalar else {
            throw ParseError(line: value.line, .noSingleValue(key))
        }
        return text
    }

    private static func texts(_ value: YAMLValue, _ key: String) throws(ParseError) -> [String] {
        guard case .list(let elements) = value.content else { return [try text(value, key)] }
        var texts: [String] = []
        for element in elements { texts.append(try text(element, key)) }
        return texts
    }

    /// The files that options of steps name.
    package var dependencies: [String] {
        steps.flatMap { step in
            step.arguments.compactMap { argument in
                ["--model=", "--template=", "--conversions="].first { argument.hasPrefix($0) }.map {
                    String(argument.dropFirst($0.count))
                }
            }
        }
    }

    /// The plan in one form, whether it came from a file or from options: for reports, and to compare plans.
    package var source: String {
        var lines: [String] = []
        for (key, value) in [
            ("format", format), ("encoding", encoding), ("compress", compress), ("shard-size", shardSize),
        ] { if let value { lines.append("\(key): \(value)") } }
        if !fields.isEmpty {
            lines.append("fields: {\(fields.map { "\($0.name): \($0.field)" }.joined(separator: ", "))}")
        }
        lines.append("steps:")
        for step in steps {
            let options = step.arguments.map { argument in
                let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1)
                return "\(parts[0]): \(parts.count > 1 ? String(parts[1]) : "true")"
            }
            lines.append("  - \(step.name)\(options.isEmpty ? "" : ": {\(options.joined(separator: ", "))}")")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
