import Shuli

/// What is said of user dictionaries on standard error.
package enum DictionaryMessages {
    /// So many lines of one kind are written.
    private static let most = 5

    /// How a dictionary was read.
    package static func reading(_ dictionary: UserDictionary, _ path: String) -> String {
        let count = dictionary.words.count
        let words = count == 1 ? "1 word" : "\(count) words"
        switch dictionary.format {
        case .tabs:
            return MessageLanguage.isChinese
                ? "shuli: \(path)：\(count) 个词，每行一个" : "shuli: \(path): \(words), one a line"
        case .jieba:
            return MessageLanguage.isChinese
                ? "shuli: \(path)：\(count) 个词，按结巴格式（词 词频 词性）读取"
                : "shuli: \(path): \(words) in jieba's format (word, frequency, tag)"
        }
    }

    /// The lines that do not count, and the words that have no effect.
    package static func faults(of dictionary: UserDictionary, _ segmenter: Segmenter) -> [String] {
        shortened(dictionary.warnings.map { "shuli: \($0)" })
            + shortened(
                segmenter.wordsWithoutEffect(of: dictionary).map { word, cut in
                    let cut = cut.joined(separator: " ")
                    if word.policy == .remove {
                        return MessageLanguage.isChinese
                            ? "shuli: 移除“\(word.text)”不起作用：它本来就切作 \(cut)"
                            : "shuli: removing \"\(word.text)\" has no effect: it is cut as \(cut) anyway"
                    }
                    return MessageLanguage.isChinese
                        ? "shuli: 词“\(word.text)”不起作用：模型仍切作 \(cut)；用 force 可强制"
                        : "shuli: \"\(word.text)\" has no effect: the model cuts it as \(cut); force would keep it whole"
                })
    }

    private static func shortened(_ lines: [String]) -> [String] {
        guard lines.count > most else { return lines }
        let rest = lines.count - most
        return lines.prefix(most) + [
            MessageLanguage.isChinese ? "shuli: 另有 \(rest) 条同类提示" : "shuli: and \(rest) more like these"
        ]
    }
}
