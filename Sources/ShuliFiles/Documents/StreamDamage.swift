/// Why compressed bytes could not be inflated.
package enum StreamDamage: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong in the words of zlib, Zstandard or Brotli; `byte` is a place of the file.
    case inflater(String, byte: Int)
    case cutOff(byte: Int)
    case bomb(ratio: Int, byte: Int)
    case notCompressed(count: Int, byte: Int)
    /// The body of a response of HTTP.
    case body

    package var description: String {
        switch self {
        case .inflater(let words, let byte): "\(words), byte \(byte) of the file"
        case .cutOff(let byte): "the compressed data is cut off, byte \(byte) of the file"
        case .bomb(let ratio, let byte):
            "inflates to more than \(ratio) times its size: a bomb, byte \(byte) of the file"
        case .notCompressed(let count, let byte):
            "\(count) bytes that are not compressed data, byte \(byte) of the file"
        case .body: "the body of the response can't be inflated"
        }
    }
}
