/// What counts as one word: the convention of a treebank.
///
/// Coded as its name, `ctb` or `ud`.
public enum WordConvention: String, CaseIterable, Hashable, Sendable, Codable {
    /// That of the Chinese Treebank, as in GCDT: 2020年, 一 个, 江泽民. The default.
    case ctb
    /// That of Universal Dependencies' GSD: 2020 年, 年轻 人.
    case ud

    /// The number of its tables in a compiled model.
    var index: Int {
        switch self {
        case .ctb: 0
        case .ud: 1
        }
    }
}
