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
    case punctuation = 5
    /// Symbols, emoji, spaces, controls.
    case other = 6
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
            return transliterations.contains(scalar) ? .transliteration : .han
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .letterNumber:
            return .letter
        case .decimalNumber: return .digit
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return .punctuation
        default: return .other
        }
    }
}
