import ArgumentParser
import Shuli
import ShuliVerbs

/// Divides the anchors of texts among buckets.
struct AnchorStep {
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("桶数", "How many buckets.", .number)) var buckets = 1

        func validate() throws { try Bounds.check("--buckets", buckets, 1...1 << 20) }
    }

    let buckets: Int

    @Sendable
    func run(_ table: Table) throws(BatchError) -> Answers {
        let (keys, anchors) = (try table.numbers("key"), try table.cells("anchors"))
        var blocks = PostingBlocks(buckets: buckets)
        for row in 0..<table.count {
            guard let key = keys.number(row), let anchors = try anchors.words(row) else { continue }
            blocks.append(UInt64(bitPattern: key), anchors)
        }
        var numbers = NumberColumn<Int64>(none: 0)
        var contents = TextColumn()
        for (bucket, block) in blocks.blocks.enumerated() where !block.isEmpty {
            numbers.append(Int64(bucket))
            try contents.append(words: block)
        }
        return Answers(
            [(SchemaParts("l", "bucket"), numbers.parts), (SchemaParts("z", "block"), contents.parts)],
            count: contents.count)
    }
}

/// Searches buckets as wholes: all blocks of some buckets are in one batch, which is searched as one bucket.
enum BucketStep {
    /// The pairs of texts of which must be known whether they are strangers, with one of the buckets.
    @Sendable
    static func questions(_ table: Table) throws(BatchError) -> Answers {
        let numbers = try table.numbers("bucket")
        let bucket = (0..<table.count).lazy.compactMap { numbers.number($0) }.min()
        var search = try search(table)
        let pairs = search.questions()
        var buckets = NumberColumn<Int64>(none: 0)
        var (lefts, rights) = (buckets, buckets)
        for (left, right) in pairs {
            buckets.append(bucket)
            lefts.append(Int64(bitPattern: left))
            rights.append(Int64(bitPattern: right))
        }
        return Answers(
            [
                (SchemaParts("l", "bucket"), buckets.parts), (SchemaParts("l", "left"), lefts.parts),
                (SchemaParts("l", "right"), rights.parts),
            ], count: pairs.count)
    }

    /// Whether the two texts of each row, of which it has the anchors, are strangers.
    @Sendable
    static func strangers(_ table: Table) throws(BatchError) -> Answers {
        let (left, right) = (try table.cells("left"), try table.cells("right"))
        var answers = NumberColumn<Int64>(none: 0)
        for row in 0..<table.count {
            guard let one = try left.words(row), let two = try right.words(row) else {
                answers.append(nil)
                continue
            }
            answers.append(CommonShingleTest.areStrangers(one, two) ? 1 : 0)
        }
        return Answers([(SchemaParts("l", "strangers"), answers.parts)], count: table.count)
    }

    /// The common shingles of texts, and the pairs of texts with how many distinctive anchors they share. Rows have a block,
    /// or else a pair of strangers.
    @Sendable
    static func candidates(_ table: Table) throws(BatchError) -> Answers {
        let (left, right) = (try table.numbers("left"), try table.numbers("right"))
        var search = try search(table)
        let strangers = (0..<table.count).compactMap { row -> (UInt64, UInt64)? in
            guard let one = left.number(row), let two = right.number(row) else { return nil }
            return (UInt64(bitPattern: one), UInt64(bitPattern: two))
        }
        let answers = search.answers(strangers: strangers)
        var lefts = NumberColumn<Int64>(none: 0)
        var (rights, shared, common) = (lefts, lefts, TextColumn())
        for (text, anchors) in answers.common {
            lefts.append(Int64(bitPattern: text))
            rights.append(nil)
            shared.append(nil)
            try common.append(words: anchors)
        }
        for pair in answers.pairs {
            lefts.append(Int64(bitPattern: pair.left))
            rights.append(Int64(bitPattern: pair.right))
            shared.append(Int64(pair.shared))
            common.appendNull()
        }
        return Answers(
            [
                (SchemaParts("l", "left"), lefts.parts), (SchemaParts("l", "right"), rights.parts),
                (SchemaParts("l", "shared"), shared.parts), (SchemaParts("z", "common"), common.parts),
            ], count: answers.common.count + answers.pairs.count)
    }

    private static func search(_ table: Table) throws(BatchError) -> BucketSearch {
        let blocks = try table.cells("block")
        var search = BucketSearch()
        for row in 0..<table.count {
            guard let block = try blocks.words(row) else { continue }
            guard search.take(block) else { throw .foreign(row, "block") }
        }
        return search
    }
}
