import ShuliText

/// Which part of its document a record is: a long text may be read in sections.
package struct TextSection: Hashable, Sendable {
    package let isFirst: Bool
    package let isLast: Bool
    /// False behind a section that was cut inside a line.
    package let beginsLine: Bool
    /// What all sections together say of the script; nil where that was not asked for.
    package let evidence: ScriptEvidence?

    package init(isFirst: Bool, isLast: Bool, beginsLine: Bool, evidence: ScriptEvidence? = nil) {
        (self.isFirst, self.isLast, self.beginsLine, self.evidence) = (isFirst, isLast, beginsLine, evidence)
    }

    /// A document in one piece.
    package static let whole = TextSection(isFirst: true, isLast: true, beginsLine: true)

    /// Whether the output for a document needs a line break at its end; `last` is the last byte of what the section wrote.
    package func needsLineBreak(behind last: UInt8?) -> Bool {
        guard isLast else { return false }
        // Where a last section writes nothing, the one before decides.
        return last == nil ? isFirst || !beginsLine : last != 0x0A
    }
}
