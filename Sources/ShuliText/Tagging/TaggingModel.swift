import CDictionaries
import CMemory

/// The weights of the tagger: a linear chain over universal tags.
///
/// Tables: an open hash table from features to rows of 16 weights of 8 bits, one a tag, and 17 rows of 16 weights for
/// transitions between tags (the last row: at the beginning). Weights are added as integers.
package struct TaggingModel: Sendable {
    package let file: CompiledFile
    let checks: Table<UInt32>
    let rows: Table<SIMD16<Int8>>
    let transitions: Table<SIMD16<Int16>>
    private let mask: Int

    package static let magic = "SHULITAG"
    package static let version: UInt32 = 1
    /// A feature is at most so many places behind the one that its hash gives.
    package static let longestProbe = 16

    /// A compiled model on disk, mapped.
    ///
    /// - Throws: `CompiledFileError` if the file cannot be read, is not a model of this version, is damaged, or was
    ///   trained with another lexicon.
    package init(contentsOf path: String, lexicon: Lexicon) throws(CompiledFileError) {
        try self.init(CompiledBytes(mapping: path), lexicon: lexicon)
    }

    /// A compiled model in memory; the bytes are copied.
    package init(compiled bytes: [UInt8], lexicon: Lexicon) throws(CompiledFileError) {
        try self.init(CompiledBytes(copying: bytes), lexicon: lexicon)
    }

    package init(_ bytes: CompiledBytes, lexicon: Lexicon) throws(CompiledFileError) {
        file = try CompiledFile(bytes, magic: Self.magic, version: Self.version)
        guard file.lexiconFingerprint == lexicon.file.fingerprint else {
            throw .otherLexicon(expected: file.lexiconFingerprint, found: lexicon.file.fingerprint)
        }
        checks = try file.table("checks", of: UInt32.self)
        let isPowerOfTwo = checks.count > 0 && checks.count & (checks.count - 1) == 0
        guard isPowerOfTwo, checks.count <= 1 << 24 else { throw .damaged(table: "checks") }
        rows = try file.table("rows", of: SIMD16<Int8>.self, count: checks.count)
        transitions = try file.table("follow", of: SIMD16<Int16>.self, count: PartOfSpeech.modelledCount + 1)
        mask = checks.count - 1
    }

    /// The place where the search for a feature begins, and the check by which it is recognized, never 0.
    @inline(__always)
    package static func hash(_ key: UInt64, mask: Int) -> (place: Int, check: UInt32) {
        var hash = (key ^ key >> 29) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ hash >> 32) &* 0x94d0_49bb_1331_11eb
        hash ^= hash >> 29
        return (Int(truncatingIfNeeded: hash) & mask, UInt32(truncatingIfNeeded: hash >> 32) | 1)
    }

    /// The sum of the weights of the features that `features` emits, at most 32.
    @inline(__always)
    func sum(_ features: ((UInt64) -> Void) -> Void) -> SIMD16<Int16> {
        var sum = SIMD16<Int16>.zero
        features { key in
            add(place(of: key), to: &sum)
        }
        return sum
    }

    /// Where the search for a feature begins.
    struct Place {
        let start: UInt32
        let check: UInt32
    }

    /// The place of a feature, which is fetched into the cache.
    @inline(__always)
    func place(of key: UInt64) -> Place {
        let (start, check) = Self.hash(key, mask: mask)
        shuli_prefetch(checks.base + start)
        return Place(start: UInt32(truncatingIfNeeded: start), check: check)
    }

    /// Adds the weights of a feature, if the model has it. Invariant: places are masked to the common count of the tables,
    /// at most 2^24.
    @inline(__always)
    func add(_ place: Place, to sum: inout SIMD16<Int16>) {
        var index = Int(place.start)
        for _ in 0..<Self.longestProbe {
            let found = checks.base[index]
            if found == place.check {
                sum &+= SIMD16<Int16>(truncatingIfNeeded: rows.base[index])
                return
            }
            if found == 0 { return }
            index = (index &+ 1) & mask
        }
    }
}

extension TaggingModel {
    /// The model that is part of the program. It was trained with `Lexicon.standard`.
    package static let standard = CompiledBytes.embedded(shuli_dictionary_tagging()) {
        bytes throws(CompiledFileError) in
        try TaggingModel(bytes, lexicon: .standard)
    }

    /// Identifies the contents of the compiled model: sixteen hexadecimal digits.
    package var version: String { file.versionName }
}
