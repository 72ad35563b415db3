import ShuliText

/// What may name or reach a person.
public enum PersonalDataKind: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// A mobile number of the mainland: eleven digits from 13 to 19, with or without +86.
    case mobile
    /// A landline number with its area code.
    case landline
    /// A resident identity number of 18 digits whose date exists and whose check digit is right (GB 11643, ISO 7064 MOD 11-2).
    case residentID = "resident-id"
    /// A card of 16 to 19 digits with an issuer's prefix whose check digit is right (Luhn).
    case bankCard = "bank-card"
    case email
    /// A QQ number behind a word that says so.
    case qq
    /// A WeChat name behind a word that says so.
    case wechat
    /// A licence plate of the mainland.
    case plate
    /// An IPv4 or IPv6 address.
    case ipAddress = "ip-address"

    /// By name.
    public static func < (left: PersonalDataKind, right: PersonalDataKind) -> Bool { left.rawValue < right.rawValue }
}

/// One piece of personal data.
public struct PersonalDataFinding: Sendable, Hashable {
    public let kind: PersonalDataKind
    /// Where it stands, in UTF-8 bytes: the same in the masked text.
    public let range: TextRange
}
