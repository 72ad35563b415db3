import Shuli

extension ParseError {
    package var wording: Wording {
        let wording = fault.wording
        return switch (file, line) {
        case (let file?, let line?): wording.at("\(file):\(line)")
        case (let file?, nil): wording.at(file)
        case (nil, let line?): Wording("第 \(line) 行：\(wording.chinese)", "line \(line): \(wording.english)")
        case (nil, nil): wording
        }
    }
}

extension ParseFault {
    package var wording: Wording {
        if case .unreadable(let words) = self { return .system(words) }
        return Wording(chinese, description)
    }

    private var chinese: String {
        switch self {
        case .unreadable(let words): words
        case .noWord: "制表符前没有词"
        case .emptyWord: "词是空的"
        case .wordWithoutContent(let text): "词至少要有一个文字、字母或数字：“\(text)”"
        case .longWord(let limit): "超过 \(limit) 个字符"
        case .unknownColumn(let column): "“\(column)”既不是 prefer、force、remove，也不是词频或词性"
        case .indivisibleWord(let word): "“\(word)”只有一个字符，无法切开"
        case .repeatedWord(let word, let before, let counts): "“\(word)”在第 \(before) 行已有；以第 \(counts) 行为准"
        case .wordWithComma(let word): "“\(word)”连同逗号算一个词；应每行一个词，各列以制表符分隔"
        case .manyColumns: "多于两列"
        case .emptyColumn: "有一列是空的"
        case .repeatedPhrase: "前面已有这个短语"
        case .noWordAndCount: "应为词、制表符和计数"
        case .noDocumentCount: "缺少一行“# documents N”"
        case .noTemplateLine: "应为文章数、页数和一行文字，以制表符分隔"
        case .yaml(let words): "YAML：\(words)"
        case .memory: "内存不足"
        case .secondDocument: "有第二个文档"
        case .deepValue(let limit): "嵌套超过 \(limit) 层"
        case .alias: "不支持别名"
        case .keyThatIsNoText: "键不是文本"
        case .repeatedKey(let key): "“\(key)”出现了两次"
        case .stepsThatAreNoList: "steps：应为列表"
        case .noStep: "每一步应为名称，或名称及其选项"
        case .noNamesAndValues(let key): "\(key)：应为名称和值"
        case .noSingleValue(let key): "\(key)：应为一个值"
        case .unknownField(let name, let known): "未知字段“\(name)”；可用的有 \(Wording.list(known).chinese)"
        case .unknownKey(let name, let known): "未知的键“\(name)”；可用的有 \(Wording.list(known).chinese)"
        case .stepOutOfOrder(let name, let order): "\(name)：每一步至多一次，顺序为 \(Wording.list(order).chinese)"
        case .notJSON(let error): error.wording.chinese
        case .reportField(let field, let value): "不是运行报告：“\(field)”应为\(value.chinese)"
        case .tokenizerFolds: "folds 应为 on 或 off"
        case .tokenizerStopWords: "stopwords 应为 standard 或一个文件"
        case .tokenizerDictionary: "dictionary 应为一个文件"
        case .unknownTokenizerOption(let name): "“\(name)”不是分词器的选项"
        }
    }
}

extension ParseFault.ReportValue {
    fileprivate var chinese: String {
        switch self {
        case .text: "文本"
        case .texts: "若干文本"
        case .number: "数"
        case .numbers: "若干数"
        case .count: "计数"
        case .counts: "若干计数"
        case .flag: "true 或 false"
        case .hexadecimal: "十六进制数字"
        case .list: "列表"
        case .object: "对象"
        }
    }
}

extension JSONError {
    package var wording: Wording { Wording("不是 JSON，第 \(offset + 1) 字节：\(fault.chinese)", description) }
}

extension JSONError.Fault {
    fileprivate var chinese: String {
        switch self {
        case .missing(0x22, or: _): "应为字符串"
        case .missing(let byte, let end): "应为 \(Self.marks(byte, end).joined(separator: " 或 "))"
        case .noValue: "应为一个值"
        case .end: "应为一个值，但文本到此结束"
        case .noDigit: "应为数字"
        case .textBehindValue: "值后面还有内容"
        case .tooDeep(let limit): "嵌套超过 \(limit) 层"
        case .openString: "字符串没有结尾"
        case .controlCharacter: "字符串中有控制字符"
        case .unknownEscape: "未知的转义"
        case .noHexadecimal: "应为四位十六进制数字"
        }
    }
}

extension CompiledFileError {
    package var wording: Wording { Wording(chinese, description) }

    private var chinese: String {
        switch self {
        case .unreadable(let words): "无法打开或映射：\(Wording.system(words).chinese)"
        case .otherKind(let expected): "不是 \(expected) 文件"
        case .otherVersion(let found, let expected): "格式版本是 \(found)，应为 \(expected)"
        case .damaged(let table): "已损坏：\(table)"
        case .otherLexicon: "是用另一部词库训练的"
        case .tooLarge: "词太多，编译后的文件放不下"
        }
    }
}

extension LexiconCompiler.Problem {
    package func wording(in path: String) -> Wording { Wording(chinese, description).at("\(path):\(line)") }

    private var chinese: String {
        switch self {
        case .tooFewColumns: "应有四列"
        case .badFrequency(_, let text): "“\(text)”不是词频"
        case .unknownSource(_, let text): "“\(text)”不是来源"
        case .unknownClass(_, let text): "“\(text)”不是词类"
        case .badWord(_, let text): "“\(text)”为空或过长"
        }
    }
}
