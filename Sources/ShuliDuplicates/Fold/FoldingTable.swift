import ShuliText

/// What each Unicode scalar is in a comparison of texts: one 16-bit symbol, several, or nothing.
///
/// Letters, digits and ideographs count, in their compatibility form. Characters that scripts, regions and variants write
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
        let classes = EquivalenceClasses()
        var symbols = [UInt16](repeating: Self.dropped, count: 0x10000)
        var expansions: [UInt32: [UInt16]] = [:]
        for scalar in UInt32(0x30)..<0x10000 {
            let mayDiffer = CompatibilityForm.mayDiffer(scalar)
            guard CharacterClass(scalar).isContent || mayDiffer else { continue }
            guard mayDiffer else {
                symbols[Int(scalar)] = Self.symbol(classes.smallest(CompatibilityForm.lowercasedASCII(scalar)))
                continue
            }
            let folded = CompatibilityForm.scalars(of: scalar).filter { CharacterClass($0).isContent }.map {
                Self.symbol(classes.smallest($0))
            }
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
            let form = classes.smallest(scalar)
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

    // Scalars of other planes are hashed into the code points of surrogates and private use, which texts don't contain.
    private static func symbol(_ scalar: UInt32) -> UInt16 {
        scalar < 0x10000 ? UInt16(scalar) : UInt16(0xD800 + (scalar &* 0x9E37_79B1) >> 19)
    }
}
