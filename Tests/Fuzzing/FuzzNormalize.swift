import ShuliBase
import ShuliText

/// Any text with any options (the first bytes choose them, so that all are reached): the map covers both texts, and its
/// edits lie in them.
func fuzzNormalize(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = TextDecoder().decode(bytes).text
    let options = Normalizer.Options(rawValue: bytes.prefix(2).reduce(0) { $0 << 8 | UInt32($1) } & 0x3FFF)
    let result = Normalizer(options).normalize(text)
    let whole = TextRange(0, result.text.utf8.count)
    precondition(result.map.originalRange(of: whole, border: .outer) == TextRange(0, text.utf8.count))
    for edit in result.map.edits {
        precondition(edit.original.upperBound <= text.utf8.count && edit.result.upperBound <= whole.upperBound)
        precondition(result.map.resultRange(of: edit.original, border: .outer).contains(edit.result))
    }
}
