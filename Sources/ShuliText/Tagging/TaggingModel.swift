import CDictionaries

/// The weights of the tagger: a linear chain over universal tags.
///
/// All weights are rows of sixteen, one a tag, added as integers: 8-bit ones, or 16-bit ones where several were added when
/// the model was compiled. Features of words, of pairs of words and of characters are looked up by hash, others by
/// number.
package struct TaggingModel: Sendable {
    package let file: CompiledFile
    /// By word: as the word itself, as the one before, before that, behind.
    let words: WeightTable
    /// By place in `words`, what features with their neighbours' classes the model has: see `Context`.
    let contexts: Table<UInt64>
    let contextRows: Table<SIMD16<Int8>>
    /// By two words that follow each other: for the second, for the first.
    let pairs: WeightTable
    /// By two characters: as the first of the word, as its last, as its last and the first of the one behind.
    let spellings: WeightTable
    /// By a word and the classes of two words before it.
    let histories: WeightTable
    /// By character: as the first of the word, its last, the last of the one before, the first of the one behind.
    let characters: Table<SIMD16<Int8>>
    /// From the forms of words to their numbers in the tables that follow.
    let forms: Table<UInt8>
    let formCount: Int
    /// By class and form of the word.
    let ownForms: Table<SIMD16<Int16>>
    /// By the forms of the word before and of another: of the word behind, of the word itself.
    let nearForms: Table<SIMD16<Int8>>
    /// By the classes of the word before, of the word and of the one behind.
    let classes: Table<SIMD16<Int16>>
    /// From each tag to all others, and from the start.
    let transitions: Table<SIMD16<Int16>>
    /// To each tag from all others.
    let origins: Table<SIMD16<Int16>>

    package static let magic = "SHULITAG"
    package static let version: UInt32 = 2

    /// Sizes of tables and numbers of their rows, which follow from the features, not from the data; and keys.
    package enum Layout {
        package static let classCount = 17
        package static let formNumbers = 1 << 11
        package static let wordRows = 4
        package static let pairRows = 2
        package static let spellingRows = 3
        package static let characterRows = 4

        @inline(__always)
        package static func classes(_ before: UInt8, _ word: UInt8, _ behind: UInt8) -> Int {
            (Int(before) &* classCount &+ Int(word)) &* classCount &+ Int(behind)
        }

        @inline(__always)
        package static func pairKey(_ first: UInt64, _ second: UInt64) -> UInt64 {
            (first &* 0x9e37_79b9_7f4a_7c15) ^ (second &+ 0x7f4a_7c15) &* 0xd6e8_feb8_6659_fd93
        }

        /// - Parameter reach: how far behind the earlier of the two words the word is: 2 or 3.
        @inline(__always)
        package static func historyKey(_ word: UInt64, reach: UInt64, _ earlier: UInt8, _ later: UInt8) -> UInt64 {
            pairKey(word, reach << 16 | UInt64(earlier) << 8 | UInt64(later))
        }
    }

    /// What features of a word with the classes of its neighbours the model has, in one number.
    package struct Context {
        package var bits: UInt64

        package init(bits: UInt64) { self.bits = bits }

        /// Bit k: there are weights for a word before, or behind, of class k.
        @inline(__always)
        package var before: UInt64 { bits & 0x1_ffff }
        @inline(__always)
        package var behind: UInt64 { bits >> 17 & 0x1_ffff }
        /// Whether `pairs` has the word as a first one, or as a second one, and `histories` has it.
        package static let isFirst: UInt64 = 1 << 34
        package static let isSecond: UInt64 = 1 << 35
        package static let hasHistory: UInt64 = 1 << 36
        /// The number of the first row: those of the classes before come first, both in the order of the classes.
        @inline(__always)
        package var start: Int { Int(bits >> 40) }
        package static let startShift: UInt64 = 40

        /// The number of the row for a word before of a class; nil where the model has none.
        @inline(__always)
        func row(before wordClass: UInt8) -> Int? {
            let bit = UInt64(1) &<< UInt64(wordClass)
            return before & bit == 0 ? nil : start &+ (before & (bit &- 1)).nonzeroBitCount
        }

        @inline(__always)
        func row(behind wordClass: UInt8) -> Int? {
            let bit = UInt64(1) &<< UInt64(wordClass)
            guard behind & bit != 0 else { return nil }
            return start &+ before.nonzeroBitCount &+ (behind & (bit &- 1)).nonzeroBitCount
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
        words = try WeightTable(file, "words", width: Layout.wordRows)
        pairs = try WeightTable(file, "pairs", width: Layout.pairRows)
        spellings = try WeightTable(file, "spell", width: Layout.spellingRows)
        histories = try WeightTable(file, "past", width: 1)
        contexts = try file.table("context", of: UInt64.self, count: words.checks.count)
        contextRows = try file.table("ctxrow", of: SIMD16<Int8>.self)
        // From here on each row of a context is in the table, and each form has a number below the count.
        for index in 0..<contexts.count {
            let context = Context(bits: contexts[index])
            let last = context.start + context.before.nonzeroBitCount + context.behind.nonzeroBitCount
            guard last <= contextRows.count else { throw .damaged(table: "context") }
        }
        let labels = lexicon.alphabet.labelCount
        characters = try file.table("chars", of: SIMD16<Int8>.self, count: labels * Layout.characterRows)
        forms = try file.table("forms", of: UInt8.self, count: Layout.formNumbers)
        var formCount = 0
        for index in 0..<forms.count { formCount = max(formCount, Int(forms[index]) + 1) }
        self.formCount = formCount
        ownForms = try file.table("ownform", of: SIMD16<Int16>.self, count: Layout.classCount * formCount)
        nearForms = try file.table("nearform", of: SIMD16<Int8>.self, count: 2 * formCount * formCount)
        let triples = Layout.classCount * Layout.classCount * Layout.classCount
        classes = try file.table("classes", of: SIMD16<Int16>.self, count: triples)
        transitions = try file.table("follow", of: SIMD16<Int16>.self, count: PartOfSpeech.modelledCount + 1)
        origins = try file.table("origins", of: SIMD16<Int16>.self, count: PartOfSpeech.modelledCount)
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
