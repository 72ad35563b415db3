/// Coarse kinds of characters, as the segmentation model sees them.
package enum CharacterKind: UInt8, CaseIterable, Sendable {
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
    /// Han characters with which foreign names are written by sound.
    case transliteration = 7
}

extension CharacterKind {
    private static let numerals = Set("〇零一二三四五六七八九十百千万亿两廿卅".unicodeScalars)
    private static let transliterations = Set(
        """
        阿埃艾奥巴贝比波博布查达戴德迪蒂丁顿多恩尔法菲费弗福冈戈格古哈海汉赫亨胡霍基吉加贾捷金卡凯科克肯库\
        拉莱兰劳勒雷莉里利丽琳卢鲁伦罗洛马玛麦曼梅米密莫姆穆纳娜内尼妮诺努欧帕佩皮普奇乔切萨塞森沙舍史斯司苏索\
        塔泰坦特提汀图托瓦威韦维温沃乌西希夏谢休雅亚耶叶伊因英尤约泽扎詹珍兹佐瑟蕾黛薇妲缅吕
        """.unicodeScalars)

    /// The kind of a character; `scalar` is already folded to simplified script, half width and lower case.
    init(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39: self = .digit
        case 0x61...0x7a: self = .letter
        default: self = Self.classify(scalar)
        }
    }

    private static func classify(_ scalar: Unicode.Scalar) -> CharacterKind {
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

/// How characters are made alike before they are looked up: width, case and script, one character for one.
package struct CharacterFolding: Sendable {
    private let simplified: [UInt32: UInt32]

    /// `pairs`: lines of `TRADITIONAL <TAB> SIMPLIFIED`; lines that begin with `#` are skipped.
    package init(pairs text: some StringProtocol) {
        var simplified: [UInt32: UInt32] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map { Array($0.unicodeScalars) }
            if cells.count >= 2, cells[0].count == 1, cells[1].count == 1 {
                simplified[cells[0][0].value] = cells[1][0].value
            }
        }
        // Chains are followed to their ends, so that folding twice is folding once; a circle is cut.
        for key in simplified.keys {
            var end = key
            for _ in 0..<8 { end = simplified[end] ?? end }
            simplified[key] = end
        }
        self.simplified = simplified
    }

    package func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        switch value {
        case 0xff01...0xff5e: value -= 0xfee0
        case 0x3000: value = 0x20
        default: break
        }
        if let other = simplified[value] { value = other }
        guard let result = Unicode.Scalar(value) else { return scalar }
        if Self.isHan(result) || !result.properties.changesWhenLowercased { return result }
        let lower = result.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower[lower.startIndex] : result
    }

    package static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x3ffff, 0xf900...0xfaff, 0x3007, 0x2e80...0x2fdf: true
        default: false
        }
    }
}
