extension Segmenter {
    /// The words of a dictionary in the segmenter's lexicon that change nothing, with how they are cut: wanted words that
    /// are not one token even where nothing else surrounds them, and removed ones that are none without the dictionary.
    ///
    /// Cost: the segmentation of each word.
    package func wordsWithoutEffect(of dictionary: UserDictionary) -> [(word: UserDictionary.Word, cut: [String])] {
        let plain = Segmenter()
        return dictionary.words.compactMap { word in
            let isRemoved = word.policy == .remove
            let cut = (isRemoved ? plain : self).words(in: word.text)
            return cut == [word.text] ? nil : (word, cut)
        }
    }
}
