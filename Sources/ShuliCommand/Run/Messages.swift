import Shuli

extension DocumentFailure {
    /// The failure as a line for people, in the language of the environment.
    var message: String {
        let place = origin.file == "-" ? standardInput + (origin.line.map { ":\($0)" } ?? "") : "\(origin)"
        return "shuli: \(place): \(Console.isChinese ? reason.inChinese : "\(reason)")"
    }

    private var standardInput: String { Console.isChinese ? "标准输入" : "standard input" }
}

extension DocumentFailure.Reason {
    var inChinese: String {
        switch self {
        case .unreadable(let words): "无法读取：\(words)"
        case .empty: "是空的"
        case .notText(let strange, let characters, let encoding):
            "不是文本：按 \(encoding) 解码，\(characters) 个字符中有 \(strange) 个无法解码、是控制字符或私用字符"
        case .notJSON(let error): "不是 JSON，第 \(error.offset + 1) 字节：\(error.reason)"
        case .noText(let fields): "记录中没有字符串字段 \(fields.map { "\"\($0)\"" }.joined(separator: " 或 "))"
        case .damaged(let words): "数据损坏：\(words)"
        case .tooLong(let limit): "超过 \(limit) 字节"
        case .malformed(let format, let words): "\(format)：\(words)"
        }
    }
}

extension Record {
    /// What `-v`, and any replaced byte, has to say of how the document was read; nil for nothing.
    func readingMessage(verbose: Bool) -> String? {
        guard verbose || !undecodable.isEmpty else { return nil }
        let name = encoding?.name ?? "utf-8"
        guard let first = undecodable.first else { return "shuli: \(origin): \(name)" }
        return Console.isChinese
            ? "shuli: \(origin): \(name)，\(undecodable.count) 处无法解码，已替换，第一处在第 \(first) 字节"
            : "shuli: \(origin): \(name), \(undecodable.count) undecodable, replaced, the first at byte \(first)"
    }
}
