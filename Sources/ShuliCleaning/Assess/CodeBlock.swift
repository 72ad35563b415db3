import ShuliText

/// A block of code on a page, or other preformatted text that is no prose.
struct CodeBlock: Sendable {
    /// The number of the element `pre`.
    let node: Int32
    /// Its lines, all of them.
    let lines: Range<Int>
    /// Whether it is one thing, as its element or its characters show: a program, what one prints, verse. Other preformatted text may be
    /// a whole page with its head and foot.
    let isWhole: Bool
    /// Whether each line begins with its number.
    let isNumbered: Bool
    /// The lines beside it that number those of the code.
    var numbers: [Int] = []
    /// The lines beside it that name its language or copy it.
    var labels: [Int] = []
    /// The programming language as the page names it.
    var language: String?

    /// Where a line of the code begins, behind its number.
    func start(_ buffer: UTF8Buffer, _ line: TextRange) -> Int {
        guard isNumbered else { return line.lowerBound }
        var offset = Self.endOfDigits(buffer, line)
        while offset < line.upperBound, buffer[offset] == 0x20 { offset += 1 }
        return offset
    }

    /// The end of the digits that a line begins with.
    static func endOfDigits(_ buffer: UTF8Buffer, _ line: TextRange) -> Int {
        var offset = line.lowerBound
        while offset < line.upperBound, (0x30...0x39).contains(buffer[offset]) { offset += 1 }
        return offset
    }
}
