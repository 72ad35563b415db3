import ShuliText

/// What each Unicode scalar is in a comparison of texts: one 16-bit symbol, several, or nothing.
///
/// Letters, digits and ideographs count, in their compatibility decomposition (UAX #15, NFKD; two texts are equal under
/// NFKC exactly when they are equal under NFKD), without case. Characters that scripts, regions and variants write
/// differently are one symbol. The class of 干, 乾, 幹 and 榦 is coarser than any script conversion; that does no harm,
/// because eight characters in a row have to agree.
struct FoldingTable: Sendable {
    /// The table of this process; it is made at the first use, which takes some 5 ms.
    static let standard = FoldingTable()

    /// For each scalar of the Basic Multilingual Plane: its symbol, `dropped` or `looksFurther`.
    let symbols: [UInt16]
    // Scalars that become several symbols.
    private let expansions: [UInt32: [UInt16]]
    // Scalars of other planes that have the symbol of a scalar of the basic plane.
    private let astral: [UInt32: UInt16]

    static let dropped: UInt16 = 0
    static let looksFurther: UInt16 = 0xFFFF

    private init() {
        var representatives = Representatives()
        CharacterEquivalence.forEachPair { representatives.join($0, $1) }
        var symbols = [UInt16](repeating: Self.dropped, count: 0x10000)
        var expansions: [UInt32: [UInt16]] = [:]
        for scalar in UInt32(0x30)..<0x10000 {
            let mayDecompose = Self.mayDecompose(scalar)
            guard CharacterClass(scalar).isContent || mayDecompose else { continue }
            guard mayDecompose else {
                symbols[Int(scalar)] = Self.symbol(scalar < 0x80 ? Self.lowercased(scalar) : representatives.of(scalar))
                continue
            }
            let folded = Self.folded(scalar, representatives)
            switch folded.count {
            case 0: break
            case 1: symbols[Int(scalar)] = folded[0]
            default:
                symbols[Int(scalar)] = Self.looksFurther
                expansions[scalar] = folded
            }
        }
        var astral: [UInt32: UInt16] = [:]
        for scalar in UInt32(0x20000)..<0x32400 {
            let form = representatives.of(scalar)
            if form != scalar { astral[scalar] = Self.symbol(form) }
        }
        self.symbols = symbols
        self.expansions = expansions
        self.astral = astral
    }

    /// The symbols of a scalar whose entry is `looksFurther`, or that is outside of the basic plane.
    func further(_ scalar: UInt32) -> [UInt16] {
        if scalar < 0x10000 { return expansions[scalar] ?? [] }
        guard CharacterClass(scalar).isContent || scalar < 0x1D800 else { return [] }
        return [astral[scalar] ?? Self.symbol(scalar)]
    }

    // Blocks with letters that have marks or capitals, and with signs that are made of letters or digits: é, Я, が, ①, ㎏,
    // ㍿, ½, ｶ. Hangul, which has thousands of syllables, is left as it is.
    private static func mayDecompose(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAA...0x24F, 0x370...0x52F, 0x1E00...0x218F, 0x2460...0x24FF, 0x2E80...0x2FDF, 0x3040...0x30FF,
            0x3200...0x33FF, 0xF900...0xFFEF:
            true
        default: false
        }
    }

    // For ASCII only.
    private static func lowercased(_ scalar: UInt32) -> UInt32 {
        scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar
    }

    private static func folded(_ scalar: UInt32, _ representatives: Representatives) -> [UInt16] {
        guard let character = Unicode.Scalar(scalar) else { return [] }
        let text = String(character)
        let decomposed = (try? NormalizationForm.nfkd.normalize(text))?.text ?? text
        return decomposed.lowercased().unicodeScalars.filter { CharacterClass($0.value).isContent }.map {
            symbol(representatives.of($0.value))
        }
    }

    // Scalars of other planes are hashed into the code points of surrogates and private use, which texts don't contain.
    private static func symbol(_ scalar: UInt32) -> UInt16 {
        scalar < 0x10000 ? UInt16(scalar) : UInt16(0xD800 + (scalar &* 0x9E37_79B1) >> 19)
    }
}

/// Classes of equal characters, each named by its smallest member.
private struct Representatives {
    // All ideographs are below this scalar.
    private var parents = (0..<UInt32(0x32400)).map { $0 }

    func of(_ scalar: UInt32) -> UInt32 {
        guard scalar < parents.count else { return scalar }
        var scalar = scalar
        while parents[Int(scalar)] != scalar { scalar = parents[Int(scalar)] }
        return scalar
    }

    mutating func join(_ left: UInt32, _ right: UInt32) {
        guard max(left, right) < parents.count else { return }
        let (left, right) = (of(left), of(right))
        parents[Int(max(left, right))] = min(left, right)
    }
}
