import ShuliTraining
import ShuliVerbs

extension TaggedCorpus.Problem {
    func wording(in path: String) -> Wording { Wording(chinese, description).at("\(path):\(line)") }

    private var chinese: String {
        switch self {
        case .tooFewColumns: "列数不足，或词没有词性"
        case .unknownTag(_, let tag): "“\(tag)”不是通用词性标记"
        }
    }
}
