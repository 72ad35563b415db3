/// The characters that are equal in a comparison that ignores scripts, regions and variants.
package enum CharacterEquivalence {
    /// Calls `body` with each pair of single characters of the tables of script conversion and of the list of variants
    /// (乾 → 干, 爲 → 為, 着 → 著). Phrases are omitted.
    package static func forEachPair(_ body: (_ character: UInt32, _ form: UInt32) -> Void) {
        let steps: [ConversionStep] = [
            .traditionalToSimplified, .simplifiedToTraditional, .traditionalToTaiwan, .traditionalToHongKong,
            .taiwanToTraditional, .hongKongToTraditional, .compatibility,
        ]
        let ranges: [ClosedRange<UInt32>] = [0x2E80...0x2FDF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF]
        for step in steps {
            let table = ConversionTables.standard[step]
            for range in ranges {
                for scalar in range {
                    let form = table.head(scalar).replacement
                    if form != 0, form != scalar { body(scalar, form) }
                }
            }
        }
        for entry in TextList.variants.entries {
            let cells = entry.text.split(separator: "\t")
            guard cells.count == 2, let variant = cells[0].unicodeScalars.first,
                let form = cells[1].unicodeScalars.first
            else { continue }
            body(variant.value, form.value)
        }
    }
}
