import ArgumentParser

/// The ranges of numbers that options take. What is outside of them is an error of usage.
package enum Bounds {
    /// How many results are asked for: more than any document has.
    package static let count = 0...1_000_000_000
    /// How many tasks work at once: more than machines have processors.
    package static let jobs = 1...1_024
    /// Columns of a terminal.
    package static let width = 40...10_000
    /// Bytes: less is no room for work, more no machine has.
    package static let memory = 1 << 16...1 << 44

    /// Throws where a value is not in its range. `option` is its name with a hyphen.
    package static func check(_ option: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
        guard let value, !range.contains(value) else { return }
        throw ValidationError(.range(option, range, value))
    }
}
