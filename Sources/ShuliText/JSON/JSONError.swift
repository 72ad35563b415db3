/// Why some bytes are not JSON (RFC 8259).
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where, in bytes from the start of what was parsed.
    public let offset: Int
    /// What was found there or missing.
    public let reason: String

    public var description: String { "not JSON at byte \(offset + 1): \(reason)" }
}
