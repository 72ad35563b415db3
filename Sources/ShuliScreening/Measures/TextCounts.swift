import ShuliText

/// The counts of a text, by one pass over it.
struct TextCounts {
    /// The number of scalars by the counted bits of their `CharacterTraits`.
    private var histogram = [Int](repeating: 0, count: Int(CharacterTraits.countedBits) + 1)
    /// Scalars that are not white space.
    private(set) var characters = 0
    /// Characters that end a repeated sequence of ten.
    private(set) var repeatedCharacters = 0
    /// Characters in words of advertising.
    private(set) var spamCharacters = 0
    /// Counts of lines.
    private(set) var lines = LineCounts()

    /// Repetitions are looked for inside windows of so many characters, so that memory is bounded.
    static let window = 65_536

    /// The buffer is valid UTF-8.
    init(of buffer: UTF8Buffer) {
        // At most one hash a character and one a line, so that the table never fills up; Chinese text of three bytes a
        // character leaves five of six slots free.
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
        for (value, count) in histogram.enumerated() where !Self.traits(value).isOf(.space) {
            characters += count
        }
    }

    /// The number of scalars of a class.
    func count(in characterClass: CharacterClass) -> Int {
        histogram.indices.reduce(0) {
            Self.traits($1).isOf(characterClass) ? $0 + histogram[$1] : $0
        }
    }

    /// The number of scalars with a trait.
    func count(of trait: CharacterTraits) -> Int {
        histogram.indices.reduce(0) { Self.traits($1).contains(trait) ? $0 + histogram[$1] : $0 }
    }

    private static func traits(_ value: Int) -> CharacterTraits { CharacterTraits(rawValue: UInt16(value)) }
}

/// The state of the pass: of the text, of the line and of the last ten characters.
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
        // Mixed with a constant, so that a line of ten characters differs from a sequence of ten.
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
    // The base to the tenth: the factor of the character that leaves.
    private static let leaving: UInt64 = (0..<length).reduce(1) { power, _ in power &* base }

    private var value: UInt64 = 0
    // The last characters, by their index modulo 16.
    private var ring = SIMD16<UInt32>()
    private var count = 0

    /// The hash of the last ten characters; nil while there are fewer.
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

/// A set of hashes by open addressing: a slot stores 32 bits of a hash, other bits select the slot. Two among a million
/// hashes may be confused.
private struct SeenHashes {
    private let slots: UnsafeMutableBufferPointer<UInt32>

    /// - Parameter slots: a power of two of them, more than will be filled; not yet initialized.
    init(_ slots: UnsafeMutableBufferPointer<UInt32>) {
        self.slots = slots
        slots.initialize(repeating: 0)
    }

    /// Adds a hash, and returns whether it was there already.
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
