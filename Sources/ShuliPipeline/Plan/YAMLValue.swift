import CYAML
import ShuliBase

/// A value of a YAML document, with its line.
package struct YAMLValue: Sendable, Hashable {
    package indirect enum Content: Sendable, Hashable {
        case scalar(String)
        case list([YAMLValue])
        case mapping([Entry])
    }

    /// A key and its value.
    package struct Entry: Sendable, Hashable {
        package let key: String
        package let value: YAMLValue
    }

    package let content: Content
    /// From 1.
    package let line: Int

    /// The text of a scalar: everything else is nil.
    package var scalar: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// Reads one document (YAML 1.1 as libyaml reads it). Anchors, aliases and a second document are errors.
    package init(parsing text: String) throws(ParseError) {
        let parsed: Result<YAMLValue, ParseError> = Array(text.utf8).withUnsafeBufferPointer { buffer in
            guard let yaml = shuli_yaml_open(buffer.baseAddress, Int64(buffer.count)) else {
                return .failure(ParseError(line: 1, .memory))
            }
            defer { shuli_yaml_close(yaml) }
            do throws(ParseError) {
                var reader = YAMLReader(yaml)
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        self = try parsed.get()
    }

    /// The version of libyaml.
    package static var libraryVersion: String { String(cString: shuli_yaml_version()) }

    fileprivate init(_ content: Content, _ line: Int) { (self.content, self.line) = (content, line) }
}

/// Makes values from the events of libyaml.
///
/// Unsafe code. Invariant: the parser is open as long as the reader is in use; a scalar's bytes are copied before the next
/// event.
private struct YAMLReader {
    private let yaml: OpaquePointer
    private var depth = 0
    // Chosen by hand: plans are three levels deep.
    private static let maximumDepth = 64

    init(_ yaml: OpaquePointer) { self.yaml = yaml }

    private var line: Int { Int(shuli_yaml_line(yaml)) }

    mutating func document() throws(ParseError) -> YAMLValue {
        var event = try next()
        guard event != SHULI_YAML_END else { return YAMLValue(.mapping([]), 1) }
        event = try next()
        let value = try value(event)
        guard try next() == SHULI_YAML_END else {
            throw ParseError(line: line, .secondDocument)
        }
        return value
    }

    private func next() throws(ParseError) -> Int {
        let event = Int(shuli_yaml_next(yaml))
        guard event != SHULI_YAML_ERROR else {
            throw ParseError(line: line, .yaml(String(cString: shuli_yaml_error(yaml))))
        }
        return event
    }

    private mutating func value(_ event: Int) throws(ParseError) -> YAMLValue {
        let line = line
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else {
            throw ParseError(line: line, .deepValue(limit: Self.maximumDepth))
        }
        switch event {
        case SHULI_YAML_SCALAR: return YAMLValue(.scalar(text), line)
        case SHULI_YAML_SEQUENCE_START:
            var elements: [YAMLValue] = []
            while true {
                let event = try next()
                if event == SHULI_YAML_SEQUENCE_END { return YAMLValue(.list(elements), line) }
                elements.append(try value(event))
            }
        case SHULI_YAML_MAPPING_START:
            var entries: [YAMLValue.Entry] = []
            while true {
                let event = try next()
                if event == SHULI_YAML_MAPPING_END { return YAMLValue(.mapping(entries), line) }
                entries.append(try entry(event, entries))
            }
        default: throw ParseError(line: line, .alias)
        }
    }

    private mutating func entry(
        _ event: Int, _ entries: [YAMLValue.Entry]
    ) throws(ParseError) -> YAMLValue.Entry {
        let line = line
        guard event == SHULI_YAML_SCALAR else {
            throw ParseError(line: line, .keyThatIsNoText)
        }
        let key = text
        guard !entries.contains(where: { $0.key == key }) else {
            throw ParseError(line: line, .repeatedKey(key))
        }
        return YAMLValue.Entry(key: key, value: try value(try next()))
    }

    private var text: String {
        var length = Int64(0)
        guard let start = shuli_yaml_value(yaml, &length) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }
}
