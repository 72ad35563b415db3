import ShuliText

/// The names of a CSV file's fields, and what separates fields.
package struct CSVHeader: Sendable {
    package static let tab: UInt8 = 0x09
    package let names: [String]
    package let separator: UInt8

    /// `record` is the first record of the file.
    package init(_ record: [UInt8], separator: UInt8) {
        self.separator = separator
        let start = record.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = TextDecoder().decode(record[start...]).text
        names = (try? CSVRecord(Array(text.utf8)[...], separator: separator).fields) ?? []
    }

    /// The separator of a file, by its name; where the first line has none, by what it has: some programs write `;` where
    /// the comma is the decimal mark, and tabs under any name.
    static func separator(path: String, head: UTF8Buffer) -> UInt8 {
        let named = path.lowercased().contains(".tsv") ? tab : UInt8(ascii: ",")
        let line = head.prefix { $0 != 0x0A }
        return [named, tab, UInt8(ascii: ";"), UInt8(ascii: ",")].first(where: line.contains) ?? named
    }
}

/// One record of CSV (RFC 4180): fields between separators, those that hold separators, line breaks or quotation marks
/// between quotation marks, which are doubled inside. Between tabs a quotation mark is a character as any other.
package struct CSVRecord {
    package let fields: [String]

    /// `bytes` may end with a line break. Throws what is wrong.
    package init(_ bytes: ArraySlice<UInt8>, separator: UInt8) throws(DocumentFailure.Reason) {
        var fields: [String] = []
        var place = bytes.startIndex
        var end = bytes.endIndex
        if end > place, bytes[end - 1] == 0x0A { end -= 1 }
        if end > place, bytes[end - 1] == 0x0D { end -= 1 }
        while true {
            if place < end, bytes[place] == 0x22, separator != CSVHeader.tab {
                fields.append(try Self.quoted(bytes, &place, end))
                guard place == end || bytes[place] == separator else {
                    throw .malformed(.textBehindField)
                }
            } else {
                let stop = bytes[place..<end].firstIndex(of: separator) ?? end
                fields.append(String(decoding: bytes[place..<stop], as: UTF8.self))
                place = stop
            }
            guard place < end else { break }
            place += 1
        }
        self.fields = fields
    }

    private static func quoted(
        _ bytes: ArraySlice<UInt8>, _ place: inout Int, _ end: Int
    ) throws(DocumentFailure.Reason) -> String {
        var value: [UInt8] = []
        place += 1
        while true {
            guard let stop = bytes[place..<end].firstIndex(of: 0x22) else {
                throw .malformed(.openField)
            }
            value += bytes[place..<stop]
            place = stop + 1
            guard place < end, bytes[place] == 0x22 else { return String(decoding: value, as: UTF8.self) }
            value.append(0x22)
            place += 1
        }
    }
}
