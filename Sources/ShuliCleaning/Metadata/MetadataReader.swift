import ShuliText

/// Reads title, authors, editor, source and publication time from what a page claims and from the lines around its body.
struct MetadataReader {
    let title: String?
    let authors: [String]
    let editor: String?
    let source: String?
    let published: PublicationTime?

    /// `buffer` holds the block text of the analysed document.
    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, body: Range<Int>, readsAuthors: Bool) {
        let near = MetadataLines(buffer, analysis, body: body)
        let claims = analysis.document.claims
        let linked = LinkedData(claims.linkedData)
        title = TitleReader(near, analysis, linked).title()
        let sources = SourceReader(near: near, claims: claims)
        editor = sources.editor()
        source = sources.source()
        published = TimeReader(near: near, claims: claims, linked: linked).published()
        guard readsAuthors else {
            authors = []
            return
        }
        let others =
            [source, claims.site, linked.publisher].compactMap(\.self)
            + (claims.title.map { Array(TitleParts.parts(of: TitleParts.tidied($0)).dropFirst()) } ?? [])
        authors = AuthorReader(near: near, claims: claims, linked: linked, others: others, editor: editor).authors()
    }
}
