/// Folds width, case and script of characters before they are looked up, one character for one.
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
        // Chains are followed to their ends, so that folding is idempotent. Eight steps bound a cycle.
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
