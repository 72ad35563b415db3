import ShuliText

extension CharacterClass {
    /// Whether a scalar of this class parts words on a page: white space, and marks without width.
    @inline(__always)
    func isSpaceOfPages(_ scalar: UInt32) -> Bool { self == .space || scalar == 0x200B || scalar == 0xFEFF }
}

extension UTF8Buffer {
    /// The end of the word at the start of a range, and the number of its content characters.
    func word(in range: Range<Int>) -> (end: Int, content: Int) {
        var offset = range.lowerBound
        var content = 0
        while offset < range.upperBound {
            let (scalar, length) = scalar(at: offset)
            let kind = CharacterClass(scalar)
            if kind.isSpaceOfPages(scalar) { break }
            if kind.isContent { content += 1 }
            offset += length
        }
        return (offset, content)
    }
}
