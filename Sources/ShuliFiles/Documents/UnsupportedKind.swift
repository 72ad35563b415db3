/// A kind of file that holds no document in a form that is read.
package enum UnsupportedKind: Hashable, Sendable, CustomStringConvertible {
    case pdf, rtf, zip, oldOffice, bzip2, xz, sevenZip, tar, arc, parquet, sqlite
    case archiveIndex, mail, rss, atom, siteMap, wiki
    /// XML of another kind, by the name of its first element.
    case xml(String)

    package var description: String {
        switch self {
        case .pdf: "a PDF file"
        case .rtf: "an RTF file"
        case .zip: "a ZIP archive (office documents and WACZ are such)"
        case .oldOffice: "an old office document"
        case .bzip2: "compressed by bzip2"
        case .xz: "compressed by xz"
        case .sevenZip: "a 7-Zip archive"
        case .tar: "a tar archive"
        case .arc: "an ARC file, the predecessor of WARC"
        case .parquet: "a Parquet file"
        case .sqlite: "an SQLite database"
        case .archiveIndex: "the index of a web archive"
        case .mail: "a mail"
        case .rss: "an RSS feed"
        case .atom: "an Atom feed"
        case .siteMap: "a site map"
        case .wiki: "an export of a wiki"
        case .xml(let root): "an XML file of the kind <\(root)>"
        }
    }
}
