/// What can be wrong with a compiled lexicon or model.
package enum CompiledFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's words for why the file cannot be opened, sized or mapped.
    case unreadable(String)
    /// The first eight bytes are not those of the expected kind of file.
    case otherKind(expected: String)
    /// The file's format version is not the one this program reads.
    case otherVersion(found: UInt32, expected: UInt32)
    /// A table is missing, lies outside of the file, or has a size or a content that does not fit the others.
    case damaged(table: String)
    /// The model was trained with another lexicon than the one given.
    case otherLexicon(expected: UInt64, found: UInt64)
    /// There are more words than the format holds.
    case tooLarge

    package var description: String {
        switch self {
        case .unreadable(let words): "can't be opened or mapped: \(words)"
        case .otherKind(let expected): "is no \(expected) file"
        case .otherVersion(let found, let expected): "has format version \(found), not \(expected)"
        case .damaged(let table): "is damaged: \(table)"
        case .otherLexicon: "was trained with another lexicon"
        case .tooLarge: "too many words for a compiled file"
        }
    }
}

/// A versioned little-endian container of tables that is used in place: embedded, mapped or in memory.
///
/// Layout: 64 bytes of head (magic 8, version 4, table count 4, byte count 8, fingerprint 8, fingerprint of the lexicon
/// that a model was trained with 8, zeros), then 24 bytes a table (name 8, offset 8, byte count 8), then the tables,
/// each at a multiple of 64 bytes. Opening reads the head and the list of tables alone.
package struct CompiledFile: Sendable {
    package let bytes: CompiledBytes
    package let fingerprint: UInt64
    package let lexiconFingerprint: UInt64
    private let tables: [String: Range<Int>]

    static let headSize = 64
    static let tableHeadSize = 24
    static let alignment = 64
    static let mostTables = 128

    package init(_ bytes: CompiledBytes, magic: String, version: UInt32) throws(CompiledFileError) {
        let raw = bytes.raw
        let expected = Array(magic.utf8)
        guard raw.count >= Self.headSize, raw.starts(with: expected) else { throw .otherKind(expected: magic) }
        func integer<T: FixedWidthInteger>(at offset: Int, as type: T.Type) -> T {
            T(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: T.self))
        }
        let found = integer(at: 8, as: UInt32.self)
        guard found == version else { throw .otherVersion(found: found, expected: version) }
        let count = Int(integer(at: 12, as: UInt32.self))
        guard count <= Self.mostTables, raw.count >= Self.headSize + count * Self.tableHeadSize,
            integer(at: 16, as: UInt64.self) == UInt64(raw.count)
        else { throw .damaged(table: "head") }
        var tables: [String: Range<Int>] = [:]
        for index in 0..<count {
            let head = Self.headSize + index * Self.tableHeadSize
            let name = String(decoding: raw[head..<head + 8].prefix { $0 != 0 }, as: UTF8.self)
            let offset = integer(at: head + 8, as: UInt64.self)
            let length = integer(at: head + 16, as: UInt64.self)
            guard offset <= UInt64(raw.count), length <= UInt64(raw.count) - offset,
                offset % UInt64(Self.alignment) == 0
            else { throw .damaged(table: name) }
            tables[name] = Int(offset)..<Int(offset + length)
        }
        self.bytes = bytes
        self.tables = tables
        fingerprint = integer(at: 24, as: UInt64.self)
        lexiconFingerprint = integer(at: 32, as: UInt64.self)
    }

    /// The elements of a table as stored, little-endian.
    package func table<Element>(
        _ name: String, of type: Element.Type, count expected: Int? = nil
    ) throws(CompiledFileError) -> Table<Element> {
        guard let range = tables[name], range.count % MemoryLayout<Element>.stride == 0 else {
            throw .damaged(table: name)
        }
        let count = range.count / MemoryLayout<Element>.stride
        guard expected == nil || expected == count else { throw .damaged(table: name) }
        return Table(bytes.raw, at: range.lowerBound, count: count)
    }

    /// The bytes of a file from its tables; the fingerprint is a hash of all tables' bytes.
    package static func write(
        magic: String, version: UInt32, lexiconFingerprint: UInt64 = 0, tables: [(name: String, bytes: [UInt8])]
    ) -> [UInt8] {
        precondition(magic.utf8.count == 8 && tables.count <= mostTables)
        var fingerprint = UInt64(0xcbf2_9ce4_8422_2325)
        for table in tables {
            for byte in table.bytes { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        var offset = headSize + tables.count * tableHeadSize
        var heads: [UInt8] = []
        for table in tables {
            precondition(table.name.utf8.count <= 8)
            offset = (offset + alignment - 1) / alignment * alignment
            var name = Array(table.name.utf8)
            name.append(contentsOf: repeatElement(0, count: 8 - name.count))
            heads += name + littleEndianBytes(UInt64(offset)) + littleEndianBytes(UInt64(table.bytes.count))
            offset += table.bytes.count
        }
        var out = Array(magic.utf8) + littleEndianBytes(version) + littleEndianBytes(UInt32(tables.count))
        out +=
            littleEndianBytes(UInt64(offset)) + littleEndianBytes(fingerprint) + littleEndianBytes(lexiconFingerprint)
        out += Array(repeating: 0, count: headSize - out.count) + heads
        for table in tables {
            out += Array(repeating: 0, count: (alignment - out.count % alignment) % alignment) + table.bytes
        }
        return out
    }

    package static func littleEndianBytes<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    package static func littleEndianBytes<T: FixedWidthInteger>(of values: [T]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(values.count * MemoryLayout<T>.size)
        for value in values { withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) } }
        return out
    }
}

// Identifies the contents of the file: sixteen hexadecimal digits.
extension CompiledFile {
    package var versionName: String {
        let digits = String(fingerprint, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
