/// The memory of one run of the word decoder at a time, reused by the next; one for each task.
///
/// Unsafe code. Invariant: each pointer is good for `capacity` elements (`symbols` for `capacity + 6`, three before and
/// three behind the pointer included), belongs to this value alone, and is released by `deinit`.
/// `capacity` exceeds the number of characters of the block that is decoded; `reserve` is called before it grows.
package struct SegmentationScratch: ~Copyable {
    /// A block has about this many characters, so that all of this fits into the caches of the processor.
    static let usualBlock = 2_048

    private(set) var capacity = 0
    /// The offset of each character in UTF-8 bytes from the start of the block, and one more for the end.
    private(set) var offsets = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    private(set) var labels = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
    /// Three zeros precede and follow the symbols of a block.
    private(set) var symbols = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
    private(set) var begin = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
    private(set) var end = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
    private(set) var cover = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
    private(set) var nodes = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    private(set) var walks = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    private(set) var ends = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    private(set) var scores = UnsafeMutablePointer<SIMD4<Int16>>.allocate(capacity: 1)
    /// Whether a word begins at each character, where that is known.
    private(set) var borders = UnsafeMutablePointer<Border>.allocate(capacity: 1)
    /// The predecessor of each character on the best path: bit 0 for a word that ends there, bit 1 for one that does
    /// not; a bit is set where the character before is inside of the word. When the path is known: 1 where a word ends.
    private(set) var steps = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    static let margin = 3

    /// Whether a word may, must or must not begin at a character.
    enum Border: UInt8 {
        case open = 0
        case tied = 1
        case cut = 2
    }

    package init() { reserve(Self.usualBlock + 64, keeping: 0) }

    /// Makes room for more than `count` characters and keeps the first `kept` offsets, labels, symbols and borders.
    mutating func reserve(_ count: Int, keeping kept: Int) {
        guard count + 2 > capacity else { return }
        let old = capacity
        capacity = max(count + 2, capacity * 2)
        func grow<Element>(_ pointer: inout UnsafeMutablePointer<Element>, kept: Int, extra: Int = 0) {
            let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity + 2 * extra) + extra
            if kept > 0 { new.update(from: pointer, count: kept) }
            (pointer - (old > 0 ? extra : 0)).deallocate()
            pointer = new
        }
        grow(&offsets, kept: kept)
        grow(&labels, kept: kept)
        grow(&symbols, kept: kept, extra: Self.margin)
        grow(&begin, kept: 0)
        grow(&end, kept: 0)
        grow(&cover, kept: 0)
        grow(&nodes, kept: 0)
        grow(&walks, kept: 0)
        grow(&ends, kept: 0)
        grow(&scores, kept: 0)
        grow(&borders, kept: kept)
        grow(&steps, kept: 0)
        (symbols - Self.margin).initialize(repeating: 0, count: Self.margin)
    }

    deinit {
        offsets.deallocate()
        labels.deallocate()
        (symbols - Self.margin).deallocate()
        begin.deallocate()
        end.deallocate()
        cover.deallocate()
        nodes.deallocate()
        walks.deallocate()
        ends.deallocate()
        scores.deallocate()
        borders.deallocate()
        steps.deallocate()
    }
}
