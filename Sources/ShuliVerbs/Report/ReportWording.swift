import Shuli

/// What the parts of a report are called.
extension Wording {
    /// A step of a plan; an unknown one by its name.
    static func step(_ name: String) -> Wording { steps[name] ?? Wording(name) }

    /// What a rule is called; an unknown one by its name.
    static func rule(_ name: String) -> Wording { rules[name] ?? Wording(name) }

    /// What a histogram measures.
    static func measure(_ name: String) -> Wording { measures[name] ?? Wording(name) }

    /// A script of records.
    static func script(_ name: String) -> Wording { scripts[name] ?? Wording(name) }

    /// A kind of personal data.
    static func personalData(_ name: String) -> Wording { kinds[name] ?? Wording(name) }

    private static let steps: [String: Wording] = [
        "decode": Wording("解码", "Decode"), "clean": Wording("清洗正文", "Clean"), "normalize": Wording("规范化", "Normalize"),
        "filter": Wording("质量过滤", "Filter"), "mask": Wording("个人信息脱敏", "Mask personal data"),
        "dedup": Wording("去重", "De-duplicate"), "keywords": Wording("关键词", "Keywords"),
        "summarize": Wording("摘要", "Summarize"), "write": Wording("写出", "Write"),
    ]

    private static let rules: [String: Wording] = [
        // Of reading.
        "unreadable": Wording("无法读取", "unreadable"), "empty": Wording("空文件", "empty"),
        "not-text": Wording("不是文本", "no text"), "not-json": Wording("不是 JSON", "no JSON"),
        "no-text": Wording("缺少正文字段", "no text field"), "damaged": Wording("数据损坏", "damaged"),
        "too-long": Wording("过长", "too long"), "malformed": Wording("格式有误", "malformed"),
        // Of the filter.
        "too-short": Wording("过短", "too short"), "garbled": Wording("乱码", "garbled"),
        "han-share": Wording("汉字太少", "too little Han"), "script": Wording("文字系统不符", "another script"),
        "digits": Wording("数字过多", "too many digits"), "symbols": Wording("符号过多", "too many symbols"),
        "punctuation": Wording("标点异常", "odd punctuation"), "repeated-lines": Wording("重复的行", "repeated lines"),
        "repetition": Wording("内容重复", "repetitive"), "stop-words": Wording("虚词太少", "too few function words"),
        "spam": Wording("广告", "spam"), "navigation": Wording("导航与链接列表", "navigation"),
        "posts": Wording("评论与摘录列表", "comments or teasers"),
        // Of the search for duplicates.
        "exact": Wording("完全相同", "exact copy"), "near": Wording("近似重复", "near copy"),
        "contained": Wording("被包含", "contained"), "contains": Wording("包含他文", "contains"),
        "kept": Wording("保留", "kept"),
        // Of the cleaner.
        "no-article": Wording("没有正文", "no article"),
        "outside": Wording("正文之外", "outside the article"), "headline": Wording("标题", "headline"),
        "place": Wording("菜单、侧栏、评论等", "menus, side columns, comments"),
        "insert": Wording("插入框", "boxes inside the article"), "call": Wording("求关注", "asks to follow"),
        "links": Wording("链接", "links"),
        "date": Wording("日期与计数", "date or count"), "byline": Wording("署名", "byline"),
        "caption": Wording("重复标题", "repeats the headline"), "photo-caption": Wording("图片说明", "caption"),
        "template": Wording("站点模板", "site template"), "model": Wording("模型判断", "model"),
        "beside-post": Wording("帖子之外", "beside the posts"), "reply": Wording("回复", "reply"),
        "listing": Wording("链接列表", "list of links"), "placeholder": Wording("没有内容的提示", "nothing to read"),
        "editor": Wording("编辑署名", "editor"), "source": Wording("来源", "source"),
        "abstract": Wording("导语", "abstract"), "repost": Wording("转载声明", "repost notice"),
        "share": Wording("分享栏", "share bar"), "related": Wording("相关链接", "related"),
        "comment": Wording("评论", "comments"), "copyright": Wording("版权页脚", "page foot"),
        "advertisement": Wording("广告", "advertisement"), "end-mark": Wording("文末标记", "end mark"),
        "line-number": Wording("代码行号", "line number of code"),
        "code-label": Wording("代码标签", "label of code"),
    ]

    private static let measures: [String: Wording] = [
        "characters": Wording("长度（字符）", "Length (characters)"), "han-share": Wording("汉字占比", "Share of Han characters"),
        "quality": Wording("质量：成段文字占比", "Quality: share of running text"),
        "kept-share": Wording("清洗后保留的比例", "Share that the cleaner kept"),
        "cluster-size": Wording("重复簇的大小", "Size of duplicate clusters"),
    ]

    private static let scripts: [String: Wording] = [
        "simplified": Wording("简体", "Simplified"), "traditional": Wording("繁体", "Traditional"),
        "mixed": Wording("简繁混合", "Mixed"), "undetermined": Wording("无法判断", "Undetermined"),
        "undecided": Wording("无法判断", "Undetermined"),
    ]

    private static let kinds: [String: Wording] = [
        "mobile": Wording("手机号码", "Mobile numbers"), "landline": Wording("固定电话", "Landline numbers"),
        "resident-id": Wording("身份证号码", "Resident identity numbers"), "bank-card": Wording("银行卡号", "Bank cards"),
        "email": Wording("电子邮箱", "E-mail addresses"), "qq": Wording("QQ 号", "QQ numbers"),
        "wechat": Wording("微信号", "WeChat names"), "plate": Wording("车牌", "Licence plates"),
        "ip-address": Wording("IP 地址", "IP addresses"),
    ]
}

extension Wording {
    /// Seconds as people say them.
    static func duration(_ seconds: Double) -> Wording {
        guard seconds.isFinite, seconds < 1e9 else { return Wording("—") }
        let whole = Int(max(0, seconds).rounded())
        if whole >= 7200 {
            return Wording("\(whole / 3600) 小时 \(whole % 3600 / 60) 分", "\(whole / 3600) h \(whole % 3600 / 60) min")
        }
        if whole >= 120 { return Wording("\(whole / 60) 分 \(whole % 60) 秒", "\(whole / 60) min \(whole % 60) s") }
        let text = Numbers.decimal(max(0, seconds), places: seconds < 10 ? 2 : 1)
        return Wording("\(text) 秒", "\(text) s")
    }
}

/// Numbers as people read them.
enum Numbers {
    /// With a comma between groups of three digits.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in String(number.magnitude).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + String(text.reversed())
    }

    /// With some decimal places.
    static func decimal(_ number: Double, places: Int) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "—" }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let value = Int((number * Double(scale)).rounded())
        let rest = String(value.magnitude % UInt(scale))
        let whole = (value < 0 ? "-" : "") + String(value.magnitude / UInt(scale))
        return places == 0 ? whole : whole + "." + String(repeating: "0", count: places - rest.count) + rest
    }

    /// A share in percent; what is more than nothing never reads as nothing.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "—" }
        let share = Double(part) / Double(whole) * 100
        if part > 0, share < 0.05 { return "<0.1%" }
        if part < whole, share >= 99.95 { return ">99.9%" }
        return decimal(share, places: 1) + "%"
    }

    /// Bytes in kB, MB, GB of powers of ten.
    static func bytes(_ count: Int) -> String {
        var value = Double(count)
        for unit in ["B", "kB", "MB", "GB"] {
            if value < 1000 { return decimal(value, places: unit == "B" || value >= 100 ? 0 : 1) + " " + unit }
            value /= 1000
        }
        return decimal(value, places: 1) + " TB"
    }
}
