import ShuliText

/// What one pass over a text counts.
struct TextCounts {
    /// How many scalars there are of each value of the counted bits of `CharacterTraits`.
    private var histogram = [Int](repeating: 0, count: Int(CharacterTraits.countedBits) + 1)
    /// Scalars that are no white space.
    private(set) var characters = 0
    /// That end ten characters which stood before.
    private(set) var repeatedCharacters = 0
    /// In words of advertising.
    private(set) var spamCharacters = 0
    /// By line.
    private(set) var lines = LineCounts()

    /// How many characters are looked back over for repetitions, at most.
    static let window = 65_536

    /// The buffer is valid UTF-8.
    init(of buffer: UTF8Buffer) {
        // At most one hash a character and one a line; of Chinese text, three bytes a character, five of six slots stay free.
        var capacity = 64
        while capacity < 2 * min(buffer.count, Self.window) { capacity *= 2 }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
            CharacterTraits.table.withUnsafeBufferPointer { table in
                histogram.withUnsafeMutableBufferPointer { histogram in
                    var pass = Pass(buffer: buffer, traits: table, histogram: histogram, seen: SeenHashes(slots))
                    pass.run()
                    repeatedCharacters = pass.repeatedCharacters
                    spamCharacters = pass.spamCharacters
                    lines = pass.lines
                }
            }
        }
        for (value, count) in histogram.enumerated() where Self.traits(value).characterClass != .space {
            characters += count
        }
    }

    /// How many scalars are of a class.
    func count(in characterClass: CharacterClass) -> Int {
        histogram.indices.reduce(0) {
            Self.traits($1).characterClass == characterClass ? $0 + histogram[$1] : $0
        }
    }

    /// How many scalars have a trait.
    func count(of trait: CharacterTraits) -> Int {
        histogram.indices.reduce(0) { Self.traits($1).contains(trait) ? $0 + histogram[$1] : $0 }
    }

    private static func traits(_ value: Int) -> CharacterTraits { CharacterTraits(rawValue: UInt16(value)) }
}

/// The pass: what it has seen of the text, of the line and of the last ten characters.
private struct Pass {
    let buffer: UTF8Buffer
    let traits: UnsafeBufferPointer<UInt16>
    let histogram: UnsafeMutableBufferPointer<Int>
    var seen: SeenHashes
    var lines = LineCounts()
    var repeatedCharacters = 0
    var spamCharacters = 0

    private var line = LineState()
    private var gram = RollingHash()
    private var untilReset = TextCounts.window
    // Where the last word of advertising ends.
    private var spamEnd = 0

    init(
        buffer: UTF8Buffer, traits: UnsafeBufferPointer<UInt16>, histogram: UnsafeMutableBufferPointer<Int>,
        seen: SeenHashes
    ) {
        (self.buffer, self.traits, self.histogram, self.seen) = (buffer, traits, histogram, seen)
    }

    mutating func run() {
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            let trait = scalar < 0x1_0000 ? traits[Int(scalar)] : CharacterTraits.beyondTable(scalar)
            histogram[Int(trait & CharacterTraits.countedBits)] += 1
            if trait & CharacterTraits.classBits == UInt16(CharacterClass.space.rawValue) {
                if scalar == 0x0A || scalar == 0x0D { endLine() }
                offset += length
                continue
            }
            line.append(scalar, trait, offset, offset + length)
            if trait & CharacterTraits.spamStart.rawValue != 0, offset >= spamEnd { countSpam(scalar, offset) }
            if let hash = gram.append(scalar), seen.insert(hash) { repeatedCharacters += 1 }
            untilReset -= 1
            if untilReset == 0 {
                seen.removeAll()
                untilReset = TextCounts.window
            }
            offset += length
        }
        endLine()
    }

    private mutating func endLine() {
        guard line.characters > 0 else { return }
        // Mixed with a constant, so that a line of ten characters is no gram.
        let isRepeated = seen.insert((line.hash ^ 0xD6E8_FEB8_6659_FD93) &* 0xBF58_476D_1CE4_E5B9)
        lines.count(line, isRepeated: isRepeated, in: buffer)
        line = LineState()
    }

    private mutating func countSpam(_ scalar: UInt32, _ offset: Int) {
        guard let word = SpamWords.standard.match(buffer, scalar, at: offset) else { return }
        spamCharacters += word.characters
        spamEnd = offset + word.bytes.count
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

    /// Slots by a power of two, more than will be filled; they need not be initialized.
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
