import ArgumentParser

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
