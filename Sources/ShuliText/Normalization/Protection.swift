/// The kinds of spans that a normalizer does not change.
public struct Protection: OptionSet, Sendable, Hashable {
    /// A bit a kind.
    public let rawValue: UInt8
    /// The kinds of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Addresses of the web.
    public static let url = Protection(rawValue: 1 << 0)
    /// Addresses of mail.
    public static let email = Protection(rawValue: 1 << 1)
    /// Code between grave accents, as in Markdown.
    public static let code = Protection(rawValue: 1 << 2)
    /// All of them.
    public static let all: Protection = [.url, .email, .code]
}
