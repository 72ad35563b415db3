import ShuliText

/// The numbered lists of a text (1、2、3、, （一）（二）（三）, 骗局之1, 骗局之2). The lines between the first and the last item belong
/// together, however short they are and however far from the headline.
struct Enumerations {
    /// A run of items in one style whose numbers increase by one.
    struct List {
        /// The blocks from the first item to the end of the last, whose length is the average of the others.
        var blocks: Range<Int>
        var items: Int
    }

    /// The position of a block in its list.
    struct Place {
        let list: Int32
        /// The block where its item begins.
        let item: Int32
    }

    private(set) var lists: [List] = []
    /// For each block the position in the longest list around it; nil where there is none.
    private(set) var places: [Place?]

    // A list has at least this many items, and two items of it are at most so many blocks apart. Chosen by hand; the trees were
    // trained with the lists that follow.
    private static let minimumItems = 3
    private static let maximumDistance = 80

    init(_ lines: [AssessedBlock], _ buffer: UTF8Buffer) {
        places = [Place?](repeating: nil, count: lines.count)
        var open: [UInt64: [Item]] = [:]
        var found: [[Item]] = []
        func close(_ items: [Item]) {
            if items.count >= Self.minimumItems { found.append(items) }
        }
        for (index, line) in lines.enumerated() {
            guard let ordinal = Ordinal(buffer, line.block.range) else { continue }
            let item = Item(number: ordinal.number, index: index)
            if let last = open[ordinal.style]?.last, index - last.index <= Self.maximumDistance,
                // One item may be missing: lost by a scraper, or never written.
                (1...2).contains(item.number - last.number)
            {
                open[ordinal.style]?.append(item)
            } else if item.number <= 1 || open[ordinal.style] == nil {
                close(open[ordinal.style] ?? [])
                open[ordinal.style] = item.number <= 1 ? [item] : nil
            }
        }
        for style in open.keys.sorted() { close(open[style] ?? []) }
        // Long lists last, so that they replace the short ones inside them.
        found.sort { ($0.span, $0[0].index) < ($1.span, $1[0].index) }
        for items in found {
            let length = (items.span + items.count - 2) / (items.count - 1)
            let end = min(lines.count, items[items.count - 1].index + length)
            for (place, item) in items.enumerated() {
                for block in item.index..<(place + 1 < items.count ? items[place + 1].index : end) {
                    places[block] = Place(list: Int32(lists.count), item: Int32(item.index))
                }
            }
            lists.append(List(blocks: items[0].index..<end, items: items.count))
        }
    }

    fileprivate struct Item {
        let number: Int
        let index: Int
    }
}

extension [Enumerations.Item] {
    // The number of blocks from the first item to the last.
    fileprivate var span: Int { self[count - 1].index - self[0].index }
}

/// The number at the beginning of a block, and its style: a hash of what precedes and follows it and of how it is written.
private struct Ordinal {
    let number: Int
    let style: UInt64

    private static let maximumPrefix = 6

    init?(_ buffer: UTF8Buffer, _ range: TextRange) {
        var style = RunningHash()
        var offset = range.lowerBound
        var prefix = 0
        var hasContent = false
        while offset < range.upperBound, prefix <= Self.maximumPrefix {
            if let (number, kind, end) = Self.numeral(buffer, offset, range.upperBound) {
                var next: UInt32 = 0
                var behind = end
                if end < range.upperBound {
                    let (scalar, length) = buffer.scalar(at: end)
                    (next, behind) = (scalar, end + length)
                }
                let isDecimal = kind == 0 && behind < range.upperBound && (0x30...0x39).contains(buffer[behind])
                if Self.ends(next, kind, afterContent: hasContent), !(isDecimal && (next == 0x2E || next == 0x3A)) {
                    style.add(kind)
                    // ① is followed directly by the item.
                    style.add(kind == 2 ? 0 : next)
                    self.number = number
                    self.style = style.value
                    return
                }
                // The digits of 2025年 or 3个 do not count items.
                if kind == 0 { return nil }
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar).isContent { hasContent = true }
            style.add(scalar)
            offset += length
            prefix += 1
        }
        return nil
    }

    // What may follow the number of an item: a mark, the end of the block, a word for a part of a text.
    private static func ends(_ scalar: UInt32, _ kind: UInt32, afterContent: Bool) -> Bool {
        switch scalar {
        case 0, 0x20, 0x3000, 0x09, 0x3001, 0xFF0E, 0x2E, 0xFF09, 0x29, 0xFF1A, 0x3A, 0x3011, 0x5D, 0x3002: true
        case 0x7AE0, 0x8282, 0x6761, 0x90E8, 0x56DE, 0x6B65, 0x96C6, 0x8BDD, 0x671F: afterContent  // 章节条部回步集话期
        case 0x662F, 0x6765: kind == 1 && !afterContent  // 一是, 二来
        default: kind == 2
        }
    }

    // A number of at most three digits (kind 0), Han numerals up to 九十九 (kind 1) or ① to ⑳ (kind 2), and where it ends.
    private static func numeral(_ buffer: UTF8Buffer, _ start: Int, _ end: Int) -> (
        number: Int, kind: UInt32, end: Int
    )? {
        var offset = start
        var number = 0
        while offset < end, offset < start + 4, (0x30...0x39).contains(buffer[offset]) {
            number = number * 10 + Int(buffer[offset] - 0x30)
            offset += 1
        }
        if offset > start { return offset - start <= 3 ? (number, 0, offset) : nil }
        let (scalar, length) = buffer.scalar(at: start)
        if (0x2460...0x2473).contains(scalar) { return (Int(scalar) - 0x245F, 2, start + length) }
        var digit = 0
        var hasTen = false
        while offset < end {
            let (scalar, length) = buffer.scalar(at: offset)
            if scalar == 0x5341, !hasTen {
                number = max(1, digit) * 10
                (digit, hasTen) = (0, true)
            } else if digit == 0, let value = Self.digit(scalar) {
                digit = value
            } else {
                break
            }
            offset += length
        }
        return offset > start ? (number + digit, 1, offset) : nil
    }

    // 一 to 九. A switch, because it is called for the first characters of every line.
    private static func digit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }
}

/// Labels before a colon that several lines of a text share, like 电话： and 票价： in a list of sights.
struct RepeatedLabels {
    /// For each block the number of lines with its label; 0 where it has none.
    let counts: [Int]

    private static let maximumLength = 12

    init(_ lines: [AssessedBlock], _ buffer: UTF8Buffer) {
        let labels = lines.map { Self.label(buffer, $0.block.range) }
        var index = KeyIndex()
        var counts: [Int] = []
        for case let label? in labels {
            let number = index.insert(label)
            if number == counts.count { counts.append(0) }
            counts[number] += 1
        }
        self.counts = labels.map { label in label.flatMap { index.number(of: $0) }.map { counts[$0] } ?? 0 }
    }

    private static func label(_ buffer: UTF8Buffer, _ range: TextRange) -> UInt64? {
        var hash = RunningHash()
        var offset = range.lowerBound
        var length = 0
        while offset < range.upperBound, length <= maximumLength {
            let (scalar, width) = buffer.scalar(at: offset)
            if scalar == 0xFF1A || scalar == 0x3A { return length >= 2 ? hash.value : nil }
            if CharacterClass(scalar).isContent {
                length += 1
                hash.add(scalar)
            }
            offset += width
        }
        return nil
    }
}
