/// Replaces radicals and compatibility ideographs by the characters that they show, and variants by their common form.
enum Variants {
    private static let forms: [UInt32: [UInt8]] = {
        var forms: [UInt32: [UInt8]] = [:]
        for entry in TextList.variants.entries {
            let cells = entry.text.split(separator: "\t")
            guard cells.count == 2, let variant = cells[0].unicodeScalars.first else { continue }
            forms[variant.value] = Array(cells[1].utf8)
        }
        return forms
    }()

    static func replaced(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0x2E80...0x2EF3: Self.supplement[scalar]
            case 0x2F00...0x2FD5: Self.radical(scalar)
            case 0xF900...0xFAFF, 0x2F800...0x2FA1F: Self.compatibility(scalar) ?? Self.forms[scalar]
            case 0x4E00...0x9FFF: Self.forms[scalar]
            default: nil
            }
        }
    }

    private static func compatibility(_ scalar: UInt32) -> [UInt8]? {
        let new = ConversionTables.standard[.compatibility].head(scalar).replacement
        return new == 0 ? nil : Unicode.Scalar(new).map { Array(String($0).utf8) }
    }

    // The Radicals Supplement from U+2E80 on, by Unicode's property Equivalent_Unified_Ideograph (15.0); a space where a
    // radical has none. Texts from PDF have some of them instead of characters (⻓江). NFKC does not replace them.
    private static let supplement: [UInt32: [UInt8]] = {
        let forms = """
            　厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬爫爫丬牛\
            犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
            钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟
            """
        let pairs = forms.unicodeScalars.enumerated().filter { $1 != "\u{3000}" }
        return Dictionary(uniqueKeysWithValues: pairs.map { (0x2E80 + UInt32($0), Array(String($1).utf8)) })
    }()

    private static func radical(_ scalar: UInt32) -> [UInt8]? {
        guard let character = Unicode.Scalar(scalar) else { return nil }
        let text = String(character)
        guard let form = try? NormalizationForm.nfkc.normalize(text), !form.map.edits.isEmpty else { return nil }
        return Array(form.text.utf8)
    }
}
