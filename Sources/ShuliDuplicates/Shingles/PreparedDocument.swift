import ShuliText

/// A document whose text has been folded and whose anchors have been found. This is most of the work of adding a document
/// and may be done by many tasks at once.
package struct PreparedDocument: Sendable {
    package private(set) var facts: DocumentFacts
    let text: FoldedSymbols
    let fingerprint: Fingerprint

    /// The document's id.
    package var id: String { facts.id }
    /// About how many bytes of memory it takes.
    package var memory: Int { text.symbols.count * 2 + fingerprint.anchors.count * 8 + 256 }

    /// The same document with another id; its label stays.
    package func named(_ id: String) -> PreparedDocument {
        var document = self
        document.facts.id = id
        return document
    }

    /// Prepares a document. Linear in its length.
    package init(_ document: IndexedDocument) {
        text = FoldedSymbols(document.text)
        fingerprint = text.symbols.withUnsafeBufferPointer { Fingerprint($0) }
        let title = document.title.map { FoldedSymbols($0).symbols } ?? []
        facts = DocumentFacts(
            id: document.id, label: document.label ?? document.id,
            title: title.isEmpty ? 0 : title.withUnsafeBufferPointer { Fingerprint.hash($0) }, date: document.date,
            source: document.source, host: document.host, isReprint: document.isReprint,
            length: document.text.utf8.count, removed: document.removed)
    }
}
