import ShuliText

extension BlockDocument {
    /// The body that a page states for programs alone, as a document with the claims of the page: `articleBody` of JSON-LD, or the
    /// longest Chinese text of a script. Nil where there is none of three sentences.
    init?(bodyStatedBy page: BlockDocument) {
        guard page.isPage else { return nil }
        let stated = LinkedData(page.claims.linkedData).text("articleBody")
        let candidates = [stated, page.claims.script.body].compactMap(\.self).filter { text in
            text.unicodeScalars.count { CharacterClass($0.value) == .han } >= Self.leastHan
        }
        guard let body = candidates.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
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
