import ShuliText

/// Makes UTF-8 with line feeds of a file of records that is UTF-16, or whose lines end with carriage returns alone: what
/// finds records in it looks for line feeds.
struct TextNormalizer: Sendable {
    private enum Kind {
        case utf16LittleEndian, utf16BigEndian, carriageReturns
    }

    private let kind: Kind
    private var waiting: [UInt8] = []
    // Half of a surrogate pair.
    private var high: UInt16?
    private var isFirst = true

    /// What the bytes were; nil where only line breaks are changed.
    var encoding: TextEncoding? {
        switch kind {
        case .utf16LittleEndian: .utf16LittleEndian
        case .utf16BigEndian: .utf16BigEndian
        case .carriageReturns: nil
        }
    }

    /// Whether each byte stays one byte in its place.
    var keepsOffsets: Bool { kind == .carriageReturns }

    /// Nil where a file that begins with `head` needs nothing. `encoding` is the one that the user named.
    init?(head: [UInt8], encoding: TextEncoding?) {
        if head.starts(with: [0xFF, 0xFE]) || encoding == .utf16LittleEndian {
            kind = .utf16LittleEndian
        } else if head.starts(with: [0xFE, 0xFF]) || encoding == .utf16BigEndian {
            kind = .utf16BigEndian
        } else if encoding == nil, Self.beginsWithASCII(head, zerosAt: 1) {
            kind = .utf16LittleEndian
        } else if encoding == nil, Self.beginsWithASCII(head, zerosAt: 0) {
            kind = .utf16BigEndian
        } else if encoding == nil, let wide = Self.wide(head) {
            kind = wide
        } else if !head.contains(0x0A), let place = head.firstIndex(of: 0x0D), place < head.count - 1 {
            kind = .carriageReturns
        } else {
            return nil
        }
    }

    // Records begin with ASCII: with a bracket, or with the first field's name. Zeros elsewhere are damage.
    private static func beginsWithASCII(_ head: [UInt8], zerosAt zero: Int) -> Bool {
        head.count >= 4 && [0, 2].allSatisfy { head[$0 + zero] == 0 && (1..<0x80).contains(head[$0 + 1 - zero]) }
    }

    // Records that begin with other characters, such as the names of fields: decided as for a text.
    private static func wide(_ head: [UInt8]) -> Kind? {
        TextDecoder.byteOrderOfUTF16(head).map { $0 == .utf16LittleEndian ? .utf16LittleEndian : .utf16BigEndian }
    }

    mutating func convert(_ bytes: [UInt8]) -> [UInt8] {
        switch kind {
        case .carriageReturns: bytes.map { $0 == 0x0D ? 0x0A : $0 }
        case .utf16LittleEndian: units(bytes) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian: units(bytes) { UInt16($1) | UInt16($0) << 8 }
        }
    }

    private mutating func units(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        let all = waiting.isEmpty ? bytes : waiting + bytes
        var units: [UInt16] = []
        units.reserveCapacity(all.count / 2 + 1)
        if let high { units.append(high) }
        high = nil
        for place in stride(from: 0, to: all.count - 1, by: 2) { units.append(unit(all[place], all[place + 1])) }
        waiting = all.count % 2 == 0 ? [] : [all[all.count - 1]]
        if isFirst, units.first == 0xFEFF { units.removeFirst() }
        isFirst = isFirst && units.isEmpty
        if let last = units.last, last & 0xFC00 == 0xD800 {
            high = last
            units.removeLast()
        }
        // A surrogate without its other half becomes U+FFFD.
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
