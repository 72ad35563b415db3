import CFTS5
import ShuliText

/// Hands tokens to FTS5: folds them, drops stop words, and puts a mark where a phrase must not go on.
struct TokenSink {
    /// FTS5_TOKEN_COLOCATED: the token has the position of the one before.
    private static let colocated: Int32 = 1

    private let context: UnsafeMutableRawPointer?
    private let take: shuli_fts5_take
    // What is added to offsets: where the portion of the text begins.
    var base = 0
    private var hasTokens = false
    private var pendingBreak: Range<Int>?
    /// The last answer of FTS5; anything but 0 ends the text.
    private(set) var code: Int32 = 0

    init(_ context: UnsafeMutableRawPointer?, _ take: shuli_fts5_take) {
        (self.context, self.take) = (context, take)
    }

    /// Gives a token. `range` is that of the original portion.
    @inline(__always)
    mutating func give(_ token: UnsafeMutablePointer<UInt8>, _ count: Int, _ range: Range<Int>, colocated: Bool = false)
    {
        guard code == 0 else { return }
        if let place = pendingBreak, !colocated {
            pendingBreak = nil
            if hasTokens { giveBreak(place) }
            guard code == 0 else { return }
        }
        hasTokens = true
        code = call(token, count, range, colocated ? Self.colocated : 0)
    }

    /// Ends a stretch that phrases stay inside of; between tokens this is a token of its own.
    mutating func endStretch(_ range: Range<Int>) { pendingBreak = base + range.lowerBound..<base + range.upperBound }

    private mutating func giveBreak(_ place: Range<Int>) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3) { mark in
            guard let start = mark.baseAddress else { return }
            (start[0], start[1], start[2]) = (0xE3, 0x80, 0x82)
            code = call(start, 3, place.lowerBound - base..<place.upperBound - base, 0)
        }
    }

    @inline(__always)
    private func call(_ token: UnsafeMutablePointer<UInt8>, _ count: Int, _ range: Range<Int>, _ flags: Int32) -> Int32
    {
        UnsafeRawPointer(token).withMemoryRebound(to: CChar.self, capacity: count) {
            take(
                context, flags, $0, Int32(truncatingIfNeeded: count),
                Int32(truncatingIfNeeded: base &+ range.lowerBound),
                Int32(truncatingIfNeeded: base &+ range.upperBound))
        }
    }
}
