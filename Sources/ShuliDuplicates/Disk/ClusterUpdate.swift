import ShuliStorage

/// Brings the clusters of an index in a file up to date with the texts that were added since the last update.
///
/// The result is a function of the set of all texts, not of the order in which they were added: whether an anchor is
/// common, a pair is a candidate and an edge exists depends on all texts. So where a new text changes whether an anchor is
/// common, the old texts that have the anchor are examined again. All other old texts stay as they are.
struct ClusterUpdate {
    private let file: IndexFile
    private let texts: DiskTexts
    private let edges: EdgeTable
    private let rule: EdgeRule
    private let expectsPages: Bool
    private let evaluated: Int
    private var search: CandidateSearch
    /// The common shingles, after `run`.
    var commonShingles: CommonShingles { search.commonShingles }

    /// `commonShingles` are those of the texts that have been evaluated.
    init(_ file: IndexFile, _ texts: DiskTexts, _ commonShingles: CommonShingles, rule: EdgeRule, expectsPages: Bool)
        throws
    {
        self.file = file
        self.texts = texts
        self.rule = rule
        self.expectsPages = expectsPages
        edges = try EdgeTable(file.database, texts: texts.count)
        evaluated = texts.states.clusters.count
        search = CandidateSearch(
            texts: texts.count, findsCommonShingles: expectsPages, commonShingles: commonShingles)
    }

    /// Updates the clusters; runs inside of a transaction.
    mutating func run() throws {
        guard evaluated < texts.count else { return }
        // If a quarter of the texts is new, one pass over everything is faster (chosen by hand).
        let isWhole = (texts.count - evaluated) * 4 >= texts.count
        var kept = KeptLists()
        let affected: TextSet? = isWhole ? nil : try affectedTexts(&kept)
        if isWhole {
            // Everything is read in its order, and mapped pages would only take memory.
            try file.database.setMap(bytes: 0)
            search = CandidateSearch(texts: texts.count, findsCommonShingles: expectsPages)
            try readAll()
            try file.database.execute("DELETE FROM edges")
        } else if let affected {
            try countLists(of: affected, kept)
        }
        texts.dropAnchors()
        try texts.check()
        noteDistinctive(affected)
        let candidates = search.candidates { Int(texts.states.distinctive[$0]) }
        var comparer = PairComparer(commonShingles: search.commonShingles, lengths: texts.states.lengths)
        let found = compare(candidates, &comparer)
        try texts.check()
        var touched = affected ?? TextSet(texts: texts.count)
        let old = affected?.members.filter { $0 < evaluated } ?? []
        touched.formUnion(try edges.replaceEdges(of: old, touched.contains, by: found))
        texts.states.lengths = comparer.lengths
        try cluster(affected == nil ? found : nil, touched, &comparer)
        texts.states.lengths = comparer.lengths
        try texts.states.storeResults()
        try file.store(search.commonShingles)
        try file.segments.mergeIfMany(texts: texts.count)
        try texts.check()
    }

    // MARK: Lists

    private mutating func readAll() throws {
        var lists = PostingLists()
        let segments = try file.segments.all().map(\.number)
        var search = search
        self.search = CandidateSearch(texts: 0)
        try file.segments.readAndMerge(segments, texts: texts.count) {
            lists.read($0) { search.take($0, $1, texts) }
        }
        lists.finish { search.take($0, $1, texts) }
        self.search = search
    }

    // The new texts, and the old ones of which an anchor has become common or ceased to be, or which are no longer leaders
    // of a list. The lists of anchors that are not common are kept in `kept`.
    private mutating func affectedTexts(_ kept: inout KeptLists) throws -> TextSet {
        var affected = TextSet(texts: texts.count)
        affected.formUnion(evaluated..<texts.count)
        // The lists of anchors that stay common in any case are not read.
        let commonShingles = search.commonShingles
        let wanted = anchors(of: affected.members) { anchor, text in
            !commonShingles.staysCommon(anchor, withTextOf: texts.hash(of: text))
        }
        try file.segments.lists(of: wanted, texts: texts.count) { anchor, members in
            let wasCommon = search.commonShingles.contains(anchor)
            let isCommon =
                keepsSample(members) ? wasCommon : search.findWhetherCommon(anchor, members, known: evaluated, texts)
            if isCommon != wasCommon {
                affected.formUnion(members)
            } else if !isCommon {
                affected.formUnion(fallenLeaders(members))
            }
            if !isCommon { kept.append(anchor, members) }
        }
        return affected
    }

