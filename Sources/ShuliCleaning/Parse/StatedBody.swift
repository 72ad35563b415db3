import ShuliText

extension BlockDocument {
    /// The body that a page states for programs alone, as a document with the claims of the page: `articleBody` of JSON-LD. Nil where
    /// there is none of three sentences.
    init?(bodyStatedBy page: BlockDocument) {
        guard page.isPage, let body = LinkedData(page.claims.linkedData).text("articleBody"),
            body.unicodeScalars.count(where: { CharacterClass($0.value) == .han }) >= Self.leastHan
        else { return nil }
        if body.contains("<p") || body.contains("<br") || body.contains("<div") {
            self = body.withUTF8Buffer { BlockDocument(html: $0) }
        } else {
            self.init(plain: body)
        }
        guard !blocks.isEmpty else { return nil }
        let named = claims.named
        claims = page.claims
        // Ranges of the page's own text.
        claims.named = named
    }

    private static let leastHan = 60
}
