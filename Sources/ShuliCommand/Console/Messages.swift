import Shuli

extension DocumentFailure {
    /// The failure as a line for people, in the language of the environment.
    var message: String {
        let place = origin.file == "-" ? standardInput + (origin.line.map { ":\($0)" } ?? "") : "\(origin)"
        guard Console.isChinese else { return "shuli: \(place): \(words)" }
        return "shuli: \(place): \(reason.inChinese)" + (offset.map { "，位于第 \($0 + 1) 字节" } ?? "")
    }

    private var standardInput: String { Console.isChinese ? "标准输入" : "standard input" }
}

extension SkippedRecords {
    /// One line for people on what held no document; nil where there is nothing to say.
    var message: String? {
        guard total > 0 else { return nil }
        let parts = Reason.allCases.filter { self[$0] > 0 }.map { reason in
            let count = self[reason]
            return switch reason {
            case .status:
                Console.isChinese ? "\(count) 个响应的状态不是 200" : "\(count) responses with a status other than 200"
            case .contentType: Console.isChinese ? "\(count) 个不是网页或文本" : "\(count) that are no pages or texts"
            case .specialFile: Console.isChinese ? "\(count) 个特殊文件" : "\(count) special files"
            case .repeatedFolder:
                Console.isChinese ? "\(count) 个指向已读文件夹的链接" : "\(count) links to folders that are read anyway"
            }
        }
        return Console.isChinese
            ? "shuli: 已跳过：\(parts.joined(separator: "，"))" : "shuli: skipped: \(parts.joined(separator: ", "))"
    }
}

extension DocumentFailure.Reason {
    var inChinese: String {
        switch self {
        case .unreadable(let words): "无法读取：\(words)"
        case .empty: "是空的"
        case .notText(let strange, let characters, let encoding):
            "不是文本：按 \(encoding) 解码，\(characters) 个字符中有 \(strange) 个无法解码、是控制字符或私用字符"
        case .unsupported(let kind): "是 \(kind)，不予读取"
        case .notJSON(let error): "不是 JSON，第 \(error.offset + 1) 字节：\(error.reason)"
        case .noText(let fields): "记录中没有字符串字段 \(fields.map { "\"\($0)\"" }.joined(separator: " 或 "))"
        case .damaged(let words): "数据损坏：\(words)"
        case .tooLong(let limit): "超过 \(limit) 字节"
        case .malformed(let format, let words): "\(format)：\(words)"
        }
    }
}