    // Whether the texts that are examined to find whether an anchor is common are the same as before.
    private func keepsSample(_ members: [Int]) -> Bool {
        guard members.count > CommonShingleTest.sample else { return false }
        // Members are in ascending order, so the new ones are the last. The sample stays if enough old ones have hashes that
        // are smaller than all of theirs.
        let new = members.lastIndex { $0 < evaluated }.map { $0 + 1 } ?? 0
        let least = members[new...].reduce(UInt64.max) { min($0, texts.hash(of: $1)) }
        var lesser = 0
        for text in members[..<new] where texts.hash(of: text) < least {
            lesser += 1
            if lesser == CommonShingleTest.sample { return true }
        }
        return new == members.count
    }

    // The old texts of a long list whose pairs with other old ones are no longer candidates, because new texts are leaders
    // in their place or because the list has become long. New texts never make a pair of old ones a candidate.
    private func fallenLeaders(_ members: [Int]) -> [Int] {
        guard members.count > CandidateSearch.shortList else { return [] }
        let old = members.filter { $0 < evaluated }
        let leaders = CandidateSearch.first(CandidateSearch.leaders, of: members, texts)
        let led =
            old.count <= CandidateSearch.shortList
            ? old : CandidateSearch.first(CandidateSearch.leaders, of: old, texts)
        return led.filter { !leaders.contains($0) }
    }

    private mutating func countLists(of affected: TextSet, _ kept: KeptLists) throws {
        kept.forEach { search.count($0, texts, of: affected) }
        let old = affected.members.filter { $0 < evaluated }
        guard !old.isEmpty else { return }
        let wanted = anchors(of: old) { anchor, _ in !search.commonShingles.contains(anchor) }
        try file.segments.lists(of: kept.others(of: wanted), texts: texts.count) {
            search.count($1, texts, of: affected)
        }
    }

    private func anchors(of wanted: [Int], where isWanted: (_ anchor: UInt64, _ text: Int) -> Bool) -> [UInt64] {
        var anchors: [UInt64] = []
        for text in wanted.sorted() {
            for anchor in Fingerprint.anchors(of: texts.symbols(of: text), gaps: texts.gaps(of: text))
            where isWanted(anchor, text) { anchors.append(anchor) }
        }
        RadixSort.sort(&anchors)
        RadixSort.removeRepeated(&anchors)
        return anchors
    }

    // Notes how many anchors of the examined texts are not common, and resets what else is known of these texts.
    private func noteDistinctive(_ affected: TextSet?) {
        let new = evaluated..<texts.count
        texts.states.clusters += new.map { UInt32($0) }
        texts.states.distinctive += repeatElement(0, count: new.count)
        texts.states.lengths += repeatElement(PairComparer.unknown, count: new.count)
        if affected == nil {
            for text in 0..<texts.count { texts.states.clusters[text] = UInt32(text) }
        }
        for text in affected?.members ?? Array(0..<texts.count) {
            texts.states.distinctive[text] = search.distinctive[text]
            texts.states.lengths[text] = PairComparer.unknown
        }
    }

    // MARK: Edges

    private func compare(_ candidates: [UInt64], _ comparer: inout PairComparer) -> [Edge] {
        // The pairs of one connected group come one after the other, so that each text is read about once.
        var groups = DisjointSets(texts.count)
        for pair in candidates {
            let (left, right) = TextPairTable.members(pair)
            let (one, two) = (groups.root(of: left), groups.root(of: right))
            groups.join(max(one, two), into: min(one, two))
        }
        let ordered = candidates.map { pair in
            let (left, right) = PairComparer.oriented(pair, texts)
            return (groups.root(of: left), UInt64(left) << 32 | UInt64(right), pair)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        var found: [Edge] = []
        for (_, _, pair) in ordered {
            let edge = comparer.edge(pair, rule, texts)
            if edge.relation != .unrelated { found.append(edge) }
        }
        return found
    }

    // MARK: Clusters

    // Clusters again all texts that edges join to a text of `touched`. `all` are all edges if everything was examined.
    private func cluster(_ all: [Edge]?, _ touched: TextSet, _ comparer: inout PairComparer) throws {
        var reached = touched
        var joined: [Edge] = all ?? []
        if all == nil {
            var waiting = touched.members
            while let text = waiting.popLast() {
                for edge in try edges.edges(of: text, texts.states.lengths) {
                    let other = edge.other(than: text)
                    // An edge between two reached texts is met at both ends.
                    if text < other { joined.append(edge) }
                    if edge.relation.joins, reached.insert(other) { waiting.append(other) }
                }
            }
            joined = joined.filter { reached.contains($0.left) && reached.contains($0.right) }
        }
        let sorted = reached.members.sorted()
        var clusters = ClusterSearch(rule: rule, expectsPages: expectsPages, edges: joined)
        let found = clusters.join(sorted, &comparer, texts)
        for (text, cluster) in zip(sorted, found) { texts.states.clusters[text] = UInt32(cluster) }
    }
}
