import ShuliStorage

/// Brings the clusters of an index on disk up to date with the texts that were stored since the last time.
///
/// Everything that is found is a function of the set of all texts, whatever came when: an anchor is furniture, a pair is
/// a candidate, an edge holds, by all texts that are there. So where a new text changes what an anchor is, the old texts
/// that have it are looked at again; all others stay as they are.
struct Evaluation {
    private let file: IndexFile
    private let texts: DiskTexts
    private let edges: EdgeTable
    private let rule: EdgeRule
    private let expectsPages: Bool
    private let evaluated: Int
    private var search: CandidateSearch
    /// What is furniture, once this was run.
    var furniture: Furniture { search.furniture }

    /// `furniture` is that of the texts that were evaluated.
    init(_ file: IndexFile, _ texts: DiskTexts, _ furniture: Furniture, rule: EdgeRule, expectsPages: Bool) throws {
        self.file = file
        self.texts = texts
        self.rule = rule
        self.expectsPages = expectsPages
        edges = try EdgeTable(file.database)
        evaluated = texts.states.clusters.count
        search = CandidateSearch(
            texts: texts.count, testsFurniture: expectsPages, furniture: furniture)
    }

    /// Runs inside of a transaction.
    mutating func run() throws {
        guard evaluated < texts.count else { return }
        // Where a large part is new, everything is looked at in one pass.
        let isWhole = (texts.count - evaluated) * 4 >= texts.count
        var kept = KeptLists()
        let affected: TextSet? = isWhole ? nil : try affectedTexts(&kept)
        if isWhole {
            // Everything is read in its order; what would be mapped of it would only be more memory.
            try file.database.setMap(bytes: 0)
            search = CandidateSearch(texts: texts.count, testsFurniture: expectsPages)
            try readAll()
            try file.database.execute("DELETE FROM edges")
        } else if let affected {
            try countLists(of: affected, kept)
        }
        texts.dropAnchors()
        try texts.check()
        noteTelling(affected)
        let candidates = search.candidates { Int(texts.states.telling[$0]) }
        var comparer = PairComparer(furniture: search.furniture, lengths: texts.states.lengths)
        let found = compare(candidates, &comparer)
        try texts.check()
        var touched = affected ?? TextSet(texts: texts.count)
        let old = affected?.members.filter { $0 < evaluated } ?? []
        touched.formUnion(try edges.replaceEdges(of: old, touched.contains, by: found))
        texts.states.lengths = comparer.lengths
        try cluster(affected == nil ? found : nil, touched, &comparer)
        texts.states.lengths = comparer.lengths
        try texts.states.storeFindings()
        try file.store(search.furniture)
        try file.segments.mergeIfMany()
        try texts.check()
    }

    // MARK: Lists

    private mutating func readAll() throws {
        var lists = PostingLists()
        let segments = try file.segments.all().map(\.number)
        var search = search
        self.search = CandidateSearch(texts: 0)
        try file.segments.readAndMerge(segments) { lists.read($0) { search.take($0, $1, texts) } }
        lists.finish { search.take($0, $1, texts) }
        self.search = search
    }

    // The new texts, and old ones for which an anchor changed what it is, or that lead a list no more. Lists that are no
    // furniture are kept.
    private mutating func affectedTexts(_ kept: inout KeptLists) throws -> TextSet {
        var affected = TextSet(texts: texts.count)
        affected.formUnion(evaluated..<texts.count)
        // What stays furniture whatever the list is needs no look.
        let furniture = search.furniture
        let wanted = anchors(of: affected.members) { anchor, text in
            !furniture.staysFurniture(anchor, withTextOf: texts.hash(of: text))
        }
        try file.segments.lists(of: wanted) { anchor, members in
            let wasFurniture = search.furniture.contains(anchor)
            let isFurniture =
                keepsSample(members) ? wasFurniture : search.testFurniture(anchor, members, known: evaluated, texts)
            if isFurniture != wasFurniture {
                affected.formUnion(members)
            } else if !isFurniture {
                affected.formUnion(fallenLeaders(members))
            }
            if !isFurniture { kept.append(anchor, members) }
        }
        return affected
    }

    // Whether the texts of a list that tell what its anchor is are the same as before.
    private func keepsSample(_ members: [Int]) -> Bool {
        guard members.count > FurnitureTest.sampled else { return false }
        // Members rise, so the new ones are the last. The sample stays where enough old ones have lesser hashes than they.
        let new = members.lastIndex { $0 < evaluated }.map { $0 + 1 } ?? 0
        let least = members[new...].reduce(UInt64.max) { min($0, texts.hash(of: $1)) }
        var lesser = 0
        for text in members[..<new] where texts.hash(of: text) < least {
            lesser += 1
            if lesser == FurnitureTest.sampled { return true }
        }
        return new == members.count
    }

    // The old texts of a long list whose pairs with other old ones are candidates by it no more: new texts lead in their
    // place, or the list has only now become long. No pair of old texts becomes a candidate by new ones.
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
        let wanted = anchors(of: old) { anchor, _ in !search.furniture.contains(anchor) }
        try file.segments.lists(of: kept.others(of: wanted)) { search.count($1, texts, of: affected) }
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

    // Takes note of how many anchors are no furniture in the texts that were looked at; all else about them is open.
    private func noteTelling(_ affected: TextSet?) {
        let new = evaluated..<texts.count
        texts.states.clusters += new.map { UInt32($0) }
        texts.states.telling += repeatElement(0, count: new.count)
        texts.states.lengths += repeatElement(PairComparer.unknown, count: new.count)
        if affected == nil {
            for text in 0..<texts.count { texts.states.clusters[text] = UInt32(text) }
        }
        for text in affected?.members ?? Array(0..<texts.count) {
            texts.states.telling[text] = search.informative[text]
            texts.states.lengths[text] = PairComparer.unknown
        }
    }

    // MARK: Edges

    private func compare(_ candidates: [UInt64], _ comparer: inout PairComparer) -> [Edge] {
        // Pairs of one group of candidates after each other: each text is then read about once.
        var groups = DisjointSets(texts.count)
        for pair in candidates {
            let (left, right) = PairTable.members(pair)
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

    // Clusters anew what edges join to any text that was touched. `all` are all edges where everything was looked at.
    private func cluster(_ all: [Edge]?, _ touched: TextSet, _ comparer: inout PairComparer) throws {
        var reached = touched
        var joined: [Edge] = all ?? []
        if all == nil {
            var waiting = touched.members
            while let text = waiting.popLast() {
                for edge in try edges.edges(of: text, texts.states.lengths) {
                    let other = edge.other(than: text)
                    // An edge between two that are reached is met from both.
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
