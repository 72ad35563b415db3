import CHTML
import ShuliText

/// Where names of members may be: an element says so, or a link leads to a page of a member.
struct MemberNames {
    /// The blocks that may hold one.
    private(set) var blocks: [Bool]
    /// The spans that lead to a page of a member.
    private(set) var leads: [Bool]

    init(_ analysis: DocumentAnalysis) {
        let elements = analysis.document.elements
        let lines = analysis.lines
        blocks = [Bool](repeating: false, count: lines.count)
        leads = [Bool](repeating: false, count: elements.spans.count)
        for node in elements.nodes where node.names.contains(.person) {
            for index in node.blocks { blocks[index] = true }
        }
        // Spans rise by their starts.
        var index = 0
        for (number, span) in elements.spans.enumerated() where span.range.upperBound > span.range.lowerBound {
            while index < lines.count, lines[index].block.range.upperBound <= span.range.lowerBound { index += 1 }
            leads[number] = Int(span.tag) == SHULI_TAG_A && elements.leadsToMember(span.value)
            guard leads[number] || span.names.contains(.person) else { continue }
            var inside = index
            while inside < lines.count, lines[inside].block.range.lowerBound < span.range.upperBound {
                blocks[inside] = true
                inside += 1
            }
        }
    }
}

extension PageElements {
    // Whether an address has a word for members: /user/12, ?uid=3.
    fileprivate func leadsToMember(_ address: Value) -> Bool {
        bytes(address).suffix(80).withUnsafeBufferPointer { bytes in
            let words = MemberAddress.words
            // The letters of a word, a byte each. None of the list is longer than seven.
            var word: UInt64 = 0
            var length = 0
            for byte in bytes {
                if (byte | 0x20) &- 0x61 < 26 {
                    word = word << 8 | UInt64(byte | 0x20)
                    length += 1
                    continue
                }
                if length > 0, length <= 7, words.contains(word) { return true }
                (word, length) = (0, 0)
            }
            return length > 0 && length <= 7 && words.contains(word)
        }
    }
}

private enum MemberAddress {
    static let words = ["user", "users", "u", "uid", "space", "people", "member", "profile", "home", "author"].map {
        $0.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}
