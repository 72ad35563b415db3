/// Why some bytes are not JSON (RFC 8259).
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The offset in bytes from the start of what was parsed.
    package let offset: Int
    /// What is wrong there.
    package let reason: String

    package var description: String { "not JSON at byte \(offset + 1): \(reason)" }
}
