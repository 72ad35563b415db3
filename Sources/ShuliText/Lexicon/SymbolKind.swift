/// The kind of a folded character, a feature of the segmentation model. The raw values are stored in compiled lexicons.
///
/// `CharacterClass` in ShuliBase is the classification of the other algorithms: it knows neither numerals nor
/// transliterations, and it applies to characters that were not folded.
package enum SymbolKind: UInt8, CaseIterable, Sendable {
    /// Before the first and behind the last character.
    case outside = 0
    case han = 1
    /// Han characters that write numbers.
    case numeral = 2
    case digit = 3
    /// Letters of any alphabetic or syllabic script.
    case letter = 4
    /// Punctuation, symbols, emoji, spaces, controls. Symbols have labels of their own, so one kind suffices for both.
    case mark = 5
    /// Han characters that are surnames more often than words: with them the model recognizes personal names. (One of eight
    /// kinds, of which five together index a table: a ninth would make it sixteen times as large.)
    case surname = 6
    /// Han characters that transcribe foreign names.
    case transliteration = 7
}

extension SymbolKind {
    private static let numerals = Set("〇零一二三四五六七八九十百千万亿两廿卅".unicodeScalars)
    private static let transliterations = Set(
        """
        阿埃艾奥巴贝比波博布查达戴德迪蒂丁顿多恩尔法菲费弗福冈戈格古哈海汉赫亨胡霍基吉加贾捷金卡凯科克肯库\
        拉莱兰劳勒雷莉里利丽琳卢鲁伦罗洛马玛麦曼梅米密莫姆穆纳娜内尼妮诺努欧帕佩皮普奇乔切萨塞森沙舍史斯司苏索\
        塔泰坦特提汀图托瓦威韦维温沃乌西希夏谢休雅亚耶叶伊因英尤约泽扎詹珍兹佐瑟蕾黛薇妲缅吕
        """.unicodeScalars)

    private static let surnames = Set(
        """
        王李张刘陈杨黄赵吴周徐孙朱胡郭何林郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕姚沈钟姜崔谭陆范汪廖\
        贾韦邹熊孟秦邱侯江薛闫段黎陶贺郝顾龚邵覃钱戴严莫孔汤樊葛邢齐乔伍庞颜倪庄聂鲁岳翟耿焦柳祝祁尚舒阮柯梅毕裴\
        霍盛翁骆靳柴鲍喻蒲房滕屈饶牟穆缪项麦褚娄窦戚岑晏席瞿桂佟臧闵苟邬卞仇栾隋刁巫寇郎甄丛虞敖巩佘迟邝匡鞠邰郜蔺
        """.unicodeScalars)

    /// The kind of a scalar that was folded to simplified script, half width and lower case.
    init(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39: self = .digit
        case 0x61...0x7a: self = .letter
        default: self = Self.classify(scalar)
        }
    }

    private static func classify(_ scalar: Unicode.Scalar) -> SymbolKind {
        if CharacterFolding.isHan(scalar) {
            if numerals.contains(scalar) { return .numeral }
            if surnames.contains(scalar) { return .surname }
            return transliterations.contains(scalar) ? .transliteration : .han
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .letterNumber:
            return .letter
        case .decimalNumber: return .digit
        default: return .mark
        }
    }

    /// Whether Unicode counts a scalar as punctuation, in the kind `mark`.
    static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
