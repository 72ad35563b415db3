import CDictionaries

/// One step of script conversion: phrases and characters with their replacements.
///
/// Unsafe reads. Invariant: the tables were checked against each other on opening (`ConversionTables.init`); every
/// index that a node or a page holds is checked or masked right before it is used.
package struct ConversionTable: Sendable {
    /// The replacement of a key.
    struct Entry {
        /// The offset of its form among all forms, in bytes.
        let offset: Int
        /// Its form's length in bytes.
        let count: Int
        /// The number of bytes behind the form with the other possible forms, each after a space.
        let otherCount: Int
        /// The longest match of the lowest rank wins.
        let rank: Int
        /// Whether the characters of the key may be replaced differently one by one.
        let decides: Bool
        /// Whether key and form have the same number of characters, each with as many bytes as its counterpart.
        let isAligned: Bool

        init(_ bits: UInt64) {
            offset = Int(bits & 0xFF_FFFF)
            count = Int(bits >> 24 & 0xFF)
            otherCount = Int(bits >> 32 & 0xFFFF)
            rank = Int(bits >> 48 & 0xF)
            decides = bits >> 52 & 1 != 0
            isAligned = bits >> 53 & 1 != 0
        }
    }

    /// The stored form of an entry.
    package static func entryBits(
        offset: Int, count: Int, otherCount: Int, rank: Int, decides: Bool, isAligned: Bool
    ) -> UInt64 {
        UInt64(offset) | UInt64(count) << 24 | UInt64(otherCount) << 32 | UInt64(rank) << 48
            | (decides ? 1 << 52 : 0) | (isAligned ? 1 << 53 : 0)
    }

    /// The replacement of a single character, and flags; 0 for a character that the table does not have.
    package struct Head {
        package let bits: UInt32

        init(_ bits: UInt32) { self.bits = bits }

        /// Bits 0…20: the replacement of the character by itself; 0 where it is not replaced.
        @inline(__always) package var replacement: UInt32 { bits & 0x1F_FFFF }
        /// Longer keys begin with it.
        @inline(__always) package var beginsPhrases: Bool { bits & Head.phrases != 0 }
        /// It is always replaced: it belongs to the source script of the step alone.
        @inline(__always) package var isForeign: Bool { bits & Head.foreign != 0 }

        /// Rules about what is around it decide its form where no phrase does.
        @inline(__always) var isRuled: Bool { bits & Head.ruled != 0 }

        /// Its replacement is several characters, or one of another length: it is in its entry in the trie.
        package static let long: UInt32 = 1 << 28
        /// Rules about what is around it decide its form.
        package static let ruled: UInt32 = 1 << 27
        /// Longer keys begin with it.
        package static let phrases: UInt32 = 1 << 31
        /// It has several forms: its entry in the trie lists them.
        package static let special: UInt32 = 1 << 30
        /// It is always replaced: it belongs to the source script of the step alone.
        package static let foreign: UInt32 = 1 << 29
    }

    package static let pageSize = 64
    package static let pageCount = 0x110000 / pageSize

    let pages: Table<UInt16>
    let heads: Table<UInt32>
    let trie: DoubleArray
    let entries: Table<UInt64>
    let pairs: PhrasePairs

    /// The replacement and the flags of a scalar.
    @inline(__always)
    func head(_ scalar: UInt32) -> Head {
        Head(heads[Int(pages[Int(scalar >> 6)]) &* Self.pageSize &+ Int(scalar & 63)])
    }
}

