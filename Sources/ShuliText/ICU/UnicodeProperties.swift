import CICU

/// A writing system as Unicode's Script property has it.
package struct Script: Hashable, Sendable, CustomStringConvertible {
    let code: Int32

    /// The script of a scalar.
    package init(of scalar: Unicode.Scalar) { code = shuli_script(scalar.value) }

    /// The script with a four-letter name of ISO 15924 such as "Hani"; nil where ICU knows none.
    package init?(_ name: String) {
        let code = shuli_script_of_name(name)
        guard code >= 0 else { return nil }
        self.code = code
    }

    /// The four-letter name.
    package var description: String { shuli_script_name(code).map { String(cString: $0) } ?? "Zzzz" }
}

extension Unicode.GeneralCategory {
    // In the order of ICU's UCharCategory; CICU asserts it.
    private static let inOrderOfICU: [Unicode.GeneralCategory] = [
        .unassigned, .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .enclosingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator,
        .lineSeparator, .paragraphSeparator, .control, .format, .privateUse, .surrogate, .dashPunctuation,
        .openPunctuation, .closePunctuation, .connectorPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
        .modifierSymbol, .otherSymbol, .initialPunctuation, .finalPunctuation,
    ]

    /// The category of a scalar in the version of Unicode that the linked ICU knows (the standard library's own
    /// `properties.generalCategory` may know another).
    package init(icu scalar: Unicode.Scalar) {
        let category = Int(shuli_general_category(scalar.value))
        let known = Unicode.GeneralCategory.inOrderOfICU
        self = known.indices.contains(category) ? known[category] : .unassigned
    }
}
