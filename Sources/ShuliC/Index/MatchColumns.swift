import Shuli

/// The documents of an index that each row is like, as a list, which is being built.
struct MatchColumns {
    private var validity = Validity()
    private var offsets: [Int32] = [0]
    private var ids = TextColumn()
    private var relations = TextColumn()
    private var similarities = NumberColumn<Double>(none: 0)
    private var containments = NumberColumn<Double>(none: 0)
    private var otherContainments = NumberColumn<Double>(none: 0)

    /// Appends what the next row is like; nil for a row without a document.
    mutating func append(_ matches: [DuplicateMatch]?) throws(BatchError) {
        for match in matches ?? [] {
            try ids.append(match.id)
            try relations.append(match.relation.rawValue)
            similarities.append(match.similarity)
            containments.append(match.containment)
            otherContainments.append(match.otherContainment)
        }
        guard let end = Int32(exactly: ids.count) else { throw .tooLong }
        offsets.append(end)
        validity.append(matches != nil)
    }

    /// The column of all that was appended.
    var column: (schema: SchemaParts, parts: ArrayParts) {
        let fields = [
            (SchemaParts("u", "id"), ids.parts), (SchemaParts("u", "relation"), relations.parts),
            (SchemaParts("g", "similarity"), similarities.parts),
            (SchemaParts("g", "containment"), containments.parts),
            (SchemaParts("g", "other_containment"), otherContainments.parts),
        ]
        let items = ArrayParts(length: ids.count, buffers: [nil], children: fields.map(\.1))
        return (
            SchemaParts("+l", "value", [SchemaParts("+s", "item", fields.map(\.0))]),
            ArrayParts(
                length: validity.count, nulls: validity.nulls,
                buffers: [validity.bits, offsets.withUnsafeBytes { Array($0) }], children: [items])
        )
    }
}
