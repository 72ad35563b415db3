import Shuli

/// Columns of what documents are to each other, which are being built.
struct VerdictColumns {
    private var validity = Validity()
    private var clusters = TextColumn()
    private var kept = NumberColumn<Int64>(none: 0)
    private var originals = TextColumn()
    private var relations = TextColumn()
    private var similarities = NumberColumn<Double>(none: 0)
    private var containments = NumberColumn<Double>(none: 0)

    /// Appends the verdict on the next document; nil for a row without one.
    mutating func append(_ verdict: DuplicateVerdict?) throws(BatchError) {
        try clusters.append(optional: verdict?.cluster)
        kept.append(verdict.map { $0.isKept ? 1 : 0 })
        try originals.append(optional: verdict?.original)
        try relations.append(optional: verdict?.relationToOriginal.rawValue)
        similarities.append(verdict?.similarity)
        containments.append(verdict?.containment)
        validity.append(verdict != nil)
    }

    var fields: [(schema: SchemaParts, parts: ArrayParts)] {
        [
            (SchemaParts("u", "cluster"), clusters.parts), (SchemaParts("l", "kept"), kept.parts),
            (SchemaParts("u", "of"), originals.parts), (SchemaParts("u", "relation"), relations.parts),
            (SchemaParts("g", "similarity"), similarities.parts),
            (SchemaParts("g", "containment"), containments.parts),
        ]
    }

    /// All of them as one column.
    var column: (schema: SchemaParts, parts: ArrayParts) {
        (
            SchemaParts("+s", "value", fields.map(\.schema)),
            ArrayParts(
                length: validity.count, nulls: validity.nulls, buffers: [validity.bits], children: fields.map(\.parts))
        )
    }
}
