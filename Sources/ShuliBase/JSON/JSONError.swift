/// A place where text is not JSON.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a text that is to be JSON.
    package enum Fault: Hashable, Sendable, CustomStringConvertible {
        /// The byte that must come next, and the one that may come instead.
        case missing(UInt8, or: UInt8?)
        case noValue
        case end
        case noDigit
        case textBehindValue
        case tooDeep(limit: Int)
        case openString
        case controlCharacter
        case unknownEscape
        case noHexadecimal

        package var description: String {
            switch self {
            case .missing(0x22, or: _): "a string expected"
            case .missing(let byte, let end): Self.marks(byte, end).joined(separator: " or ") + " expected"
            case .noValue: "a value expected"
            case .end: "a value expected, but the text ends"
            case .noDigit: "a digit expected"
            case .textBehindValue: "text behind the value"
            case .tooDeep(let limit): "nested deeper than \(limit)"
            case .openString: "a string without its end"
            case .controlCharacter: "a control character in a string"
            case .unknownEscape: "an unknown escape"
            case .noHexadecimal: "four hexadecimal digits expected"
            }
        }

        /// The marks that may come next.
        package static func marks(_ byte: UInt8, _ end: UInt8?) -> [String] {
            [byte, end].compactMap(\.self).map { String(Unicode.Scalar($0)) }
        }
    }

    /// The offset in bytes from the start of what was parsed.
    package let offset: Int
    /// What is wrong there.
    package let fault: Fault

    package var description: String { "not JSON at byte \(offset + 1): \(fault)" }
}
