extension Wording {
    /// A reason as filter and search for duplicates give it; one of another kind unchanged.
    static func reason(_ reason: String) -> Wording { Wording(chinese(reason) ?? reason, reason) }

    // "0.012 characters in lines of prose, less than 0.200", "97 % the same".
    private static func chinese(_ reason: String) -> String? {
        let words = reason.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return nil }
        if words[1] == "% the same" { return "\(words[0])% 相同" }
        for (border, chineseBorder) in [(", more than ", "高于"), (", less than ", "低于"), (", fewer than ", "少于")] {
            guard let range = words[1].firstRange(of: border) else { continue }
            guard let name = measured[String(words[1][..<range.lowerBound])] else { return nil }
            return "\(name) \(words[0])，\(chineseBorder) \(words[1][range.upperBound...])"
        }
        return nil
    }

    private static let measured = [
        "characters": "字符数", "lost or misread characters": "丢失或误读的字符占比", "Han characters": "汉字占比",
        "letters of other scripts": "其他文字占比", "traditional characters": "繁体字占比", "simplified characters": "简体字占比",
        "digits": "数字占比", "symbols": "符号占比", "punctuation": "标点占比",
        "characters in lines that stood before": "重复行占比", "characters that repeat others": "重复内容占比",
        "function words": "虚词占比", "characters of words of advertising": "广告用语占比",
        "characters in lines of prose": "成段文字占比", "lines of under 10 characters": "不足 10 字的行占比",
        "lines of under 30 characters": "不足 30 字的行占比", "lines that date a post": "标注发布时间的行占比",
        "characters in broken-off lines": "以省略号中断的文字占比",
    ]
}
