import CDictionaries

/// The weights for a character to begin a word, to be inside of one, to end one, or to be one.
///
/// A linear-chain model after Xue (2003), and Zhao and Kit (2008) for lexicon features: n-grams of characters and of
/// their kinds, and the longest listed words that begin at, end at and cover each character. Weights are 8-bit (16-bit
/// where many were summed when the model was compiled) and are added as integers: the words are the same on every
/// machine.
///
/// Tables: the weights of one or two characters are in `pairs` and `unigrams` as rows of 16, four tags for each of the
/// characters from one before the first to one behind the second; a row for two characters includes the weights of its
/// first alone. The weights of a match are at the number of the match. Rows that depend on a character and something
/// else are found by row displacement (Tarjan and Yao 1979): at the base of the character plus the number of the other,
/// where a check tells whose row it is.
package struct SegmentationModel: Sendable {
    package let file: CompiledFile
    package let symbolCount: Int
    let pairBases: Table<UInt32>
    let pairChecks: Table<UInt16>
    let joinBases: Table<UInt32>
    let joinChecks: Table<UInt16>
    let conventions: [ConventionTables]
    /// The number of units of the score in a weight of 1.
    package let scale: Int

    package static let magic = "SHULISEG"
    package static let version: UInt32 = 3

    /// The tables of one convention.
    struct ConventionTables: Sendable {
        let pairs: Table<SIMD16<Int8>>
        let unigrams: Table<SIMD16<Int8>>
        let joins: Table<SIMD4<Int8>>
        let kinds: Table<SIMD4<Int16>>
        /// Weights of the character where a word begins, then of the one before.
        let begin: Table<SIMD8<Int16>>
        /// Weights of the character where a word ends, then of the one behind.
        let end: Table<SIMD8<Int16>>
        let cover: Table<SIMD4<Int16>>
        let lengths: Table<SIMD4<Int16>>
        /// Weights of the words near a surname.
        let names: Table<SIMD4<Int16>>
    }

    /// Sizes of the tables and numbers of their rows, which follow from the features, not from the data.
    package enum Layout {
        package static let matchCount = WordMatch.lengthCodes << 11
        package static let coverCount = WordMatch.coverShapes << 11
        package static let kindWindows = 1 << 15
        package static let lengthBuckets = WordMatch.lengthCodes * LexiconEntry.buckets
        package static let lengthCount = lengthBuckets * lengthBuckets * WordMatch.coverShapes
        /// Features of a character joined with the word that begins there, with the one that ends there, with how far
        /// behind a surname it is, with how far the character before it is, and with the class of a surname behind it.
        package static let joinedCount = firstBeforeSurname + SurnameClasses.count + 1
        // Places and classes are numbered from 1.
        package static let firstNearSurname = 2 * lengthBuckets - 1
        package static let firstBehindName = firstNearSurname + SurnameClasses.places
        package static let firstBeforeSurname = firstBehindName + SurnameClasses.places

        package static let lengthClasses = WordMatch.lengthCodes << 4
        /// Rows of the features of words near surnames: by place the word that begins at a character, the one that ends
        /// there, the one that begins behind it; by the class of a surname the word before and the word behind it.
        static let nearEnd = (SurnameClasses.places + 1) * lengthBuckets
        static let nearNextBegin = 2 * nearEnd
        static let surnameBehindWord = 3 * nearEnd
        static let surnameBeforeWord = surnameBehindWord + (SurnameClasses.count + 1) * lengthClasses
        static let nameCount = surnameBeforeWord + (SurnameClasses.count + 1) * lengthBuckets

        /// Length code and frequency bucket of a match in one number below `lengthBuckets`.
        @inline(__always)
        package static func lengthBucket(_ match: UInt16) -> Int { Int((match >> 11) << 3 | (match >> 4) & 7) }
        /// Length code and word class of a match in one number below `lengthClasses`.
        @inline(__always)
        package static func lengthClass(_ match: UInt16) -> Int { Int((match >> 11) << 4 | match & 15) }
        @inline(__always)
        package static func lengths(begin: Int, end: Int, cover: Int) -> Int {
            (begin &* lengthBuckets &+ end) &* WordMatch.coverShapes &+ cover
        }
    }

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
        symbolCount = lexicon.alphabet.labelCount
        pairBases = try file.table("pairbase", of: UInt32.self, count: symbolCount)
        pairChecks = try file.table("pairchk", of: UInt16.self)
        joinBases = try file.table("joinbase", of: UInt32.self, count: symbolCount)
        joinChecks = try file.table("joinchk", of: UInt16.self)
        // From here on a base plus a symbol, or plus the number of a joined feature, is a place in the checks.
        for symbol in 0..<symbolCount {
            guard Int(pairBases[symbol]) + symbolCount <= pairChecks.count else { throw .damaged(table: "pairbase") }
            guard Int(joinBases[symbol]) + Layout.joinedCount <= joinChecks.count else {
                throw .damaged(table: "joinbase")
            }
        }
        let numbers = try file.table("numbers", of: UInt32.self, count: 2)
        scale = Int(numbers[0])
        let count = Int(numbers[1])
        guard count >= 1, count <= WordConvention.allCases.count, scale > 0, scale < 1 << 12 else {
            throw .damaged(table: "numbers")
        }
        var conventions: [ConventionTables] = []
        for k in 0..<count {
            let tables = ConventionTables(
                pairs: try file.table("pair.\(k)", of: SIMD16<Int8>.self, count: pairChecks.count),
                unigrams: try file.table("uni.\(k)", of: SIMD16<Int8>.self, count: symbolCount),
                joins: try file.table("join.\(k)", of: SIMD4<Int8>.self, count: joinChecks.count),
                kinds: try file.table("kinds.\(k)", of: SIMD4<Int16>.self, count: Layout.kindWindows),
                begin: try file.table("begin.\(k)", of: SIMD8<Int16>.self, count: Layout.matchCount),
                end: try file.table("end.\(k)", of: SIMD8<Int16>.self, count: Layout.matchCount),
                cover: try file.table("cover.\(k)", of: SIMD4<Int16>.self, count: Layout.coverCount),
                lengths: try file.table("len.\(k)", of: SIMD4<Int16>.self, count: Layout.lengthCount),
                names: try file.table("names.\(k)", of: SIMD4<Int16>.self, count: Layout.nameCount))
            conventions.append(tables)
        }
        self.conventions = conventions
    }
}

extension SegmentationModel {
    /// The model that is part of the program. It was trained with `Lexicon.standard`.
    package static let standard = CompiledBytes.embedded(shuli_dictionary_segmentation()) {
        bytes throws(CompiledFileError) in
        try SegmentationModel(bytes, lexicon: .standard)
    }

    /// Identifies the contents of the compiled model: sixteen hexadecimal digits.
    package var version: String { file.versionName }
}
