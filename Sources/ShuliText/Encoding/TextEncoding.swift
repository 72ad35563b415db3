/// A character encoding, by one name a charset.
public struct TextEncoding: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name, in lower case, for instance "gb18030".
    public let name: String

    public static let utf8 = TextEncoding(known: "utf-8")
    public static let gb18030 = TextEncoding(known: "gb18030")
    public static let big5 = TextEncoding(known: "big5")
    public static let utf16LittleEndian = TextEncoding(known: "utf-16le")
    public static let utf16BigEndian = TextEncoding(known: "utf-16be")

    private init(known name: String) { self.name = name }

    /// The encoding that a label of the web means (WHATWG Encoding Standard for the Chinese ones: gb2312 and gbk are
    /// read as their superset GB18030, big5 with the Hong Kong supplement). Nil for a label that ICU can't decode.
    public init?(label: String) {
        let label = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        switch label {
        case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
        case "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312", "gb_2312-80", "csgb2312", "euc-cn", "cp936", "chinese":
            self = .gb18030
        case "big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5", "big5hkscs", "cp950": self = .big5
        case "utf-16", "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        default:
            guard !label.isEmpty, label.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
                (try? CharsetConverter(label)) != nil
            else { return nil }
            name = label
        }
    }

    public var description: String { name }

    /// What ICU is to be asked for: Big5 in its widest form.
    var converterName: String { self == .big5 ? "Big5-HKSCS" : name }
}

/// Bytes that became text.
public struct DecodedText: Hashable, Sendable {
    /// The text; each undecodable sequence stands as one U+FFFD.
    public let text: String
    /// What the bytes were read as.
    public let encoding: TextEncoding
    /// Where the undecodable sequences began, in bytes of the input, rising.
    public let undecodable: [Int]

    public init(text: String, encoding: TextEncoding, undecodable: [Int]) {
        self.text = text
        self.encoding = encoding
        self.undecodable = undecodable
    }
}
