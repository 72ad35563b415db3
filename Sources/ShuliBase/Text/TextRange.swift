/// A half-open range of a text, in UTF-8 bytes from the text's start.
///
/// All results of Shuli answer in these offsets: they are what a `String` stores, they fit JSON, they survive being
/// saved, and `text[range]` costs no walk. For an API that wants indices there is `Range(range, in: text)`, in the
/// manner of `Range(nsRange, in:)`.
///
/// Both ends stand on scalar boundaries of the text that the range was made for. Used on another text a range is
/// clamped to it and rounded down to scalar boundaries; it never traps.
public struct TextRange: Hashable, Sendable, Comparable {
    /// The offset of the first byte.
    public var lowerBound: Int
    /// The offset behind the last byte.
    public var upperBound: Int

    /// A range from `lowerBound` to `upperBound`; ends in the wrong order make an empty range at `lowerBound`.
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

    /// The length in UTF-8 bytes.
    @inlinable public var count: Int { upperBound - lowerBound }
    /// Whether the range holds nothing.
    @inlinable public var isEmpty: Bool { upperBound == lowerBound }
    /// The same range as plain integers.
    @inlinable public var bytes: Range<Int> { lowerBound..<upperBound }

    /// Whether `offset` lies inside.
    @inlinable
    public func contains(_ offset: Int) -> Bool { lowerBound <= offset && offset < upperBound }
    /// Whether `other` lies inside or is equal.
    @inlinable
    public func contains(_ other: TextRange) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
    /// Whether the two share a byte.
    @inlinable
    public func overlaps(_ other: TextRange) -> Bool { lowerBound < other.upperBound && other.lowerBound < upperBound }

    /// By start, then by end.
    @inlinable
    public static func < (left: TextRange, right: TextRange) -> Bool {
        (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
}

/// Coded as `[start, end]`, as the records of the command line write it.
extension TextRange: Codable {
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let start = try container.decode(Int.self)
        self.init(start, try container.decode(Int.self))
    }

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
    /// The part of the text that `range` names.
    public subscript(range: TextRange) -> SubSequence { self[Range(range, in: self)] }
}
