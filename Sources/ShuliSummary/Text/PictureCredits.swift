import ShuliText

/// Words that name who took a picture, or what kind of picture it is. (The cues of the cleaner list the words of whole
/// lines; these are the ends and beginnings of captions inside a sentence.)
enum PictureCredits {
    /// Who took a picture.
    private static let photographers = ["摄", "攝", "供图", "供圖"].map { Array($0.utf8) }
    /// The same at the end of a line without brackets, where 图 alone is too common.
    private static let bylines = photographers + ["摄影", "攝影"].map { Array($0.utf8) }
    /// What a bracket behind a caption begins or ends with.
    private static let credits =
        photographers + ["资料图", "資料圖", "图片来源", "图源", "配图", "组图", "图"].map { Array($0.utf8) }

    /// Whether the content of a bracket begins or ends with a credit.
    static func isCredit(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        credits.contains {
            buffer.holds($0, at: range.lowerBound)
                || range.count >= $0.count && buffer.holds($0, at: range.upperBound - $0.count)
        }
    }

    /// Whether a line that ends at an offset ends with a byline.
    static func endsByline(_ buffer: UTF8Buffer, at end: Int) -> Bool {
        bylines.contains { buffer.holds($0, at: end - $0.count) }
    }
}
