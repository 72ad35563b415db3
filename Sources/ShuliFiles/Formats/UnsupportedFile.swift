import ShuliText

extension InputFormat {
    /// What a file is that can't be read as a document although its bytes may be text; nil for any other file. `head` are
    /// its first bytes, as UTF-8 where they are UTF-16.
    package static func unsupported(_ head: [UInt8]) -> UnsupportedKind? {
        if let found = signatures.first(where: { head.dropFirst($0.offset).starts(with: $0.bytes) }) {
            return found.kind
        }
        if isArchiveIndex(head) { return .archiveIndex }
        if isMail(head[...]) { return .mail }
        return markup(head)
    }

    private static let signatures: [(kind: UnsupportedKind, offset: Int, bytes: [UInt8])] = [
        (.pdf, 0, Array("%PDF-".utf8)), (.rtf, 0, Array("{\\rtf".utf8)),
        (.zip, 0, [0x50, 0x4B, 0x03, 0x04]),
        (.oldOffice, 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.bzip2, 0, Array("BZh".utf8)), (.xz, 0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (.sevenZip, 0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        // POSIX.1-2017, pax, "ustar Interchange Format".
        (.tar, 257, Array("ustar".utf8)),
        (.arc, 0, Array("filedesc://".utf8)),
        (.parquet, 0, Array("PAR1".utf8)), (.sqlite, 0, Array("SQLite format 3\0".utf8)),
    ]

    // CDX and CDXJ: an address turned around, and a time of fourteen digits. (com,example)/ 20250101000000)
    private static func isArchiveIndex(_ head: [UInt8]) -> Bool {
        if head.starts(with: " CDX ".utf8) { return true }
        let words = head.prefix { $0 != 0x0A }.split(separator: 0x20, maxSplits: 2)
        guard words.count == 3, words[0].contains(UInt8(ascii: ")")), words[0].contains(UInt8(ascii: ",")) else {
            return false
        }
        return words[1].count == 14 && words[1].allSatisfy { (0x30...0x39).contains($0) }
    }

    // A message, or an mbox of several: what its header has beside text is spread over parts in several codings.
    private static func isMail(_ head: ArraySlice<UInt8>) -> Bool {
        let isMailbox = head.starts(with: "From ".utf8)
        guard isMailbox || head.first.map({ (0x41...0x5A).contains($0 & 0xDF) }) == true,
            let fields = HeaderFields(head.prefix(1 << 14), hasFirstLine: isMailbox)
        else { return false }
        // People write the last four above their texts too.
        return ["message-id", "received", "mime-version"].contains { fields[$0] != nil }
            && ["from", "to", "date", "subject"].count { fields[$0] != nil } >= 2
    }

    // Feeds, site maps, exports: all XML but XHTML. Pages that say what they are come as HTML.
    private static func markup(_ head: [UInt8]) -> UnsupportedKind? {
        guard head.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") else { return nil }
        let text = lowercased(head[...])
        if text.contains("<html") { return nil }
        switch rootElement(text) {
        case "rss", "rdf": return .rss
        case "feed": return .atom
        case "urlset", "sitemapindex": return .siteMap
        case "mediawiki": return .wiki
        case let root?:
            guard text.contains("<?xml"), !pageElements.contains(root) else { return nil }
            return .xml(root)
        case nil: return nil
        }
    }

    // With which a part of a page may begin.
    private static let pageElements: Set = [
        "head", "body", "div", "article", "section", "main", "table", "p", "span", "title", "meta", "link", "script",
        "style",
    ]

    // The name of the first element, without its prefix.
    private static func rootElement(_ text: String) -> String? {
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            if rest.hasPrefix("!--") {
                guard let end = rest.firstRange(of: "-->") else { return nil }
                rest = rest[end.upperBound...]
                continue
            }
            guard let first = rest.first, first != "?", first != "!" else { continue }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" || $0 == "_" }
            return name.split(separator: ":").last.map(String.init)
        }
        return nil
    }
}
