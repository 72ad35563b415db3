import ShuliBase
import ShuliDuplicates

extension DuplicateVerdict {
    /// What the document is to the one that is kept instead, which is what a record says. One that is kept is `unique`, so
    /// that those of each other relation can be counted or left out; its similarity is that of its most similar copy.
    package var relationToOriginal: DuplicateRelation { isKept ? .unique : relation }
}

/// What the search for duplicates finds, as JSON.
extension JSONWriter {
    /// The names of the fields that `verdict` writes.
    package static let verdictFields: Set = ["cluster", "kept", "of", "relation", "similarity", "containment"]

    /// The fields of a verdict. With `numbers`, ids that are numbers are written as numbers.
    package mutating func verdict(_ verdict: DuplicateVerdict, numbers: Bool = false) {
        id("cluster", RecordLabels.label(of: verdict.cluster), numbers)
        field("kept", verdict.isKept)
        id("of", verdict.original.map(RecordLabels.label), numbers)
        field("relation", verdict.relationToOriginal.rawValue)
        share("similarity", verdict.similarity)
        share("containment", verdict.containment)
    }

    private mutating func id(_ key: String, _ id: String?, _ numbers: Bool) {
        if numbers, let id, Int(id) != nil { field(key, json: id) } else { field(key, id) }
    }

    /// The fields of a cluster of more than one document; the kept one first.
    package mutating func fields(of cluster: [DuplicateVerdict]) {
        field("cluster", cluster.first.map { RecordLabels.label(of: $0.cluster) })
        field("size", cluster.count)
        objects("members", cluster) { writer, verdict in
            writer.field("id", RecordLabels.label(of: verdict.id))
            writer.verdict(verdict)
            writer.field("source", verdict.source)
            writer.field("reprint", verdict.isReprint)
        }
    }

    /// The field `matches`: documents of an index that are like one that was asked for.
    package mutating func matches(_ matches: [DuplicateMatch]) {
        objects("matches", matches) { writer, match in
            writer.field("id", RecordLabels.label(of: match.id))
            writer.field("relation", match.relation.rawValue)
            writer.share("similarity", match.similarity)
            writer.share("containment", match.containment)
            writer.share("other_containment", match.otherContainment)
        }
    }

    /// The fields of a comparison of two texts but for its parts.
    package mutating func fields(of comparison: DuplicateComparison) {
        field("relation", comparison.relation.rawValue)
        field("same_form", comparison.isSameForm)
        share("similarity", comparison.similarity)
        share("left_share", comparison.leftShare)
        share("right_share", comparison.rightShare)
        field("equal_numbers", comparison.equalNumbers)
        field("different_numbers", comparison.differentNumbers)
        field("longest_shared", comparison.longestShared)
    }

    /// A part of two texts, an element of the field `parts`.
    package mutating func part(_ part: DuplicateComparison.Part, _ left: String, _ right: String) {
        object { writer in
            writer.field("shared", part.isShared)
            for (key, range, text) in [("left", part.left, left), ("right", part.right, right)] {
                writer.key(key)
                guard let range else {
                    writer.null()
                    continue
                }
                writer.object {
                    $0.fields(range)
                    $0.field("text", String(text[range]))
                }
            }
        }
    }
}
