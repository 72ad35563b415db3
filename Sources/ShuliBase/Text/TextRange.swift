/// A half-open range of a text, in UTF-8 bytes from the start of the text.
///
/// All functions of Shuli answer in these offsets: a `String` stores them, they fit into JSON, they may be saved, and
/// `text[range]` costs no walk through the text. `Range(range, in: text)` gives indices of a string, and
/// `range.utf16(in: text)` the offsets of `NSRange`:
///
/// ```swift
/// let text = "今天天气很好"
/// let range = TextRange(6, 12)
/// print(text[range])  // 天气
/// print(range.utf16(in: text))  // 2..<4: NSRange(range.utf16(in: text)) with Foundation
/// ```
///
/// Both ends lie on boundaries of scalars of the text that the range was made for. Used on another text a range is
/// clamped to that text and rounded down to boundaries of scalars; it never traps.
public struct TextRange: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The offset of the first byte.
    public var lowerBound: Int
    /// The offset behind the last byte.
    public var upperBound: Int

    /// A range from `lowerBound` to `upperBound`; bounds in the wrong order make an empty range at `lowerBound`.
    @inlinable
    public init(_ lowerBound: Int, _ upperBound: Int) {
        self.lowerBound = lowerBound
        self.upperBound = max(lowerBound, upperBound)
    }

    /// The offsets of a range of indices of `text`. Cost: constant for native strings.
    public init(_ indices: Range<String.Index>, in text: some StringProtocol) {
        let start = text.utf8.distance(from: text.startIndex, to: indices.lowerBound)
        self.init(start, start + text.utf8.distance(from: indices.lowerBound, to: indices.upperBound))
    }

    /// The UTF-8 offsets of a range of UTF-16 code units of `text`, as `NSRange` counts them: clamped to the text, and
    /// rounded down to boundaries of scalars. Cost: at most linear in the offsets.
    public init(utf16 units: Range<Int>, in text: some StringProtocol) {
        let utf16 = text.utf16
        func index(_ offset: Int) -> String.Index {
            utf16.index(utf16.startIndex, offsetBy: max(0, offset), limitedBy: utf16.endIndex) ?? utf16.endIndex
        }
        self.init(index(units.lowerBound)..<index(units.upperBound), in: text)
    }

    /// The same range of `text` in UTF-16 code units, clamped to the text, so that `NSRange(range.utf16(in: text))` is
    /// the range for an API of Foundation. Cost: at most linear in the offsets.
    public func utf16(in text: some StringProtocol) -> Range<Int> {
        let indices = Range(self, in: text)
        let start = text.utf16.distance(from: text.startIndex, to: indices.lowerBound)
        return start..<start + text.utf16.distance(from: indices.lowerBound, to: indices.upperBound)
    }

    /// The length in UTF-8 bytes.
    @inlinable public var count: Int { upperBound - lowerBound }
    /// Whether the range holds no byte.
    @inlinable public var isEmpty: Bool { upperBound == lowerBound }
    /// The same range as integers.
    @inlinable public var bytes: Range<Int> { lowerBound..<upperBound }

    /// Whether `offset` lies inside.
    @inlinable
    package func contains(_ offset: Int) -> Bool { lowerBound <= offset && offset < upperBound }
    /// Whether `other` lies inside of the range or is equal to it.
    @inlinable
    package func contains(_ other: TextRange) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
    /// Whether the two ranges share a byte.
    @inlinable
    package func overlaps(_ other: TextRange) -> Bool { lowerBound < other.upperBound && other.lowerBound < upperBound }

    /// Orders ranges by their starts, then by their ends.
    @inlinable
    public static func < (left: TextRange, right: TextRange) -> Bool {
        (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }

    /// For instance `6..<12`.
    public var description: String { "\(lowerBound)..<\(upperBound)" }
}

/// Coded as `[start, end]`, as the records of the command line are.
extension TextRange: Codable {
    /// Reads `[start, end]`.
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let start = try container.decode(Int.self)
        self.init(start, try container.decode(Int.self))
    }

    /// Writes `[start, end]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(lowerBound)
        try container.encode(upperBound)
    }
}

extension Range where Bound == String.Index {
    /// The indices of `range` in `text`, clamped to the text. (Slicing rounds an index inside a scalar down by itself.)
    public init(_ range: TextRange, in text: some StringProtocol) {
        let utf8 = text.utf8
        func index(_ offset: Int) -> String.Index {
            utf8.index(utf8.startIndex, offsetBy: Swift.max(0, offset), limitedBy: utf8.endIndex) ?? utf8.endIndex
        }
        let start = index(range.lowerBound)
        self = start..<Swift.max(start, index(range.upperBound))
    }
}

extension StringProtocol {
    /// The part of the text that `range` covers.
    public subscript(range: TextRange) -> SubSequence { self[Range(range, in: self)] }
}
