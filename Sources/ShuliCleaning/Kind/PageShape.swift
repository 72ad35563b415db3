import ShuliText

/// What the elements of a page say about its kind.
enum PageShape {
    case article
    case discussion(Discussion)
    /// A list of links.
    case listing

    /// `isSlight` says that hardly any prose was kept of the page.
    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, isSlight: Bool) {
        self = .article
        guard analysis.document.isPage else { return }
        let letter = LetterReader(buffer, analysis)
        guard isSlight || letter != nil || Self.mayBeDiscussion(analysis) else { return }
        let repeated = analysis.document.elements.repeated()
        let members = MemberNames(analysis)
        if !isSlight, letter == nil {
            // Only what repeats is read at first.
            let candidates = CandidateItems(buffer, analysis, members, repeated)
            if candidates.groups.isEmpty { return }
            let reader = DiscussionReader(buffer, analysis, members, wanted: candidates.blocks)
            guard reader.hasPosts(candidates.groups.map(reader.groups.group)) else { return }
        }
        let reader = DiscussionReader(buffer, analysis, members)
        let all = repeated.map(reader.groups.group)
        if let discussion = reader.discussion(all) ?? letter?.discussion(reader.posts) {
            self = .discussion(discussion)
        } else if isSlight, reader.isListing(all) {
            self = .listing
        }
    }

    // Whether a page has as many dates or elements named as contributions as a discussion with one reply, or with two that
    // have no dates. Most articles are recognized here, before anything is counted.
    private static func mayBeDiscussion(_ analysis: DocumentAnalysis) -> Bool {
        var dated = 0
        for line in analysis.lines where line.shape.digits > 0 && line.shape.content <= 60 {
            if line.shape.dateJoints > 1 || line.shape.endsWithAge || line.cause == .date { dated += 1 }
        }
        if dated >= 3 || analysis.asks { return true }
        let items = analysis.document.elements.nodes.count { $0.names.contains(.item) }
        return items >= (dated > 0 ? 2 : 3)
    }
}
