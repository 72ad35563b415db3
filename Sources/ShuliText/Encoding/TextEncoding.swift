/// A character encoding, with one name a charset. Coded as its name.
public struct TextEncoding: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name, in lower case, for instance "gb18030".
    public let name: String

    /// UTF-8.
    public static let utf8 = TextEncoding(known: "utf-8")
    /// GB18030, the superset of GB2312 and GBK.
    public static let gb18030 = TextEncoding(known: "gb18030")
    /// Big5 with the Hong Kong supplement.
    public static let big5 = TextEncoding(known: "big5")
    package static let utf16LittleEndian = TextEncoding(known: "utf-16le")
    package static let utf16BigEndian = TextEncoding(known: "utf-16be")
    static let hz = TextEncoding(known: "hz-gb-2312")
    static let iso2022JP = TextEncoding(known: "iso-2022-jp")
    static let iso2022CN = TextEncoding(known: "iso-2022-cn")
    static let iso2022KR = TextEncoding(known: "iso-2022-kr")

    private init(known name: String) { self.name = name }

    /// The encoding of a label such as `gbk` or `UTF-16LE`, in any case. For the Chinese encodings the WHATWG Encoding
    /// Standard holds: gb2312 and gbk are GB18030, big5 has the Hong Kong supplement. Nil for a label that ICU does not
    /// know.
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

    /// The name.
    public var description: String { name }

    /// Reads a name; any label that `init(label:)` knows will do.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let label = try container.decode(String.self)
        guard let encoding = TextEncoding(label: label) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown encoding \"\(label)\"")
        }
        self = encoding
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// The name of ICU's converter: the one of the widest form of Big5.
    var converterName: String { self == .big5 ? "Big5-HKSCS" : name }
}

/// The text of some bytes, with what was found out about them.
public struct DecodedText: Hashable, Sendable {
    /// The text, with one U+FFFD for each undecodable sequence.
    public let text: String
    /// The encoding that the bytes were decoded in.
    public let encoding: TextEncoding
    /// Where the undecodable sequences begin, in bytes of the input, rising.
    public let undecodable: [Int]

    package init(text: String, encoding: TextEncoding, undecodable: [Int]) {
        self.text = text
        self.encoding = encoding
        self.undecodable = undecodable
    }
}
