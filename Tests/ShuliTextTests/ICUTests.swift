import ShuliText
import Testing

@Suite struct ICUTests {
    @Test func unknownNamesAreErrorsThatSayWhat() {
        #expect {
            _ = try CharsetConverter("gb18031")
        } throws: { error in
            "\(error)" == "ICU could not open a converter for \"gb18031\": U_FILE_ACCESS_ERROR"
        }
    }

    @Test func normalizationWithEdits() throws {
        let composed = try NormalizationForm.nfc.normalize("ae\u{301}b")
        #expect(composed.text == "aéb")
        #expect(composed.map.edits == [OffsetMap.Edit(original: TextRange(1, 4), result: TextRange(1, 3))])
        let compatible = try NormalizationForm.nfkc.normalize("第①章㍿")
        #expect(compatible.text == "第1章株式会社")
        #expect(compatible.originalRange(of: TextRange(3, 4)) == TextRange(3, 6))
        #expect(try NormalizationForm.nfc.normalize("已经如此").map == .identity)
        #expect(try NormalizationForm.nfkcCaseFold.normalize("ＡBc").text == "abc")
        #expect(try NormalizationForm.nfd.normalize("é").text.unicodeScalars.count == 2)
    }

    @Test func encodingCountsWhatHasNoPlace() throws {
        var converter = try CharsetConverter("Big5-HKSCS")
        let (bytes, substitutions) = try converter.encode("國😀")
        #expect(substitutions == 1)
        #expect(bytes.starts(with: [0xB0, 0xEA]))
    }

    @Test func undecodableSequencesHaveOffsets() throws {
        var converter = try CharsetConverter("gb18030")
        let bytes: [UInt8] = [0xD6, 0xD0, 0xFF, 0x41, 0xB9, 0xFA, 0x81]
        let (text, errors) = try bytes.withUnsafeBufferPointer { try converter.decode($0) }
        #expect(text == "中\u{FFFD}A国\u{FFFD}")
        #expect(errors == [2, 6])
    }

    @Test func surrogatesOfUTF16() throws {
        var converter = try CharsetConverter("UTF-16LE")
        // A lone high surrogate, then 𠮷 across the converter's buffer.
        let units = [0xD800] + [UInt16](repeating: 0x4E2D, count: 4_094) + [0xD842, 0xDFB7]
        let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let (text, errors) = try bytes.withUnsafeBufferPointer { try converter.decode($0) }
        #expect(text.hasSuffix("中𠮷"))
        #expect(text.hasPrefix("\u{FFFD}中"))
        #expect(errors == [0])
    }

    @Test func detection() throws {
        var converter = try CharsetConverter("gb18030")
        let (bytes, _) = try converter.encode("据介绍，本次展览将持续到下个月底，市民可以免费参观。")
        let guesses = try bytes.withUnsafeBufferPointer { try CharsetDetector.guesses(for: $0) }
        #expect(guesses.contains { $0.charset == "GB18030" })
        #expect(try CharsetDetector.guesses(for: UnsafeBufferPointer(start: nil, count: 0)).isEmpty)
    }

    @Test func versions() {
        #expect(ICUVersion.icu.contains("."))
        #expect(ICUVersion.unicode.contains("."))
    }
}
