import ShuliTraining
import ShuliVerbs

extension TaggedCorpus.Problem {
    var wording: Wording { Wording(chinese, description) }

    private var chinese: String {
        switch self {
        case .tooFewColumns(let line): "第 \(line) 行：列数不足，或词没有词性"
        case .unknownTag(let line, let tag): "第 \(line) 行：“\(tag)”不是通用词性标记"
        }
    }
}
