import ShuliBase
import ShuliPipeline

/// Any text as YAML: lines are those of the text (libyaml counts its end as one more), no mapping has a key twice, and
/// nesting has an end.
func fuzzYAML(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
    let lines = 1...(text.unicodeScalars.count { breaks.contains($0) } + 2)
    do throws(ParseError) {
        requireConsistent(try YAMLValue(parsing: text), lines, depth: 0)
    } catch {
        precondition(error.line.map(lines.contains) == true && !error.reason.isEmpty)
    }
}

private func requireConsistent(_ value: YAMLValue, _ lines: ClosedRange<Int>, depth: Int) {
    precondition(lines.contains(value.line) && depth <= 64)
    switch value.content {
    case .scalar: break
    case .list(let elements): for element in elements { requireConsistent(element, lines, depth: depth + 1) }
    case .mapping(let entries):
        precondition(Set(entries.map(\.key)).count == entries.count)
        for entry in entries { requireConsistent(entry.value, lines, depth: depth + 1) }
    }
}
