import ShuliText

/// Recognizes lines that only state a date, a time or a count (2025-02-13 19:25, 阅读 326, 3小时前) and bylines.
enum DateLine {
    private static let units = Set(
        "年月日时分秒点时點時前天小周星期上下午阅閱读讀浏览瀏覽点击點擊次数數评论評論人看過过回复覆赞週一二三四五六早晚凌晨今昨午讚收藏发布發佈于於更新间間".unicodeScalars.map(\.value))

    /// Whether a block consists of digits, punctuation and words for units of time and counts, with hardly anything else.
    ///
    /// The limits were chosen by hand: 40 characters hold a date with two counts, and up to two other characters beside a whole
    /// date are allowed for (讯, 第).
    static func isDateLine(_ buffer: UTF8Buffer, _ range: TextRange, _ shape: BlockShape) -> Bool {
        guard shape.digits > 0, shape.content <= 40 else { return false }
        var others = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch CharacterClass(scalar) {
            case .han, .kana, .letter: if !units.contains(scalar) { others += 1 }
            default: break
            }
        }
        return others == 0 || (others <= 2 && shape.digits >= 8)
    }

    /// The date of a block that may be the line below a headline: short and not a sentence. Nil for other blocks.
    static func date(_ buffer: UTF8Buffer, _ range: TextRange, _ shape: BlockShape) -> PublicationTime? {
        // A date has six digits at least.
        guard shape.digits >= 6, shape.content <= 80, shape.ends == 0 else { return nil }
        return DateParser.first(in: buffer, range)
    }

    private static let bylineCues = [
        "来源", "來源", "作者", "编辑", "編輯", "记者", "記者", "阅读", "閱讀", "浏览", "瀏覽", "评论", "評論", "Posted", "Views",
    ].map { Array($0.utf8) }

    /// Whether a block contains a word for the source, for people or for how often the article was read.
    static func hasBylineCue(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        bylineCues.contains { buffer.firstPlace(of: $0, in: range.bytes) != nil }
    }
}
