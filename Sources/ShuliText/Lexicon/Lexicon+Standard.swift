import CDictionaries

extension Lexicon {
    /// The lexicon that is part of the program.
    public static let standard = CompiledBytes.embedded(shuli_dictionary_lexicon()) {
        bytes throws(CompiledFileError) in
        try Lexicon(bytes)
    }

    /// Whether this is the built-in lexicon, with or without words of a user's own.
    package var isStandard: Bool { file.fingerprint == Lexicon.standard.file.fingerprint }

    /// This lexicon with words of a user's own. A word that was added before is replaced.
    ///
    /// The segmenter considers these words before the listed ones. Cost: linear in the number of all added words.
    public func adding(_ dictionary: UserDictionary) -> Lexicon {
        var copy = self
        let all =
            userWords.map { UserDictionary(merging: [UserDictionary(unchecked: $0.words), dictionary]) } ?? dictionary
        copy.userWords = UserWords(all, alphabet: alphabet)
        return copy
    }

    /// This lexicon with the words of a sequence; see `UserDictionary`.
    ///
    /// - Throws: `ParseError` for the first word that cannot be used.
    public func adding(
        _ words: some Sequence<some StringProtocol>, policy: UserDictionary.Policy = .prefer
    ) throws(ParseError) -> Lexicon {
        adding(try UserDictionary(words, policy: policy))
    }

    /// This lexicon without some of its words, in any width, case and Chinese script: no token is one of them.
    ///
    /// ```swift
    /// let lexicon = try Lexicon.standard.removing(["天气"])
    /// print(Segmenter(lexicon: lexicon).words(in: "天气很好"))  // ["天", "气", "很", "好"]
    /// ```
    ///
    /// - Throws: `ParseError` for the first word that cannot be removed: an empty one, or one without a letter or digit.
    public func removing(_ words: some Sequence<some StringProtocol>) throws(ParseError) -> Lexicon {
        adding(try UserDictionary(words, policy: .remove))
    }

    /// This lexicon with the words of a file; see `UserDictionary` for its form.
    ///
    /// - Throws: `ParseError` with the path where the file cannot be read, and for the first line that cannot be used.
    public func adding(contentsOf path: String) throws(ParseError) -> Lexicon {
        adding(try UserDictionary(contentsOf: path))
    }
}
