import ArgumentParser

/// The ranges of numbers that options take. What is outside of them is an error of usage.
enum Bounds {
    /// How many results are asked for: more than any document has.
    static let count = 0...1_000_000_000
    /// How many tasks work at once: more than machines have processors.
    static let jobs = 1...1_024
    /// Columns of a terminal.
    static let width = 40...10_000
    /// Bytes: less is no room for work, more no machine has.
    static let memory = 1 << 16...1 << 44

    /// Throws where a value is not in its range. `option` is its name with a hyphen.
    static func check(_ option: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
        guard let value, !range.contains(value) else { return }
        throw ValidationError("\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
}

/// A number of bytes: 128M, 2G, 65536.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        var digits = argument[...]
        var factor = 1
        if let last = digits.last, let power = ["K": 10, "M": 20, "G": 30][last.uppercased()] {
            factor = 1 << power
            digits.removeLast()
        }
        guard let number = Int(digits), number > 0 else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: factor)
        guard !overflows else { return nil }
        self.bytes = bytes
    }
}
