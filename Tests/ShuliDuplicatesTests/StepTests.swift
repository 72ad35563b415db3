import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

/// The steps of a distributed search, with what a cluster of machines does between them.
@Suite struct StepTests {
    private let options = DuplicateOptions()

    private func documents(_ seed: UInt64) -> [PreparedDocument] {
        var invented = InventedArticles(seed: seed)
        var documents = InventedCrawl(seed: seed).pages.map { page in
            IndexedDocument(
                id: page.id, text: page.text, title: page.title,
                date: page.article % 5 == 0 ? nil : "2025-0\(1 + page.article % 9)",
                isReprint: page.article % 7 == 0, removed: page.text.utf8.count % 90)
        }
        // What tells nothing of its article, in many documents; short texts, and none at all.
        let notice = "版权声明：" + invented.sentence() + invented.sentence()
        for number in 0..<40 {
            documents.append(
                IndexedDocument(id: "n\(number)", text: notice + (number < 20 ? invented.article().joined() : "")))
        }
        for text in ["", "！", "短文", "短文", "短文。"] {
            documents.append(IndexedDocument(id: "s\(documents.count)", text: text))
        }
        return documents.map { PreparedDocument($0) }
    }

    private typealias Pair = [UInt64]

    // The verdicts by the steps, whose rows come in other orders than those of the documents.
    private func verdicts(
        _ documents: [PreparedDocument], buckets: Int, keeping policy: SurvivorPolicy
    ) throws -> Set<DuplicateVerdict> {
        var texts: [UInt64: PreparedDocument] = [:]
        for document in documents { if let key = document.key { texts[key] = document } }
        let (common, shared) = try candidates(texts, buckets)
        var verification = PairVerification(options)
        let pairs = shared.sorted { $0.key.description < $1.key.description }
        for (pair, count) in pairs {
            let sides = try pair.map { key in
                PairVerification.Side(
                    key: key, signature: try #require(TextSignature(texts[key]?.signature.bytes ?? [])),
                    common: common[key] ?? [])
            }
            verification.append(sides[0], sides[1], shared: count)
        }
        let edges = verification.edges().enumerated().compactMap { place, edge in edge.map { (pairs[place].key, $0) } }
        var component: [UInt64: UInt64] = Dictionary(uniqueKeysWithValues: texts.keys.map { ($0, $0) })
        for (pair, edge) in edges where edge.joins {
            let (one, two) = (try #require(component[pair[0]]), try #require(component[pair[1]]))
            for (key, root) in component where root == one { component[key] = two }
        }
        var found: Set<DuplicateVerdict> = []
        let members = Dictionary(grouping: documents.reversed()) { $0.key.map { component[$0] ?? 0 } }
        for (root, members) in members {
            var resolved = DuplicateComponent(options)
            for document in members {
                resolved.append(
                    document.facts, key: document.key, document.signature, anchorCount: document.anchors.count,
                    common: document.key.flatMap { common[$0] } ?? [])
            }
            for (pair, edge) in edges where component[pair[0]] == root && component[pair[1]] == root {
                resolved.append(try #require(TextEdge(edge.bytes[...])))
            }
            let verdicts = resolved.verdicts(keeping: policy)
            #expect(verdicts.map(\.id) == members.map(\.id))
            found.formUnion(verdicts)
        }
        return found
    }

    private func candidates(
        _ texts: [UInt64: PreparedDocument], _ buckets: Int
    ) throws -> (common: [UInt64: [UInt64]], shared: [Pair: Int]) {
        var blocks = [[[UInt64]]](repeating: [], count: buckets)
        for batch in [texts.filter { $0.key % 2 == 0 }, texts] {
            var divided = PostingBlocks(buckets: buckets)
            for (key, document) in batch { divided.append(key, document.anchors) }
            for (bucket, block) in divided.blocks.enumerated() { blocks[bucket].append(block) }
        }
        var (common, shared): ([UInt64: [UInt64]], [Pair: Int]) = ([:], [:])
        // Two buckets may be searched as one.
        let joined = blocks.count > 2 ? [blocks[0] + blocks[2], blocks[1]] + blocks[3...] : blocks
        for bucket in joined {
            var search = BucketSearch()
            for block in bucket where !search.take(block) { Issue.record("a block is not whole") }
            let strangers = try search.questions().filter { left, right in
                CommonShingleTest.areStrangers(
                    try #require(texts[left]).anchors, try #require(texts[right]).anchors)
            }
            var again = BucketSearch()
            for block in bucket.reversed() where !again.take(block) { Issue.record("a block is not whole") }
            let answers = again.answers(strangers: strangers)
            for (text, anchors) in answers.common { common[text, default: []] += anchors }
            for pair in answers.pairs { shared[[pair.left, pair.right], default: 0] += pair.shared }
        }
        return (common, shared)
    }

    @Test(arguments: [1, 7]) func verdictsAreThoseOfAnIndex(buckets: Int) throws {
        for seed in UInt64(1)...3 {
            let documents = documents(seed)
            var index = DuplicateIndex()
            // An index takes the first document for the first one; the steps take the one whose id comes first.
            #expect(try index.add(documents.sorted { DocumentFacts.precedes($0.facts, $1.facts) }).isEmpty)
            for policy in [SurvivorPolicy.first, .longest, .cleanest, .earliest] {
                let wanted = try Set(index.verdicts(keeping: policy).all)
                #expect(wanted.contains { $0.relation == .near } && wanted.contains { $0.relation == .contained })
                #expect(try verdicts(documents, buckets: buckets, keeping: policy) == wanted)
            }
        }
    }

    // The verdicts where one search holds all anchors, and each part compares and decides its own documents.
    private func verdicts(
        _ documents: [PreparedDocument], parts: Int, keeping policy: SurvivorPolicy
    ) -> Set<DuplicateVerdict> {
        var search = PairSearch()
        for document in documents {
            if let key = document.key, !search.append(key, document.anchors) { Issue.record("there is no room") }
        }
        let answers = search.answers(parts: parts)
        #expect(Set(answers.map(\.key)).count == answers.count && answers.allSatisfy { $0.part < parts })
        let known = Dictionary(uniqueKeysWithValues: answers.map { ($0.key, $0) })
        let members = Dictionary(grouping: documents.reversed()) { $0.key.flatMap { known[$0]?.part } ?? 0 }
        var found: Set<DuplicateVerdict> = []
        for members in members.values {
            var component = DuplicateComponent(options)
            for document in members {
                let answer = document.key.flatMap { known[$0] }
                // What is compared with no text needs no signature.
                let signature = answer?.partners == nil ? TextSignature([]) : document.signature
                component.append(
                    document.facts, key: document.key, signature ?? document.signature,
                    anchorCount: document.anchors.count, common: answer?.common ?? [])
            }
            for answer in answers {
                for partner in answer.partners ?? [] { component.append(pair: answer.key, partner) }
            }
            found.formUnion(component.verdicts(keeping: policy))
        }
        return found
    }

    @Test(arguments: [1, 5]) func partsOfOneSearchHaveTheVerdictsOfAnIndex(parts: Int) throws {
        for seed in UInt64(4)...6 {
            let documents = documents(seed)
            var index = DuplicateIndex()
            #expect(try index.add(documents.sorted { DocumentFacts.precedes($0.facts, $1.facts) }).isEmpty)
            for policy in [SurvivorPolicy.first, .longest] {
                let wanted = try Set(index.verdicts(keeping: policy).all)
                #expect(verdicts(documents, parts: parts, keeping: policy) == wanted)
            }
        }
    }

    @Test func signaturesAndEdgesThatAreNoneAreRefused() {
        #expect(TextSignature([1, 0]) == nil)
        #expect(TextSignature([9, 0, 0, 0, 1]) == nil)
        #expect(TextSignature([1, 0, 0, 0, 5, 0x61, 0, 0x62, 0]) == nil, "an anchor beyond the text")
        #expect(TextSignature([0, 0, 0, 0, 0x61, 0])?.symbols == [0x61])
        #expect(TextEdge([UInt8](repeating: 0, count: TextEdge.size)[...]) == nil)
        var search = BucketSearch()
        let taken = [[1, 2, 3], [1], []].map { search.take($0) }
        #expect(taken == [false, false, true])
    }
}
