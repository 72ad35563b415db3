import ShuliText

/// Lines that only say when, how often and how many: 2025-02-13 19:25, 阅读 326, 3小时前.
enum DateLine {
    private static let units = Set(
        "年月日时分秒点时點時前天小周星期上下午阅读讀浏览瀏覽点击點擊次数數评论評論人看过過回复覆赞週一二三四五六早晚凌晨今昨午讚收藏发布發佈于於更新间間".unicodeScalars.map(\.value))

    /// Whether hardly anything but digits, marks and units of time and counting stands in the block.
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

    private static let cues = [
        "来源", "來源", "作者", "编辑", "編輯", "记者", "記者", "阅读", "閱讀", "浏览", "瀏覽", "评论", "評論",
    ].map { Array($0.utf8) }

    /// Whether the block is the line under a headline: a date, and a word for where from, by whom or how often read,
    /// but no sentence.
    static func isByline(_ buffer: UTF8Buffer, _ range: TextRange, _ shape: BlockShape) -> Bool {
        guard shape.digits >= 6, shape.content <= 80, shape.ends == 0,
            PublishedTime.first(in: buffer, range) != nil
        else { return false }
        return cues.contains { buffer.firstPlace(of: $0, in: range.bytes) != nil }
    }
}
