/// Interjections, which the treebank that the tagger learnt from tags as particles.
enum Interjections {
    /// Whether a word is an interjection where nothing or punctuation precedes it: one of the list.
    static func contains(_ key: UInt64) -> Bool { keys.contains(key) }

    private static let words = """
        啊 哎 哎呀 哎哟 唉 嗳 嘿 嘿嘿 嗨 哈 哈哈 哈哈哈 哇 哇塞 哦 喔 噢 嗯 恩恩 嗯嗯 喂 哼 呸 咦 呃 呀 哟 嘻嘻 呵呵 呜呜 呜呼 嘘 天哪 天啊 \
        我去 卧槽
        """

    private static let keys: Set<UInt64> = Set(
        words.split(separator: " ").map { word in
            var key = WordKey()
            for scalar in word.unicodeScalars { key.append(Lexicon.standard.alphabet.label(of: scalar)) }
            return key.value
        })
}
