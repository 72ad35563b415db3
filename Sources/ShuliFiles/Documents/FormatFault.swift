/// What is wrong with a record of a format.
package enum FormatFault: Hashable, Sendable, CustomStringConvertible {
    /// CSV: text behind the closing quotation mark of a field.
    case textBehindField
    case openField
    case fieldCount(Int, named: Int)
    /// JSON: a string or an object that is not closed, and what is between objects.
    case openString
    case openObject
    case noObject
    case noBoundary
    case noPage
    case warc(WARCFault)

    package var description: String {
        switch self {
        case .textBehindField: "CSV: text behind a closing quotation mark"
        case .openField: "CSV: a quotation mark that is not closed"
        case .fieldCount(let count, let named): "CSV: \(count) fields, but the first line names \(named)"
        case .openString: "JSON: a string that is not closed"
        case .openObject: "JSON: an object that is not closed"
        case .noObject: "JSON: something else than an object"
        case .noBoundary: "MHTML: no header that names a boundary"
        case .noPage: "MHTML: no part that is a page"
        case .warc(let fault): "WARC: \(fault)"
        }
    }
}

/// What is wrong with a record of a WARC file.
package enum WARCFault: Hashable, Sendable, CustomStringConvertible {
    case cutOff
    case lastCutOff
    case noBegin
    case endlessHeader
    case noHeader
    case noLength
    case unknownType(String)
    case noHTTPHeader
    case wrongLength(declared: String, found: Int)

    package var description: String {
        switch self {
        case .cutOff: "a record is cut off"
        case .lastCutOff: "the last record is cut off"
        case .noBegin: "a record that does not begin with WARC/"
        case .endlessHeader: "a header without end"
        case .noHeader: "no header"
        case .noLength: "a record without Content-Length"
        case .unknownType(let type): "a record of the unknown type \"\(type)\""
        case .noHTTPHeader: "a response without HTTP header"
        case .wrongLength(let declared, let found): "Content-Length is \(declared), but the record has \(found) bytes"
        }
    }
}
