/// The two-byte characters of an encoding as a table, which decodes several times as fast as ICU's converter.
///
/// The table is made by that converter, so that both agree. It knows ASCII and characters of two bytes; where an input contains anything
/// else (four bytes in GB18030, a pair without a character), it decodes nothing, and the converter takes the whole input.
struct DoubleByteTable: Sendable {
    // By lead byte from 0x81 and trail byte from 0x40, the UTF-16 unit; 0 for none.
    private let units: [UInt16]

    private static let leads = 0x81...0xFE
    private static let firstTrail = 0x40
    private static let rowLength = 0x100 - firstTrail

    private static let gb18030 = DoubleByteTable(.gb18030)
    private static let big5 = DoubleByteTable(.big5)

    /// The table of an encoding; nil where there is none.
    static func table(for encoding: TextEncoding) -> DoubleByteTable? {
        switch encoding {
        case .gb18030: gb18030
        case .big5: big5
        default: nil
        }
    }

    private init(_ encoding: TextEncoding) {
        var units = [UInt16](repeating: 0, count: Self.leads.count * Self.rowLength)
        do throws(ICUError) {
            var converter = try CharsetConverter(encoding.converterName)
            for lead in Self.leads {
                // Each pair on a line of its own, so that a faulty one touches no other.
                var row: [UInt8] = []
                for trail in Self.firstTrail..<0xFF { row += [UInt8(lead), UInt8(trail), 0x0A] }
                let text = try row.withUnsafeBufferPointer { buffer throws(ICUError) -> String in
                    try converter.decode(buffer).text
                }
                let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                for (place, line) in lines.enumerated() where line.count == 1 && place + 1 < Self.rowLength {
                    guard let scalar = line.first, (0x80..<0xFFFD).contains(scalar.value) else { continue }
                    units[(lead - 0x81) * Self.rowLength + place] = UInt16(scalar.value)
                }
            }
        } catch {
            units = Array(repeating: 0, count: units.count)
        }
        self.units = units
    }

    /// The text of an input of ASCII and characters of two bytes alone; nil for any other.
    func decode(_ bytes: UTF8Buffer) -> String? {
        guard let source = bytes.baseAddress else { return "" }
        let count = bytes.count
        return units.withUnsafeBufferPointer { units in
            // Two bytes become at most three.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + count / 2 + 1) { out -> String? in
                guard let target = out.baseAddress else { return nil }
                var (from, to) = (0, 0)
                while from < count {
                    // Markup is ASCII: eight bytes at a time.
                    while from &+ 8 <= count, case let eight = Self.eight(source + from), eight & Self.highBits == 0 {
                        UnsafeMutableRawPointer(target + to).storeBytes(of: eight, as: UInt64.self)
                        from &+= 8
                        to &+= 8
                    }
                    guard from < count else { break }
                    let lead = source[from]
                    if lead < 0x80 {
                        target[to] = lead
                        from &+= 1
                        to &+= 1
                        continue
                    }
                    guard lead >= 0x81, lead < 0xFF, from &+ 1 < count, source[from &+ 1] >= UInt8(Self.firstTrail)
                    else { return nil }
                    let unit = units[(Int(lead) &- 0x81) &* Self.rowLength &+ Int(source[from &+ 1]) &- Self.firstTrail]
                    if unit >= 0x800 {
                        target[to] = 0xE0 | UInt8(truncatingIfNeeded: unit >> 12)
                        target[to &+ 1] = 0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F)
                        target[to &+ 2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                        to &+= 3
                    } else {
                        guard unit > 0 else { return nil }
                        target[to] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                        target[to &+ 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                        to &+= 2
                    }
                    from &+= 2
                }
                return String(valid: UTF8Buffer(rebasing: UTF8Buffer(out)[..<to]))
            }
        }
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    private static func eight(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    }
}
