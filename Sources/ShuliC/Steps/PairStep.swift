import ArgumentParser
import Shuli
import ShuliVerbs

/// Finds the pairs of texts to compare. The anchors of all texts are in one batch.
struct PairStep {
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("How many parts.", valueName: "n")) var parts = 1

        func validate() throws { try Bounds.check("--parts", parts, 1...1 << 12) }
    }

    let parts: Int

    @Sendable
    func run(_ table: Table) throws(BatchError) -> Answers {
        let (keys, anchors) = (try table.numbers("key"), try table.cells("anchors"))
        var search = PairSearch()
        for row in 0..<table.count {
            guard let key = keys.number(row), let anchors = try anchors.words(row) else { continue }
            guard search.append(UInt64(bitPattern: key), anchors) else {
                throw BatchError(
                    Wording("这批文本多于一次能够查找的数量", "the batch has more texts than one search takes"))
            }
        }
        var found = NumberColumn<Int64>(none: 0)
        var (components, common, pairs) = (found, TextColumn(), TextColumn())
        for answer in search.answers(parts: parts) {
            found.append(Int64(bitPattern: answer.key))
            components.append(Int64(answer.part))
            try common.append(words: answer.common)
            if let partners = answer.partners { try pairs.append(words: partners) } else { pairs.appendNull() }
        }
        return Answers(
            [
                (SchemaParts("l", "key"), found.parts), (SchemaParts("l", "component"), components.parts),
                (SchemaParts("z", "common"), common.parts), (SchemaParts("z", "pairs"), pairs.parts),
            ], count: common.count)
    }
}
