import ShuliText

/// A text as the segmenter gets it: valid UTF-8 without invisible characters, which pages have inside of words, and, where
/// forms are folded, with letters and digits of ASCII in place of full-width ones, without accents and capitals, so that `ＧＰＴ４ｏ`,
/// `GPT4o` and `gpt4o` are cut alike. Memory is reused from text to text.
struct PreparedText: ~Copyable {
    private var memory = ByteMemory()
    private var count = 0
    /// From the offset `result` on, up to the next edit, offsets of the original are greater by `shift`. Behind a character
    /// that was left out, `isGap`.
    private var edits: [(result: Int, shift: Int, isGap: Bool)] = []

    /// The text; valid until the next one is read.
    var buffer: UTF8Buffer { UTF8Buffer(start: memory.bytes, count: count) }

    /// Calls `body` with the text.
    func withBuffer<Result>(_ body: (UTF8Buffer) -> Result) -> Result { body(buffer) }

    /// Reads a text. Bytes that are no UTF-8 become U+FFFD, one for each. Invariant: `range` lies in `text`.
    mutating func read(_ text: UTF8Buffer, _ range: Range<Int>, folds: Bool) {
        edits.removeAll(keepingCapacity: true)
        count = 0
        guard let source = text.baseAddress else { return }
        // A byte that is no UTF-8 becomes three.
        memory.reserve(3 * range.count)
        let target = memory.bytes
        var offset = range.lowerBound
        var length = 0
        var shift = 0
        var before = 0
        var isGap = false
        while offset < range.upperBound {
            let first = source[offset]
            before = length
            isGap = true
            if first < 0x80 {
                target[length] = folds && first &- 0x41 < 26 ? first | 0x20 : first
                offset &+= 1
                length &+= Self.isInvisible(UInt32(first)) ? 0 : 1
            } else {
                let (scalar, size) = UTF8Decoding.scalar(source, at: offset, end: range.upperBound)
                if size == 1 {
                    (target[length], target[length &+ 1], target[length &+ 2]) = (0xEF, 0xBF, 0xBD)
                    length &+= 3
                } else if folds, SearchFold.isAccent(scalar) {
                    // The segmenter takes an accent of its own for a symbol between two words. It belongs to its letter.
                    isGap = false
                } else if first &- 0xE3 < 12 || !Self.isInvisible(scalar) {
                    if folds, first == 0xEF || first < 0xCA, let narrow = Self.narrow(scalar) {
                        target[length] = narrow
                        length &+= 1
                    } else {
                        for index in 0..<size { target[length &+ index] = source[offset &+ index] }
                        length &+= size
                    }
                }
                offset &+= size
            }
            if offset &- length != shift &+ range.lowerBound {
                shift = offset &- length &- range.lowerBound
                edits.append((length, shift, isGap && length == before))
            }
        }
        count = length
    }

    // Characters without a shape; joiners and variation selectors too, which only emoji and rare scripts need. Lead bytes from
    // E3 to EE, those of Han, begin none.
    @inline(__always)
    private static func isInvisible(_ scalar: UInt32) -> Bool {
        InvisibleCharacters.isInvisible(scalar) || scalar &- 0x200C < 2 || scalar &- 0xFE00 < 16
            || scalar &- 0xE0100 < 240
    }

    // Full-width digits and letters, and letters with accents, all without capitals.
    @inline(__always)
    private static func narrow(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: UInt8(truncatingIfNeeded: scalar &- 0xFEE0)
        case 0xFF21...0xFF3A: UInt8(truncatingIfNeeded: scalar &- 0xFEE0) | 0x20
        case 0xC0...0x24F: SearchFold.standard.letter(scalar)
        default: nil
        }
    }

    /// The range in what was read that a range of the text comes from, without invisible characters at its ends.
    func original(_ range: Range<Int>) -> Range<Int> {
        let start = original(range.lowerBound, isEnd: false)
        return start..<max(start, original(range.upperBound, isEnd: true))
    }

    private func original(_ offset: Int, isEnd: Bool) -> Int {
        guard !edits.isEmpty else { return offset }
        var (low, high) = (0, edits.count)
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].result <= offset { low = middle + 1 } else { high = middle }
        }
        while isEnd, low > 0, edits[low - 1].result == offset, edits[low - 1].isGap { low -= 1 }
        return low > 0 ? offset + edits[low - 1].shift : offset
    }
}

/// Memory that grows and is reused.
///
/// Unsafe code. Invariant: `bytes` is good for `capacity` bytes, and belongs to this value alone.
struct ByteMemory: ~Copyable {
    private(set) var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    private var capacity = 1

    /// Makes room for so many bytes; what the memory held is lost where it grows.
    @inline(__always)
    mutating func reserve(_ count: Int) {
        if count > capacity { grow(count) }
    }

    private mutating func grow(_ count: Int) {
        bytes.deallocate()
        capacity = max(count, 2 * capacity)
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }
}
