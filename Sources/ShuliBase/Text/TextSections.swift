/// Cuts a long text into sections of bounded size, so that memory for each word need not grow with the text.
package enum TextSections {
    /// Consecutive ranges of at most `size` bytes that together are the buffer. Each ends behind the last line feed in its
    /// second half, else behind the last 。 there, else at a scalar boundary.
    ///
    /// - Parameter size: at least 8.
    package static func ranges(of buffer: UTF8Buffer, size: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < buffer.count {
            let end = buffer.count - start <= size ? buffer.count : border(in: buffer, start + size / 2, start + size)
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    private static func border(in buffer: UTF8Buffer, _ lower: Int, _ upper: Int) -> Int {
        for end in stride(from: upper, to: lower, by: -1) where buffer[end - 1] == 0x0A { return end }
        for end in stride(from: upper, to: lower + 2, by: -1)
        where buffer[end - 3] == 0xE3 && buffer[end - 2] == 0x80 && buffer[end - 1] == 0x82 { return end }
        var end = upper
        while buffer[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
