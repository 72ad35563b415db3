import ShuliText

/// The phrases by which page furniture gives itself away, from Dictionaries/furniture.txt.
struct FurnitureRules: Sendable {
    /// One section of the file.
    struct Rule: Hashable, Sendable {
        let name: String
        let reason: String
        /// A block with more content characters than this is not judged by the rule.
        let longest: Int
    }

    private struct Pattern: Sendable {
        let scalars: [UInt32]
        let rule: Int
        let atStart: Bool
        let atEnd: Bool
    }

    let rules: [Rule]
    // By the first scalar, so that a block is walked once.
    private let patterns: [UInt32: [Pattern]]

    /// The built-in rules.
    static let standard = FurnitureRules(.furniture)

    /// The rules of a list in the format that the head of furniture.txt describes.
    init(_ list: TextList) {
        var rules: [Rule] = []
        var patterns: [UInt32: [Pattern]] = [:]
        for entry in list.entries {
            if entry.text.hasPrefix("["), let close = entry.text.firstIndex(of: "]"),
                let rule = Self.rule(entry.text[..<close].dropFirst(), entry.text[close...].dropFirst())
            {
                rules.append(rule)
                continue
            }
            var scalars = entry.text.unicodeScalars.map(\.value)
            let atStart = scalars.first == UInt32(UInt8(ascii: "^"))
            if atStart { scalars.removeFirst() }
            let atEnd = scalars.last == UInt32(UInt8(ascii: "$"))
            if atEnd { scalars.removeLast() }
            guard let first = scalars.first, !rules.isEmpty else { continue }
            patterns[first, default: []].append(
                Pattern(scalars: scalars, rule: rules.count - 1, atStart: atStart, atEnd: atEnd))
        }
        self.rules = rules
        self.patterns = patterns
    }

    // "name longest", and the reason. A pattern may begin with a bracket too: it has no number inside.
    private static func rule(_ head: Substring, _ reason: Substring) -> Rule? {
        let parts = head.split(separator: " ")
        guard parts.count == 2, let longest = Int(parts[1]) else { return nil }
        return Rule(name: String(parts[0]), reason: reason.drop { $0 == " " }.description, longest: longest)
    }

    /// The first rule of the file that the block falls under.
    func rule(for buffer: UTF8Buffer, _ range: TextRange, content: Int) -> Rule? {
        guard content <= 260 else { return nil }
        let text = Self.folded(buffer, range)
        var best: Int?
        for start in text.indices {
            guard let candidates = patterns[text[start]] else { continue }
            for pattern in candidates where best == nil || pattern.rule < best ?? 0 {
                guard !pattern.atStart || start == 0, content <= rules[pattern.rule].longest else { continue }
                let end = start + pattern.scalars.count
                guard end <= text.count, !pattern.atEnd || end == text.count else { continue }
                if text[start..<end].elementsEqual(pattern.scalars) { best = pattern.rule }
            }
        }
        return best.map { rules[$0] }
    }

    /// The scalars of a block as the patterns see them: no white space, ASCII width, lower case.
    static func folded(_ buffer: UTF8Buffer, _ range: TextRange) -> [UInt32] {
        var scalars: [UInt32] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            var (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if CharacterClass(scalar) == .space { continue }
            if (0xFF01...0xFF5E).contains(scalar) { scalar -= 0xFEE0 }
            if (0x41...0x5A).contains(scalar) { scalar |= 0x20 }
            scalars.append(scalar)
        }
        return scalars
    }
}
