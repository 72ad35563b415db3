/// The lists that a word is in.
struct WordTraits: OptionSet {
    let rawValue: UInt16

    /// A word without content, part of no keyword.
    static let stop = WordTraits(rawValue: 1)
    /// A stop word of one character that also begins or ends names: 大数据, 新能源.
    static let inner = WordTraits(rawValue: 2)
    /// A noun follows it: 在, 对, 由.
    static let preposition = WordTraits(rawValue: 4)
    /// A verb or adjective follows it: 不, 很, 被.
    static let adverb = WordTraits(rawValue: 8)
    /// It follows a verb: 了, 着, 过.
    static let aspect = WordTraits(rawValue: 16)
    /// 的
    static let possessive = WordTraits(rawValue: 32)
    /// Frequent in scholarly prose.
    static let scholarly = WordTraits(rawValue: 64)
    /// A character that begins, or ends, many nouns whose rest is a word: 副主任, 图书馆.
    static let prefix = WordTraits(rawValue: 128)
    static let suffix = WordTraits(rawValue: 256)
    /// It counts what follows: 每, 本, 三.
    static let counter = WordTraits(rawValue: 512)
    /// Behind a counter it is a measure or a unit: 部, 公里, GB.
    static let measure = WordTraits(rawValue: 1_024)
    /// It stands between two rivals and belongs to neither: vs.
    static let versus = WordTraits(rawValue: 2_048)
    /// A shorter name follows it: 简称.
    static let abbreviates = WordTraits(rawValue: 4_096)
}
