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
        let posts = PostLines(buffer, analysis)
        let groups = ItemGroups(analysis.document.elements, posts.lines, repetitions: analysis.context.repetitions)
        let all = groups.all()
        let reader = DiscussionReader(buffer: buffer, analysis: analysis, posts: posts, groups: groups)
        if let discussion = reader.discussion(all) ?? letter?.discussion(posts) {
            self = .discussion(discussion)
        } else if isSlight, reader.isListing(all) {
            self = .listing
        }
    }

    // Whether a page has as many dates or elements named as contributions as a discussion with one reply. Most articles are told here,
    // before anything is counted.
    private static func mayBeDiscussion(_ analysis: DocumentAnalysis) -> Bool {
        var dated = 0
        for line in analysis.lines where line.shape.digits > 0 && line.shape.content <= 60 {
            if line.shape.dateJoints > 1 || line.shape.endsWithAge || line.cause == .date { dated += 1 }
        }
        if dated >= 3 { return true }
        return dated > 0 && analysis.document.elements.nodes.count { $0.names.contains(.item) } >= 2
    }
}
