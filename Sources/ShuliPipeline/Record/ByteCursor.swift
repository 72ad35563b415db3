/// Reads what `[UInt8].put` wrote, in the same order: integers of eight bytes, little-endian, and strings after their
/// length in bytes.
struct ByteCursor {
    /// The bytes end too early.
    struct Failure: Error {}

    private let source: [UInt8]
    private var place = 0

    init(_ source: [UInt8]) { self.source = source }

    var isAtEnd: Bool { place == source.count }

    mutating func integer() throws(Failure) -> Int {
        guard source.count - place >= 8 else { throw Failure() }
        var value: UInt64 = 0
        for index in (0..<8).reversed() { value = value << 8 | UInt64(source[place + index]) }
        place += 8
        return Int(truncatingIfNeeded: value)
    }

    private mutating func slice() throws(Failure) -> ArraySlice<UInt8> {
        let count = try integer()
        guard count >= 0, source.count - place >= count else { throw Failure() }
        defer { place += count }
        return source[place..<(place + count)]
    }

    mutating func string() throws(Failure) -> String { String(decoding: try slice(), as: UTF8.self) }

    mutating func optionalInteger() throws(Failure) -> Int? {
        try optional { cursor throws(Failure) in try cursor.integer() }
    }

    mutating func optional<Value>(_ read: (inout ByteCursor) throws(Failure) -> Value) throws(Failure) -> Value? {
        guard place < source.count else { throw Failure() }
        place += 1
        return source[place - 1] == 0 ? nil : try read(&self)
    }

    mutating func optionalString() throws(Failure) -> String? {
        try optional { cursor throws(Failure) in try cursor.string() }
    }

    mutating func optionalDouble() throws(Failure) -> Double? {
        try optional { cursor throws(Failure) in Double(bitPattern: UInt64(truncatingIfNeeded: try cursor.integer())) }
    }
}

extension [UInt8] {
    mutating func put(_ value: Int) {
        Swift.withUnsafeBytes(of: UInt64(truncatingIfNeeded: value).littleEndian) { append(contentsOf: $0) }
    }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        append(contentsOf: text.utf8)
    }

    mutating func put<Value>(_ value: Value?, _ write: (inout [UInt8], Value) -> Void) {
        append(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }
}