/// All steps of script conversion, as Dictionaries/conversion.bin holds them.
package struct ConversionTables: Sendable {
    package static let magic = "SHULICNV"
    package static let version: UInt32 = 3

    /// The steps, by the number of `ConversionStep`.
    let steps: [ConversionTable]
    /// All forms.
    let forms: Table<UInt8>
    /// The number of each scalar that keys hold, by pages of 256 as `labelPages` lists them; 0 for any other.
    private let labels: Table<UInt16>
    private let labelPages: Table<UInt16>
    private let bytes: CompiledBytes

    package static let labelPageCount = 0x110000 / 256

    /// Opens a compiled file: checks every page and entry, copies nothing.
    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        let file = try CompiledFile(bytes, magic: Self.magic, version: Self.version)
        labelPages = try file.table("lpages", of: UInt16.self, count: Self.labelPageCount)
        labels = try file.table("labels", of: UInt16.self)
        for index in 0..<labelPages.count where (Int(labelPages[index]) + 1) * 256 > labels.count {
            throw .damaged(table: "lpages")
        }
        forms = try file.table("forms", of: UInt8.self)
        let text = UTF8Buffer(start: forms.base, count: forms.count)
        guard UTF8Check(text).errors.isEmpty else { throw .damaged(table: "forms") }
        func isBoundary(_ offset: Int) -> Bool { offset == text.count || text[offset] & 0xC0 != 0x80 }
        var steps: [ConversionTable] = []
        for step in ConversionStep.allCases {
            let number = step.rawValue
            guard let pairs = PhrasePairs(try file.table("pairs\(number)", of: UInt64.self)) else {
                throw .damaged(table: "pairs\(number)")
            }
            let table = ConversionTable(
                pages: try file.table("pages\(number)", of: UInt16.self, count: ConversionTable.pageCount),
                heads: try file.table("heads\(number)", of: UInt32.self),
                trie: DoubleArray(nodes: try file.table("trie\(number)", of: UInt64.self)),
                entries: try file.table("entry\(number)", of: UInt64.self), pairs: pairs)
            for index in 0..<table.pages.count
            where (Int(table.pages[index]) + 1) * ConversionTable.pageSize > table.heads.count {
                throw .damaged(table: "pages\(number)")
            }
            for index in 0..<table.heads.count
            where Unicode.Scalar(table.heads[index] & 0x1F_FFFF) == nil { throw .damaged(table: "heads\(number)") }
            for index in 0..<table.entries.count {
                let entry = ConversionTable.Entry(table.entries[index])
                let formEnd = entry.offset + entry.count
                guard formEnd + entry.otherCount <= forms.count, isBoundary(entry.offset), isBoundary(formEnd),
                    isBoundary(formEnd + entry.otherCount)
                else { throw .damaged(table: "entry\(number)") }
            }
            steps.append(table)
        }
        self.steps = steps
        self.bytes = bytes
    }

    /// The table of a step.
    subscript(_ step: ConversionStep) -> ConversionTable { steps[step.rawValue] }

    /// The label of a scalar in the tries; 0 for one that no key has.
    @inline(__always)
    func label(_ scalar: UInt32) -> UInt16 {
        labels[Int(labelPages[Int(scalar >> 8)]) &* 256 &+ Int(scalar & 255)]
    }

    /// The bytes of a form.
    @inline(__always)
    func form(_ entry: ConversionTable.Entry) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: forms.base + entry.offset, count: entry.count)
    }

    /// The longest key of the lowest rank that begins at `offset` and ends at `end` at the latest, among those of fewer
    /// than `limit` bytes.
    func match(
        _ table: ConversionTable, in buffer: UTF8Buffer, at offset: Int, end: Int, shorterThan limit: Int = .max
    ) -> (length: Int, entry: ConversionTable.Entry)? {
        var best: (length: Int, entry: ConversionTable.Entry)?
        var place = offset
        var node: UInt64?
        while place < end {
            let (scalar, length) = buffer.scalar(at: place)
            let label = label(scalar)
            guard label != 0 else { break }
            if let current = node {
                node = table.trie.child(of: current, by: label)
            } else {
                node = table.trie.first(label)
            }
            guard let node else { break }
            place += length
            let index = Int(DoubleArray.entry(node))
            guard place - offset < limit else { break }
            if index > 0, index <= table.entries.count {
                let entry = ConversionTable.Entry(table.entries[index - 1])
                if entry.rank <= best?.entry.rank ?? .max { best = (place - offset, entry) }
            }
        }
        return best
    }
}

extension ConversionTables {
    /// The tables that are part of the program.
    static let standard = CompiledBytes.embedded(shuli_dictionary_conversion()) {
        bytes throws(CompiledFileError) in
        try ConversionTables(bytes)
    }
}
