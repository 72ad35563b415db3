import ShuliText

/// What a report puts before its first sentence: who reports, from where and when (本报讯, 新华社北京1月17日电（记者 …）), and
/// before that the caption of a picture (龙舟赛现场（资料图）). A summary that begins with it spends a third of a headline's
/// length on what every report says.
enum Dateline {
    /// In letters; a byline in brackets may follow it.
    private static let shortest = 3
    private static let longest = 20
    private static let longestByline = 38

    private static let longestCaption = 30
    private static let longestCredit = 15
    private static let credits = ["资料图", "資料圖", "供图", "供圖", "图片来源", "图源", "配图", "组图", "图", "摄", "攝"].map {
        Array($0.utf8)
    }

    /// Where a sentence begins behind its caption and dateline; where it begins if it has none.
    static func end(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        let start = captionEnd(in: buffer, sentence)
        let end = datelineEnd(in: buffer, TextRange(start, sentence.upperBound))
        // A caption alone may say what the headline does.
        return end > start ? end : sentence.lowerBound
    }

    // Behind a few words and a bracket that names who took a picture (供图/某社) or what it is (资料图), where more follows.
    private static func captionEnd(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        var offset = sentence.lowerBound
        var letters = 0
        skip(in: buffer, &offset, sentence.upperBound) {
            letters += 1
            return letters <= longestCaption && !isBracket($0) && $0 != 0xFF0C && $0 != 0x2C
        }
        guard offset < sentence.upperBound, isBracket(buffer.scalar(at: offset).value),
            let (credit, end) = brackets(in: buffer, at: offset, sentence.upperBound, most: longestCredit)
        else { return sentence.lowerBound }
        let isCredit = credits.contains {
            buffer.holds($0, at: credit.lowerBound)
                || credit.count >= $0.count && buffer.holds($0, at: credit.upperBound - $0.count)
        }
        return isCredit ? end : sentence.lowerBound
    }

    private static func datelineEnd(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        var offset = sentence.lowerBound
        var (before, last): (UInt32, UInt32) = (0, 0)
        var letters = 0
        var (agency, isAgencyDateline) = (0, false)
        while offset < sentence.upperBound, letters <= longest {
            let (scalar, length) = buffer.scalar(at: offset)
            guard CharacterClass(scalar).isContent else { break }
            (before, last) = (last, scalar)
            letters += 1
            offset += length
            if scalar == 0x793E { agency = letters }
            // 新华社北京1月17日电市政府…: nothing parts it from the report.
            if (2...4).contains(agency), ends(before, last), last == 0x7535 || last == 0x96FB {
                isAgencyDateline = true
                break
            }
        }
        guard (shortest...longest).contains(letters), ends(before, last) else { return sentence.lowerBound }
        let word = offset
        skip(in: buffer, &offset, sentence.upperBound) { CharacterClass($0) == .space || $0 == 0xFF1A || $0 == 0x3A }
        let gap = offset
        if offset < sentence.upperBound, isBracket(buffer.scalar(at: offset).value) {
            guard let byline = brackets(in: buffer, at: offset, sentence.upperBound, most: longestByline) else {
                return sentence.lowerBound
            }
            offset = byline.end
        }
        guard isAgencyDateline || gap > word || offset > gap, offset < sentence.upperBound else {
            return sentence.lowerBound
        }
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

    // What stands between the bracket at an offset and the one that closes it, if that is at most so many letters, and where
    // the text goes on behind them and spaces.
    private static func brackets(
        in buffer: UTF8Buffer, at offset: Int, _ end: Int, most: Int
    ) -> (content: TextRange, end: Int)? {
        let start = offset + buffer.scalar(at: offset).length
        var offset = start
        var letters = 0
        skip(in: buffer, &offset, end) {
            guard $0 != 0xFF09, $0 != 0x29 else { return false }
            letters += 1
            return letters <= most
        }
        guard offset < end, letters <= most else { return nil }
        let content = TextRange(start, offset)
        offset += buffer.scalar(at: offset).length
        skip(in: buffer, &offset, end) { CharacterClass($0) == .space }
        return (content, offset)
    }

    private static func skip(
        in buffer: UTF8Buffer, _ offset: inout Int, _ end: Int, while holds: (UInt32) -> Bool
    ) {
        while offset < end, case let (scalar, length) = buffer.scalar(at: offset), holds(scalar) { offset += length }
    }
}
