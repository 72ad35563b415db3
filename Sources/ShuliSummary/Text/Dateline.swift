import ShuliText

/// What a report puts before its first sentence: who reports, from where and when (本报讯, 新华社北京1月17日电（记者 …）). A
/// summary that begins with it spends a third of a headline's length on what every report says.
enum Dateline {
    /// In letters; a byline in brackets may follow it.
    private static let shortest = 3
    private static let longest = 20
    private static let longestByline = 40

    /// Where a sentence begins behind its dateline; where it begins if it has none.
    static func end(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        var offset = sentence.lowerBound
        var (before, last): (UInt32, UInt32) = (0, 0)
        var letters = 0
        while offset < sentence.upperBound, letters <= longest {
            let (scalar, length) = buffer.scalar(at: offset)
            guard CharacterClass(scalar).isContent else { break }
            (before, last) = (last, scalar)
            letters += 1
            offset += length
        }
        guard (shortest...longest).contains(letters), ends(before, last) else { return sentence.lowerBound }
        let word = offset
        skip(in: buffer, &offset, sentence.upperBound) { CharacterClass($0) == .space || $0 == 0xFF1A || $0 == 0x3A }
        let gap = offset
        if offset < sentence.upperBound, isBracket(buffer.scalar(at: offset).value) {
            var length = 0
            skip(in: buffer, &offset, sentence.upperBound) {
                length += 1
                return length <= longestByline && $0 != 0xFF09 && $0 != 0x29
            }
            guard offset < sentence.upperBound, length <= longestByline else { return sentence.lowerBound }
            offset += buffer.scalar(at: offset).length
            skip(in: buffer, &offset, sentence.upperBound) { CharacterClass($0) == .space }
        }
        guard gap > word || offset > gap, offset < sentence.upperBound else { return sentence.lowerBound }
        return offset
    }

    // 讯, but not 腾讯, 资讯, 通讯 or 简讯; 日电.
    private static func ends(_ before: UInt32, _ last: UInt32) -> Bool {
        switch last {
        case 0x8BAF, 0x8A0A: ![0x817E, 0x9A30, 0x8D44, 0x8CC7, 0x901A, 0x7B80, 0x7C21].contains(before)
        case 0x7535, 0x96FB: before == 0x65E5
        default: false
        }
    }

    private static func isBracket(_ scalar: UInt32) -> Bool { scalar == 0xFF08 || scalar == 0x28 }

    private static func skip(
        in buffer: UTF8Buffer, _ offset: inout Int, _ end: Int, while holds: (UInt32) -> Bool
    ) {
        while offset < end, case let (scalar, length) = buffer.scalar(at: offset), holds(scalar) { offset += length }
    }
}
