/// Interjections, which the treebank that the tagger learnt from tags as particles.
enum Interjections {
    /// Whether a token is an interjection: one of the list, at the start of a clause.
    ///
    /// - Parameter isFirst: whether nothing or punctuation precedes it.
    @inline(__always)
    static func contains(_ word: UInt64, isFirst: Bool) -> Bool { isFirst && hashes.contains(word) }

    private static let words = """
        啊 哎 哎呀 哎哟 唉 嗳 嘿 嘿嘿 嗨 哈 哈哈 哈哈哈 哇 哇塞 哦 喔 噢 嗯 恩恩 嗯嗯 喂 哼 呸 咦 呃 呀 哟 嘻嘻 呵呵 呜呜 呜呼 嘘 天哪 天啊 \
        我去 卧槽
        """

    private static let hashes: Set<UInt64> = Set(
        words.split(separator: " ").map { word in
            WordShape(labels: word.unicodeScalars.map(Lexicon.standard.alphabet.label)[...], lexicon: .standard).word
        })
}
