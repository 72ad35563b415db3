import Shuli

extension RemovalReason {
    /// The reason; `number` is what the phrase has for `#`.
    package func wording(_ number: Int?) -> Wording {
        func filled(_ phrase: String) -> String {
            phrase.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number ?? 0)")
        }
        return Wording(filled(chinese), filled(rawValue))
    }

    private var chinese: String {
        switch self {
        case .outside: "在正文区域之外"
        case .headline: "是标题"
        case .amongComments: "在评论之中"
        case .navigation: "属于页面导航"
        case .form: "属于表单"
        case .tools: "属于页面工具"
        case .sideBox: "在侧栏或方框中"
        case .insert: "属于正文中的插入框"
        case .call: "请读者关注、分享或下载"
        case .links: "由链接组成"
        case .date: "是日期、时间或计数"
        case .byline: "说明时间、作者和来源"
        case .caption: "重复标题"
        case .pictureCaption: "是图片说明"
        case .symbols: "只有符号"
        case .template: "在 # 篇不同文章的页面上都出现"
        case .model: "像是样板文字"
        case .besidePost: "不属于帖子内容"
        case .reply: "是对首帖的回复"
        case .listing: "属于链接列表"
        case .placeholder: "说明没有可读的内容"
        case .editor: "列出页面的编辑"
        case .endMark: "标记文章结束"
        case .source: "说明文章来源"
        case .lineNumber: "是代码的行号"
        case .codeLabel: "是代码的标签或按钮"
        case .author: "说明作者"
        case .abstract: "在开头概述全文"
        case .repost: "说明转载方式"
        case .share: "属于分享栏"
        case .otherPages: "指向其他页面"
        case .related: "引出其他文章的列表"
        case .comments: "属于评论"
        case .copyright: "属于页脚"
        case .advertisement: "是广告"
        }
    }
}

extension Removal {
    /// Why the part was removed.
    package var reasonWording: Wording { .reason(reason) }
}

extension FilterReason {
    package var wording: Wording {
        let comparison = isAbove ? "高于" : measure == .characters ? "少于" : "低于"
        return Wording("\(measure.chinese) \(value)，\(comparison) \(threshold)", description)
    }
}

extension FilterReason.Measure {
    fileprivate var chinese: String {
        switch self {
        case .characters: "字符数"
        case .garbled: "丢失或误读的字符占比"
        case .han: "汉字占比"
        case .foreign: "其他文字占比"
        case .traditional: "繁体字占比"
        case .simplified: "简体字占比"
        case .digits: "数字占比"
        case .symbols: "符号占比"
        case .punctuation: "标点占比"
        case .repeatedLines: "重复行占比"
        case .repetition: "重复内容占比"
        case .functionWords: "虚词占比"
        case .advertising: "广告用语占比"
        case .prose: "成段文字占比"
        case .shortLines: "不足 10 字的行占比"
        case .scrapLines: "不足 30 字的行占比"
        case .datedLines: "标注发布时间的行占比"
        case .brokenLines: "以省略号中断的文字占比"
        }
    }
}

extension Wording {
    /// A reason as records and reports hold it, in English; one of another kind unchanged.
    package static func reason(_ reason: String) -> Wording {
        if let (removal, number) = RemovalReason.reading(reason) { return removal.wording(number) }
        if let filter = FilterReason(parsing: reason) { return filter.wording }
        if reason == CorpusStep.noArticle { return Wording("没有找到正文", reason) }
        let percent = reason.split(separator: " ", maxSplits: 1)
        if percent.count == 2, percent[1] == DuplicateSearch.sameness { return Wording("\(percent[0])% 相同", reason) }
        return Wording(reason)
    }
}
