import ShuliText
import ShuliTraining

/// SplitMix64 for the tests' random texts.
typealias TestRandom = SeededRandom

/// The words of a text.
func words(of text: String, _ decoder: WordDecoder = .standard(), spans: [WordSpan] = []) -> [String] {
    let bytes = Array(text.utf8)
    var at = 0
    return ends(of: bytes, decoder, spans: spans).map { end in
        defer { at = end }
        return String(decoding: bytes[at..<end], as: UTF8.self)
    }
}

func ends(of bytes: [UInt8], _ decoder: WordDecoder = .standard(), spans: [WordSpan] = []) -> [Int] {
    var scratch = SegmentationScratch()
    var ends: [Int] = []
    bytes.withUnsafeBufferPointer {
        decoder.appendWordEnds(in: $0, range: 0..<$0.count, spans: spans, scratch: &scratch, to: &ends)
    }
    return ends
}

/// The span of the first occurrence of `part` in `text`, in UTF-8 bytes.
func span(of part: String, in text: String, _ policy: WordSpan.Policy) -> WordSpan {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    for start in 0...(bytes.count - wanted.count) where Array(bytes[start..<start + wanted.count]) == wanted {
        return WordSpan(start..<start + wanted.count, policy)
    }
    return WordSpan(0..<0, policy)
}

/// Texts of random bytes, characters and words, some invalid as UTF-8.
func randomBytes(_ random: inout TestRandom) -> [UInt8] {
    let pieces: [String] = [
        "发展", "中国", "的", "我", "學習", "了", "北京大学", "2024", "年", "abc", "Ｔ恤", "，", "。", "“", "”", "——", "……", "\n",
        " ", "\r\n", "　", "👨‍👩‍👧", "é", "е", "か", "한", "𠮷", "\u{0}", "%", "3.14", "@x", "#题#",
    ]
    var out: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: out.append(UInt8.random(in: 0...255, using: &random))
        case 1...3:
            if let scalar = Unicode.Scalar(UInt32.random(in: 0x4e00...0x9fff, using: &random)) {
                out += String(Character(scalar)).utf8
            }
        default: out += pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8
        }
    }
    return out
}
