/// What counts as one word: the convention of a treebank.
///
/// Coded as its name, `ctb`, `ud` or `pku`.
public enum WordConvention: String, CaseIterable, Hashable, Sendable, Codable {
    /// That of the Chinese Treebank, as in GCDT: 2020年, 一 个, 江泽民. The default.
    case ctb
    /// That of Universal Dependencies' GSD: 2020 年, 年轻 人, 江 泽民.
    case ud
    /// Like `ctb`, but two characters that are a common word of the lists together are one: 这个, 一次, 不能, 就是. Near to
    /// what jieba and segmenters trained on corpora like that of Peking University give.
    case pku

    /// The number of its tables in a compiled model.
    var index: Int {
        switch self {
        case .ctb, .pku: 0
        case .ud: 1
        }
    }

    /// Whether two characters that are a listed word together are one word.
    var joinsListedWords: Bool { self == .pku }
}
