import ShuliText

/// What a news report has before its first sentence: agency, place and date (本报讯, 新华社北京1月17日电（记者 …）), and before those
/// the caption of a picture (龙舟赛现场（资料图）). They would take a third of a headline's length. Sentences are chosen without
/// them: 1 point more of the oracle's ROUGE-2 on news, on both halves of the development set.
enum Dateline {
    /// The least and the greatest length of a dateline, and the greatest of the byline in brackets behind it, in characters.
    /// Chosen by hand on development news.
    private static let minimumLength = 3
    private static let maximumLength = 20
    private static let maximumBylineLength = 38

    /// The greatest length of a caption, and of the credit in brackets behind it, in characters.
    private static let maximumCaptionLength = 30
    private static let maximumCreditLength = 15

    /// Where a sentence begins behind its caption and dateline; its own start if it has none.
    static func end(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        let start = captionEnd(in: buffer, sentence)
        let end = datelineEnd(in: buffer, TextRange(start, sentence.upperBound))
        if end > start { return end }
        // A caption without a dateline behind it may say what the headline does: it stays. A credit alone says nothing.
        guard !sentence.isEmpty, isBracket(buffer.scalar(at: sentence.lowerBound).value) else {
            return sentence.lowerBound
        }
        return start
    }

    // Behind a few words and a bracket with a credit (供图/某社, 资料图), where the sentence continues.
    private static func captionEnd(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        var offset = sentence.lowerBound
        var length = 0
        skip(in: buffer, &offset, sentence.upperBound) {
            length += 1
            return length <= maximumCaptionLength && !isBracket($0) && $0 != 0xFF0C && $0 != 0x2C
        }
        guard offset < sentence.upperBound, isBracket(buffer.scalar(at: offset).value),
            let (credit, end) = brackets(in: buffer, at: offset, sentence.upperBound, maximum: maximumCreditLength)
        else { return sentence.lowerBound }
        return PictureCredits.isCredit(buffer, credit) ? end : sentence.lowerBound
    }

    private static func datelineEnd(in buffer: UTF8Buffer, _ sentence: TextRange) -> Int {
        var offset = sentence.lowerBound
        var (before, last): (UInt32, UInt32) = (0, 0)
        var length = 0
        var (agency, isAgencyDateline) = (0, false)
        while offset < sentence.upperBound, length <= maximumLength {
            let (scalar, bytes) = buffer.scalar(at: offset)
            guard CharacterClass(scalar).isContent else { break }
            (before, last) = (last, scalar)
            length += 1
            offset += bytes
            if scalar == 0x793E { agency = length }
            // 新华社北京1月17日电市政府…: nothing separates it from the report.
            if (2...4).contains(agency), ends(before, last), last == 0x7535 || last == 0x96FB {
                isAgencyDateline = true
                break
            }
        }
        guard (minimumLength...maximumLength).contains(length), ends(before, last) else { return sentence.lowerBound }
        let word = offset
        skip(in: buffer, &offset, sentence.upperBound) { CharacterClass($0) == .space || $0 == 0xFF1A || $0 == 0x3A }
        let gap = offset
        if offset < sentence.upperBound, isBracket(buffer.scalar(at: offset).value) {
            guard let byline = brackets(in: buffer, at: offset, sentence.upperBound, maximum: maximumBylineLength)
            else { return sentence.lowerBound }
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

    // The text between the bracket at an offset and its counterpart, if it has at most `maximum` characters, and the
    // offset behind them and the white space that follows.
    private static func brackets(
        in buffer: UTF8Buffer, at offset: Int, _ end: Int, maximum: Int
    ) -> (content: TextRange, end: Int)? {
        let start = offset + buffer.scalar(at: offset).length
        var offset = start
        var length = 0
        skip(in: buffer, &offset, end) {
            guard $0 != 0xFF09, $0 != 0x29 else { return false }
            length += 1
            return length <= maximum
        }
        guard offset < end, length <= maximum else { return nil }
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
