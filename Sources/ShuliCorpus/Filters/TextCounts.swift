import ShuliText

/// What one pass over a text counts.
struct TextCounts {
    /// How many scalars there are of each value of `CharacterTraits`.
    private var histogram = [Int](repeating: 0, count: 128)
    /// Scalars that are no white space.
    private(set) var characters = 0
    /// Lines that hold more than white space.
    private(set) var lines = 0
    /// In lines that stood before.
    private(set) var repeatedLineCharacters = 0
    /// That end ten characters which stood before.
    private(set) var repeatedCharacters = 0
    /// In lines that hold the end of a sentence.
    private(set) var sentenceCharacters = 0

    /// How many characters are looked back over for repetitions.
    static let window = 65_536

    /// The buffer is valid UTF-8.
    init(of buffer: UTF8Buffer) {
        // At most one hash a character and one a line: half of the slots stay free.
        var capacity = 64
        while capacity < 4 * min(buffer.count, Self.window) { capacity *= 2 }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
            var seen = SeenHashes(slots)
            CharacterTraits.table.withUnsafeBufferPointer { table in
                histogram.withUnsafeMutableBufferPointer { histogram in
                    var pass = Pass(buffer: buffer, traits: table, histogram: histogram)
                    pass.run(&seen)
                    lines = pass.lines
                    repeatedLineCharacters = pass.repeatedLineCharacters
                    repeatedCharacters = pass.repeatedCharacters
                    sentenceCharacters = pass.sentenceCharacters
                }
            }
        }
        for (value, count) in histogram.enumerated()
        where CharacterTraits(rawValue: UInt8(value)).characterClass != .space { characters += count }
    }

    /// How many scalars are of a class.
    func count(in characterClass: CharacterClass) -> Int {
        histogram.indices.reduce(0) {
            CharacterTraits(rawValue: UInt8($1)).characterClass == characterClass ? $0 + histogram[$1] : $0
        }
    }

    /// How many scalars have a trait.
    func count(of trait: CharacterTraits) -> Int {
        histogram.indices.reduce(0) {
            CharacterTraits(rawValue: UInt8($1)).contains(trait) ? $0 + histogram[$1] : $0
        }
    }
}

/// The pass: what it has seen of the text, of the line and of the last ten characters.
private struct Pass {
    let buffer: UTF8Buffer
    let traits: UnsafeBufferPointer<UInt8>
    let histogram: UnsafeMutableBufferPointer<Int>
    var lines = 0
    var repeatedLineCharacters = 0
    var repeatedCharacters = 0
    var sentenceCharacters = 0

    private var lineHash: UInt64 = 0
    private var lineCharacters = 0
    private var lineTraits: UInt8 = 0
    private var gram = RollingHash()
    private var untilReset = TextCounts.window

    init(buffer: UTF8Buffer, traits: UnsafeBufferPointer<UInt8>, histogram: UnsafeMutableBufferPointer<Int>) {
        (self.buffer, self.traits, self.histogram) = (buffer, traits, histogram)
    }

    mutating func run(_ seen: inout SeenHashes) {
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let trait = scalar < 0x1_0000 ? traits[Int(scalar)] : CharacterTraits.beyondTable(scalar)
            histogram[Int(trait)] += 1
            if trait & CharacterTraits.classBits == CharacterClass.space.rawValue {
                if scalar == 0x0A || scalar == 0x0D { endLine(&seen) }
                continue
            }
            lineCharacters += 1
            lineTraits |= trait
            lineHash = (lineHash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
            if let hash = gram.append(scalar), seen.insert(hash) { repeatedCharacters += 1 }
            untilReset -= 1
            if untilReset == 0 {
                seen.removeAll()
                untilReset = TextCounts.window
            }
        }
        endLine(&seen)
    }

    private mutating func endLine(_ seen: inout SeenHashes) {
        guard lineCharacters > 0 else { return }
        lines += 1
        // Mixed with a constant, so that a line of ten characters is no gram.
        if seen.insert((lineHash ^ 0xD6E8_FEB8_6659_FD93) &* 0xBF58_476D_1CE4_E5B9) {
            repeatedLineCharacters += lineCharacters
        }
        if CharacterTraits(rawValue: lineTraits).contains(.sentenceEnd) { sentenceCharacters += lineCharacters }
        lineHash = 0
        lineCharacters = 0
        lineTraits = 0
    }
}

/// The hash of the last ten characters.
private struct RollingHash {
    private static let length = 10
    private static let base: UInt64 = 0x2545_F491_4F6C_DD1D
    // The base to the tenth: what the character that leaves was multiplied by.
    private static let leaving: UInt64 = (0..<length).reduce(1) { power, _ in power &* base }

    private var value: UInt64 = 0
    // The last characters, by their number modulo 16.
    private var ring = SIMD16<UInt32>()
    private var count = 0

    /// The hash of the last ten characters, nil as long as there are fewer.
    @inline(__always)
    mutating func append(_ scalar: UInt32) -> UInt64? {
        let place = count & 15
        let left = count >= Self.length ? Self.mixed(ring[(count &- Self.length) & 15]) &* Self.leaving : 0
        value = value &* Self.base &+ Self.mixed(scalar) &- left
        ring[place] = scalar
        count &+= 1
        return count >= Self.length ? (value ^ value >> 29) &* 0xBF58_476D_1CE4_E5B9 : nil
    }

    @inline(__always)
    private static func mixed(_ scalar: UInt32) -> UInt64 {
        let value = (UInt64(scalar) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        return value ^ value >> 31
    }
}

/// A set of hashes that were seen, by open addressing: 32 bits of a hash in a slot, its place by others. Two of a
/// million hashes may be taken for one.
private struct SeenHashes {
    private let slots: UnsafeMutableBufferPointer<UInt32>

    /// Slots by a power of two, at least half of which stay free; they need not be initialized.
    init(_ slots: UnsafeMutableBufferPointer<UInt32>) {
        self.slots = slots
        slots.initialize(repeating: 0)
    }

    /// Whether the hash was there already.
    @inline(__always)
    mutating func insert(_ hash: UInt64) -> Bool {
        let key = UInt32(truncatingIfNeeded: hash) | 1
        var place = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] == key { return true }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = key
        return false
    }

    mutating func removeAll() { slots.update(repeating: 0) }
}
