import ShuliText

/// What each scalar is to a comparison of texts: one 16-bit symbol, several, or nothing.
///
/// Letters, digits and ideographs count, in the compatibility decomposition of Unicode (UAX #15, NFKD; two texts are
/// equal under NFKC just when they are under NFKD), without case. Characters that scripts, regions and variants write
/// differently are one symbol: the class of 干, 乾, 幹 and 榦 is coarser than any conversion, which costs nothing where
/// eight characters in a row have to agree.
struct FoldingTable: Sendable {
    /// The table of this process: made at the first use, in a few milliseconds.
    static let standard = FoldingTable()

    /// By scalar of the basic plane: its symbol, `dropped` or `looksFurther`.
    let symbols: [UInt16]
    /// Scalars that become several symbols.
    private let expansions: [UInt32: [UInt16]]
    /// Scalars beyond the basic plane that are one symbol with one inside of it.
    private let astral: [UInt32: UInt16]

    static let dropped: UInt16 = 0
    static let looksFurther: UInt16 = 0xFFFF

    private init() {
        var representatives = Representatives()
        CharacterEquivalence.forEachPair { representatives.join($0, $1) }
        var symbols = [UInt16](repeating: Self.dropped, count: 0x10000)
        var expansions: [UInt32: [UInt16]] = [:]
        for scalar in UInt32(0x30)..<0x10000 {
            guard CharacterClass(scalar).isContent || Self.mayDecompose(scalar) else { continue }
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
        for scalar in representatives.members where scalar > 0xFFFF {
            let form = representatives.of(scalar)
            if form != scalar { astral[scalar] = Self.symbol(form) }
        }
        self.symbols = symbols
        self.expansions = expansions
        self.astral = astral
    }

    /// The symbols of a scalar whose entry says `looksFurther`, or that lies beyond the basic plane.
    func further(_ scalar: UInt32) -> [UInt16] {
        if scalar < 0x10000 { return expansions[scalar] ?? [] }
        guard CharacterClass(scalar).isContent || scalar < 0x1D800 else { return [] }
        return [astral[scalar] ?? Self.symbol(scalar)]
    }

    // Signs that hold letters or digits: ①, ㎏, ㍿, ½, half-width kana.
    private static func mayDecompose(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAA...0xBE, 0x2070...0x218F, 0x2460...0x24FF, 0x3200...0x33FF, 0xF900...0xFFEF: true
        default: false
        }
    }

    private static func folded(_ scalar: UInt32, _ representatives: Representatives) -> [UInt16] {
        if scalar < 0x80 { return [UInt16(scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar)] }
        if (0x3400...0x9FFF).contains(scalar) { return [symbol(representatives.of(scalar))] }
        guard let character = Unicode.Scalar(scalar) else { return [] }
        let text = String(character)
        let decomposed = (try? NormalizationForm.nfkd.normalize(text))?.text ?? text
        return decomposed.lowercased().unicodeScalars.filter { CharacterClass($0.value).isContent }.map {
            symbol(representatives.of($0.value))
        }
    }

    // Beyond the basic plane by a hash into the code points of surrogates and private use, which no text has a use for.
    private static func symbol(_ scalar: UInt32) -> UInt16 {
        scalar < 0x10000 ? UInt16(scalar) : UInt16(0xD800 + (scalar &* 0x9E37_79B1) >> 19)
    }
}

/// Classes of equal characters, each known by its smallest.
private struct Representatives {
    private var parents: [UInt32: UInt32] = [:]

    var members: [UInt32] { parents.keys.sorted() }

    func of(_ scalar: UInt32) -> UInt32 {
        var scalar = scalar
        while let parent = parents[scalar], parent != scalar { scalar = parent }
        return scalar
    }

    mutating func join(_ left: UInt32, _ right: UInt32) {
        let (left, right) = (root(left), root(right))
        parents[max(left, right)] = min(left, right)
    }

    private mutating func root(_ scalar: UInt32) -> UInt32 {
        let root = of(scalar)
        parents[scalar] = root
        parents[root] = root
        return root
    }
}
