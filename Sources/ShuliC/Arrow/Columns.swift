import Shuli
import ShuliVerbs

/// Which rows of a column that is being built are there, a bit each.
struct Validity {
    private(set) var bits: [UInt8] = []
    private(set) var count = 0
    private(set) var nulls = 0

    mutating func append(_ isThere: Bool) {
        if count & 7 == 0 { bits.append(0) }
        if isThere { bits[count >> 3] |= 1 << UInt8(count & 7) } else { nulls += 1 }
        count += 1
    }
}

/// A column of texts that is being built.
struct TextColumn {
    private var validity = Validity()
    private var offsets: [Int32] = [0]
    private var bytes: [UInt8] = []

    var count: Int { validity.count }

    mutating func append(_ text: String) throws(BatchError) { try append(text.utf8) }

    mutating func append(_ text: some Collection<UInt8>) throws(BatchError) {
        bytes.append(contentsOf: text)
        guard let end = Int32(exactly: bytes.count) else { throw .tooLong }
        offsets.append(end)
        validity.append(true)
    }

    mutating func append(optional text: String?) throws(BatchError) {
        if let text { try append(text) } else { appendNull() }
    }

    mutating func appendNull() {
        offsets.append(offsets[validity.count])
        validity.append(false)
    }

    /// Appends numbers as bytes, eight each.
    mutating func append(words: [UInt64]) throws(BatchError) { try append(words.withUnsafeBytes { Array($0) }) }

    var parts: ArrayParts {
        ArrayParts(
            length: validity.count, nulls: validity.nulls,
            buffers: [validity.bits, offsets.withUnsafeBytes { Array($0) }, bytes])
    }
}

/// A column of numbers that is being built.
struct NumberColumn<Number: BitwiseCopyable> {
    private var validity = Validity()
    private var numbers: [Number] = []
    private let none: Number

    /// `none` is what a null has in its place.
    init(none: Number) { self.none = none }

    mutating func append(_ number: Number?) {
        numbers.append(number ?? none)
        validity.append(number != nil)
    }

    var parts: ArrayParts {
        ArrayParts(
            length: validity.count, nulls: validity.nulls,
            buffers: [validity.bits, numbers.withUnsafeBytes { Array($0) }])
    }
}

/// The column of a verb's values that is being built.
struct ValueColumn {
    private let kind: VerbValue.Kind
    private var texts = TextColumn()
    private var tags = TextColumn()
    private var validity = Validity()
    // Of lists: where each one ends.
    private var offsets: [Int32] = [0]

    init(_ kind: VerbValue.Kind) { self.kind = kind }

    mutating func append(_ value: VerbValue) throws(BatchError) {
        switch value {
        case .text(let text): try texts.append(text)
        case .list(let items):
            for item in items { try texts.append(item) }
            try endList()
        case .marked(let items):
            for item in items {
                try texts.append(item.token)
                if let tag = item.tag { try tags.append(tag) } else { tags.appendNull() }
            }
            try endList()
        }
    }

    mutating func append(text: ArraySlice<UInt8>) throws(BatchError) { try texts.append(text) }

    mutating func appendNull() {
        guard kind != .text else { return texts.appendNull() }
        offsets.append(offsets[validity.count])
        validity.append(false)
    }

    private mutating func endList() throws(BatchError) {
        guard let end = Int32(exactly: texts.count) else { throw .tooLong }
        offsets.append(end)
        validity.append(true)
    }

    var parts: ArrayParts {
        let items: ArrayParts
        switch kind {
        case .text: return texts.parts
        case .list: items = texts.parts
        case .marked: items = ArrayParts(length: texts.count, buffers: [nil], children: [texts.parts, tags.parts])
        }
        return ArrayParts(
            length: validity.count, nulls: validity.nulls,
            buffers: [validity.bits, offsets.withUnsafeBytes { Array($0) }], children: [items])
    }

    func schema(_ name: String) -> SchemaParts {
        switch kind {
        case .text: SchemaParts("u", name)
        case .list: SchemaParts("+l", name, [SchemaParts("u", "item")])
        case .marked:
            SchemaParts(
                "+l", name, [SchemaParts("+s", "item", [SchemaParts("u", "token"), SchemaParts("u", "tag")])])
        }
    }
}

extension BatchError {
    /// Offsets of Arrow's strings and lists have 32 bits.
    static let tooLong = BatchError(
        Wording("结果超过 2 GiB：请分成更小的批", "the answers exceed 2 GiB: take smaller batches"))
}
