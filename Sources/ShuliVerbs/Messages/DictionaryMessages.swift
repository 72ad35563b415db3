import Shuli

/// What is said of user dictionaries on standard error.
package enum DictionaryMessages {
    /// So many lines of one kind are written.
    private static let most = 5

    /// How a dictionary was read.
    package static func reading(_ dictionary: UserDictionary, _ path: String) -> Wording {
        let count = dictionary.words.count
        let words = count == 1 ? "1 word" : "\(count) words"
        let wording =
            switch dictionary.format {
            case .tabs: Wording("\(count) 个词，每行一个", "\(words), one a line")
            case .jieba:
                Wording("\(count) 个词，按结巴格式（词 词频 词性）读取", "\(words) in jieba's format (word, frequency, tag)")
            }
        return wording.at(path)
    }

    /// The lines that do not count, and the words that have no effect.
    package static func faults(of dictionary: UserDictionary, _ segmenter: Segmenter) -> [Wording] {
        shortened(dictionary.warnings.map(\.wording))
            + shortened(
                segmenter.wordsWithoutEffect(of: dictionary).map { word, cut in
                    let cut = cut.joined(separator: " ")
                    if word.policy == .remove {
                        return Wording(
                            "移除“\(word.text)”不起作用：它本来就切作 \(cut)",
                            "removing \"\(word.text)\" has no effect: it is cut as \(cut) anyway")
                    }
                    return Wording(
                        "词“\(word.text)”不起作用：模型仍切作 \(cut)；用 force 可强制",
                        "\"\(word.text)\" has no effect: the model cuts it as \(cut); force would keep it whole")
                })
    }

    private static func shortened(_ wordings: [Wording]) -> [Wording] {
        guard wordings.count > most else { return wordings }
        let rest = wordings.count - most
        return wordings.prefix(most) + [Wording("另有 \(rest) 条同类提示", "and \(rest) more like these")]
    }
}

extension WordExplanation {
    package var wording: Wording {
        let cut = "切作 \(tokens)："
        let chinese =
            switch decision {
            case .oneToken(let listing): "是一个词" + Self.chinese(listing)
            case .removed: cut + "词典移除了这个词"
            case .forced(let word, let line):
                cut + "\(line.map { "第 \($0) 行" } ?? "词典")的强制词“\(word)”优先"
            case .inside(let kind): "属于 \(tokens)：\(Self.chinese(kind))不切开"
            case .model(let lead, let listing): cut + "模型更倾向于此，得分高 \(lead)" + Self.chinese(listing)
            }
        return Wording("第 \(offset) 字节：" + chinese, description)
    }

    private static func chinese(_ listing: Listing?) -> String {
        guard let listing else { return "" }
        return "（词典\(listing.line.map { "第 \($0) 行" } ?? "")：\(listing.policy.rawValue)）"
    }

    private static func chinese(_ kind: TokenKind) -> String {
        switch kind {
        case .url: "网址"
        case .email: "邮箱地址"
        case .mention: "@ 名称"
        case .topic: "# 话题"
        default: "表情符号"
        }
    }
}

extension LexiconEntry {
    /// What the lexicon knows of a word.
    package var wording: Wording {
        let zipf = (zipf * 100).rounded() / 100
        return Wording(
            "内置词库：收录于 \("\(sources)".replacing(", ", with: "、"))，词频 \(zipf > 0 ? "\(zipf)（Zipf 标度）" : "未知")，词类 \(wordClass.chinese)",
            "lexicon: listed by \(sources), frequency \(zipf > 0 ? "\(zipf) on the Zipf scale" : "unknown"), class \(wordClass)"
        )
    }
}

extension LexiconEntry.WordClass {
    fileprivate var chinese: String {
        switch self {
        case .unknown: "未知"
        case .noun: "名词"
        case .verb: "动词"
        case .nounAndVerb: "名词兼动词"
        case .adjective: "形容词"
        case .adverb: "副词"
        case .place: "地名"
        case .person: "人名"
        case .otherName: "其他专名"
        case .idiom: "成语"
        case .numeral: "数词"
        case .function: "虚词"
        case .time: "时间词"
        case .bound: "语素"
        case .expression: "惯用语"
        case .phrase: "短语"
        }
    }
}
