import ShuliText

/// What each Unicode scalar is in an index: its compatibility form in small letters, without accents and the dots of names, in the simplified form
/// of its class. 錶, Ａ and é are 表, a and e.
///
/// Unsafe code. Invariant: `entries` points to 65,536 entries that are never written again and live as long as the program.
struct SearchFold: @unchecked Sendable {
    /// The table of this process; it is made at the first use, which takes some 10 ms.
    static let standard = SearchFold()

    /// For each scalar of the Basic Multilingual Plane: its form, `dropped` or `looksFurther`.
    private let entries: UnsafePointer<UInt32>
    // Scalars that become several scalars, in UTF-8.
    private let expansions: [UInt32: [UInt8]]
    // Scalars of other planes that have another form.
    private let astral: [UInt32: UInt32]

    private static let dropped: UInt32 = 0
    private static let looksFurther: UInt32 = .max
    /// No scalar's form has more bytes than this times its own bytes: U+FDFA, the longest of Unicode, has 11 times.
    static let mostGrowth = 12

    // Characters that the tables of script conversion exchange in words only, as 了解 and 瞭解, so that their classes keep them
    // apart: those of all words of Dictionaries/words.txt, converted to traditional script and to the forms of Taiwan and
    // Hong Kong.
    private static let exchangedInWords: [(character: UInt32, form: UInt32)] = [
        "藉借", "覆复", "俱具", "瞭了", "坐座", "伕夫", "甯宁", "像象", "甦苏", "薰熏", "濬浚", "彷仿",
    ].map { pair in
        let scalars = pair.unicodeScalars.map(\.value)
        return (scalars[0], scalars[1])
    }

    private init() {
        let classes = EquivalenceClasses()
        let exchanged = Dictionary(uniqueKeysWithValues: Self.exchangedInWords.map { ($0.character, $0.form) })
        func simplified(_ scalar: UInt32) -> UInt32 {
            let form = classes.simplified(scalar)
            return exchanged[form] ?? form
        }
        let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
        var expansions: [UInt32: [UInt8]] = [:]
        for scalar in UInt32(0)..<0x10000 {
            guard CompatibilityForm.mayDiffer(scalar) else {
                let form = simplified(CompatibilityForm.lowercasedASCII(scalar))
                entries[Int(scalar)] = Self.isDropped(scalar) ? Self.dropped : form
                continue
            }
            let forms = CompatibilityForm.scalars(of: scalar).filter { !Self.isDropped($0) }.map(simplified)
            switch forms.count {
            case 0: entries[Int(scalar)] = Self.dropped
            case 1: entries[Int(scalar)] = forms[0]
            default:
                entries[Int(scalar)] = Self.looksFurther
                let text = String(String.UnicodeScalarView(forms.compactMap(Unicode.Scalar.init)))
                expansions[scalar] = Array(text.utf8.prefix(3 * Self.mostGrowth))
            }
        }
        var astral: [UInt32: UInt32] = [:]
        for scalar in UInt32(0x20000)..<0x32400 {
            let form = simplified(scalar)
            if form != scalar { astral[scalar] = form }
        }
        self.entries = UnsafePointer(entries)
        self.expansions = expansions
        self.astral = astral
    }

    /// The letter of ASCII that is the form of a scalar below U+0250, such as e of é; nil for any other form.
    func letter(_ scalar: UInt32) -> UInt8? {
        let form = entries[Int(min(scalar, 0x24F))]
        return form != Self.dropped && form < 0x80 ? UInt8(truncatingIfNeeded: form) : nil
    }

    /// Combining diacritical marks; the voicing marks of kana are not among them.
    @inline(__always)
    static func isAccent(_ scalar: UInt32) -> Bool { scalar &- 0x300 < 0x70 }

    // Accents, and the dots between the parts of a name, for which there are several characters.
    private static func isDropped(_ scalar: UInt32) -> Bool {
        isAccent(scalar) || [0xB7, 0x2022, 0x2027, 0x30FB].contains(scalar)
    }

    /// Writes the form of a range of a buffer in UTF-8; returns its length. Invariant: the buffer is valid UTF-8, the range
    /// lies on scalar boundaries, and `bytes` has room for `mostGrowth` bytes for each byte of the range.
    @inline(__always)
    func write(_ buffer: UTF8Buffer, _ range: Range<Int>, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        var count = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset &+= length
            let form = scalar < 0x10000 ? entries[Int(scalar)] : astral[scalar] ?? scalar
            if form &- 1 < 0x10FFFF {
                count &+= Self.encode(form, to: bytes + count)
            } else if form == Self.looksFurther, let expansion = expansions[scalar] {
                for byte in expansion {
                    bytes[count] = byte
                    count &+= 1
                }
            }
        }
        return count
    }

    @inline(__always)
    private static func encode(_ scalar: UInt32, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
        if scalar < 0x80 {
            bytes[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        if scalar < 0x800 {
            bytes[0] = UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0)
            bytes[1] = tail(0)
            return 2
        }
        if scalar < 0x10000 {
            bytes[0] = UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0)
            bytes[1] = tail(6)
            bytes[2] = tail(0)
            return 3
        }
        bytes[0] = UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0)
        bytes[1] = tail(12)
        bytes[2] = tail(6)
        bytes[3] = tail(0)
        return 4
    }
}
