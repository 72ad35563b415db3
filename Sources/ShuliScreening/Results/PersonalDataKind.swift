import ShuliText

/// A kind of data that identifies or reaches a person. Raw values are stable: reports and options contain them.
public enum PersonalDataKind: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// A mobile number of mainland China: eleven digits from 13 to 19, with or without +86.
    case mobile
    /// A landline number of mainland China with its area code, or without one behind a word for telephone.
    case landline
    /// A resident identity number of 18 digits with an existing date and a correct check digit (GB 11643, ISO 7064 MOD
    /// 11-2).
    case residentID = "resident-id"
    /// A card number of 15 to 19 digits with a known issuer's prefix and a correct check digit (ISO/IEC 7812, Luhn).
    case bankCard = "bank-card"
    /// An address of electronic mail.
    case email
    /// A QQ number behind a word that announces one.
    case qq
    /// A WeChat name behind a word that announces one.
    case wechat
    /// A licence plate of mainland China (GA 36).
    case plate
    /// An IPv4 or IPv6 address.
    case ipAddress = "ip-address"

    /// Orders kinds by their raw values.
    public static func < (left: PersonalDataKind, right: PersonalDataKind) -> Bool { left.rawValue < right.rawValue }
}

/// An occurrence of personal data.
public struct PersonalDataFinding: Sendable, Hashable, Codable {
    /// What it is.
    public let kind: PersonalDataKind
    /// Its range in UTF-8 bytes, which is the same in the text and in the masked text.
    public let range: TextRange
}
