import ShuliBase
import ShuliText

/// Any bytes in any encoding, declared, given or unknown: undecodable sequences are reported at rising offsets in the
/// input, each as one U+FFFD; valid UTF-8 that is read as UTF-8 stays as it is; repairs of the text have valid maps.
func fuzzEncoding(_ bytes: UnsafeBufferPointer<UInt8>) {
    let encodings: [TextEncoding] = [.utf8, .gb18030, .big5, .utf16LittleEndian, .utf16BigEndian]
    let encoding = encodings[Int(bytes.first ?? 0) % encodings.count]
    let decoder = TextDecoder()
    requireConsistent(decoder.decode(bytes), bytes)
    requireConsistent(decoder.decode(bytes, declared: encoding), bytes)
    requireConsistent(decoder.decode(bytes, declared: TextEncoding(declaredInHTML: bytes)), bytes)
    requireConsistent(TextDecoder(encoding: encoding).decode(bytes), bytes)

    let text = String(decoding: bytes, as: UTF8.self)
    let decoded = TextDecoder(encoding: .utf8).decode(text.utf8)
    precondition(decoded.undecodable.isEmpty)
    precondition(decoded.text == text || "\u{FEFF}\(decoded.text)".utf8.elementsEqual(text.utf8))

    let repaired = MojibakeDetector().repair(text)
    let whole = TextRange(0, repaired.text.utf8.count)
    precondition(repaired.map.originalRange(of: whole, border: .outer) == TextRange(0, text.utf8.count))
    var end = 0
    for finding in MojibakeDetector().findings(in: text) {
        precondition(finding.range.lowerBound >= end && finding.range.upperBound <= text.utf8.count)
        precondition(!finding.range.isEmpty)
        end = finding.range.upperBound
    }
}

private func requireConsistent(_ decoded: DecodedText, _ bytes: UnsafeBufferPointer<UInt8>) {
    var last = -1
    for offset in decoded.undecodable {
        precondition(offset > last && offset < bytes.count)
        last = offset
    }
    precondition(decoded.text.unicodeScalars.count { $0 == "\u{FFFD}" } >= decoded.undecodable.count)
}
