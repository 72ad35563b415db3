import Shuli

extension DocumentFailure {
    /// The failure with its place.
    package var wording: Wording {
        let (reason, line) = (reason.wording, origin.line.map { ":\($0)" } ?? "")
        let words = Wording(
            reason.chinese + (offset.map { "，位于第 \($0 + 1) 字节" } ?? ""),
            reason.english + (offset.map { ", at byte \($0 + 1)" } ?? ""))
        guard origin.file == "-" else { return words.at("\(origin)") }
        return Wording("标准输入\(line): \(words.chinese)", "standard input\(line): \(words.english)")
    }
}

extension DocumentFailure.Reason {
    package var wording: Wording {
        if case .unreadable(let words) = self {
            let words = Wording.system(words)
            return Wording("无法读取：\(words.chinese)", "can't be read: \(words.english)")
        }
        return Wording(chinese, description)
    }

    private var chinese: String {
        switch self {
        case .unreadable(let words): words
        case .memory: "无法读取：内存不足"
        case .empty: "是空的"
        case .notText(_, _, _, let damage?): damage.wording.chinese
        case .notText(let strange, let characters, let encoding, nil):
            "不是文本：按 \(encoding) 解码，\(characters) 个字符中有 \(strange) 个无法解码、是控制字符或私用字符"
        case .unsupported(let kind): "是\(kind.chinese)，不予读取"
        case .notJSON(let error): error.wording.chinese
        case .noText(let wanted, let found):
            "记录中没有字符串字段 \(wanted.map { "\"\($0)\"" }.joined(separator: " 或 "))"
                + (found.isEmpty ? "" : "，字符串字段有 \(found.map { "\"\($0)\"" }.joined(separator: "、"))")
        case .damaged(let damage): "数据损坏：\(damage.chinese)"
        case .tooLong(let limit): "超过 \(limit) 字节"
        case .malformed(let fault): fault.chinese
        }
    }
}

extension InputDoubt {
    /// What is odd, with its place.
    package var wording: Wording {
        let words =
            switch kind {
            case .repeatedKey(let key):
                Wording(
                    "键“\(key)”出现了两次，以后一个为准；此文件中同样的情况不再提示",
                    "the key \"\(key)\" occurs twice, and the last one counts; further ones in this file are not named")
            case .loneSurrogate:
                Wording(
                    "\\uD800 至 \\uDFFF 的转义只有半个字符，读作 U+FFFD；此文件中同样的情况不再提示",
                    "an escape from \\uD800 to \\uDFFF is half a character, read as U+FFFD; further ones in this file are not named"
                )
            case .misread(let damage): damage.wording
            }
        return words.at("\(origin)")
    }
}

extension Mojibake.Damage {
    fileprivate var wording: Wording {
        switch self {
        case .replaced: Wording("像是早已丢失的文字：替换字符，或由它们按 GBK 读成的“锟斤拷”", description)
        case .uninitialized: Wording("像是没有文字的内存按 GBK 读成的（烫烫烫、屯屯屯）", description)
        default:
            Wording(
                encodings.map { "像是把 \($0.was) 当作 \($0.readAs) 读成的乱码：可用 `shuli normalize --repair` 恢复" }
                    ?? rawValue, description)
        }
    }
}

extension StreamDamage {
    fileprivate var chinese: String {
        switch self {
        case .inflater(let words, let byte): "\(words)，位于文件第 \(byte) 字节"
        case .cutOff(let byte): "压缩数据不完整，位于文件第 \(byte) 字节"
        case .bomb(let ratio, let byte): "解压后超过原大小的 \(ratio) 倍，疑为压缩炸弹，位于文件第 \(byte) 字节"
        case .notCompressed(let count, let byte): "有 \(count) 字节不是压缩数据，位于文件第 \(byte) 字节"
        case .body: "响应的正文无法解压"
        }
    }
}

extension FormatFault {
    fileprivate var chinese: String {
        switch self {
        case .textBehindField: "CSV：右引号后面还有内容"
        case .openField: "CSV：引号没有闭合"
        case .fieldCount(let count, let named): "CSV：有 \(count) 个字段，而首行列出 \(named) 个"
        case .openString: "JSON：字符串没有闭合"
        case .openObject: "JSON：对象没有闭合"
        case .noObject: "JSON：不是对象"
        case .noBoundary: "MHTML：文件头没有指明分隔符"
        case .noPage: "MHTML：没有网页部分"
        case .warc(let fault): "WARC：\(fault.chinese)"
        }
    }
}

extension WARCFault {
    fileprivate var chinese: String {
        switch self {
        case .cutOff: "记录不完整"
        case .lastCutOff: "最后一条记录不完整"
        case .noBegin: "记录不以 WARC/ 开头"
        case .endlessHeader: "记录头没有结尾"
        case .noHeader: "没有记录头"
        case .noLength: "记录没有 Content-Length"
        case .unknownType(let type): "记录类型“\(type)”未知"
        case .noHTTPHeader: "响应没有 HTTP 头"
        case .wrongLength(let declared, let found): "Content-Length 为 \(declared)，而记录有 \(found) 字节"
        }
    }
}

extension UnsupportedKind {
    fileprivate var chinese: String {
        switch self {
        case .pdf: " PDF 文件"
        case .rtf: " RTF 文件"
        case .zip: " ZIP 压缩包（办公文档和 WACZ 也是）"
        case .oldOffice: "旧式办公文档"
        case .bzip2: " bzip2 压缩文件"
        case .xz: " xz 压缩文件"
        case .sevenZip: " 7-Zip 压缩包"
        case .tar: " tar 归档"
        case .arc: " ARC 文件（WARC 的前身）"
        case .parquet: " Parquet 文件"
        case .sqlite: " SQLite 数据库"
        case .archiveIndex: "网页存档的索引"
        case .mail: "邮件"
        case .rss: " RSS 订阅源"
        case .atom: " Atom 订阅源"
        case .siteMap: "网站地图"
        case .wiki: "维基的导出文件"
        case .xml(let root): "根元素为 <\(root)> 的 XML 文件"
        }
    }
}

extension SkippedRecords {
    /// What held no document; nil where there is nothing to say.
    package var wording: Wording? {
        guard total > 0 else { return nil }
        let parts = Reason.allCases.filter { self[$0] > 0 }.map { Self.wording($0, self[$0]) }
        return Wording(
            "已跳过：\(parts.map(\.chinese).joined(separator: "，"))",
            "skipped: \(parts.map(\.english).joined(separator: ", "))")
    }

    private static func wording(_ reason: Reason, _ count: Int) -> Wording {
        let ending = count == 1 ? "" : "s"
        return switch reason {
        case .status: Wording("\(count) 个响应的状态不是 200", "\(count) response\(ending) with a status other than 200")
        case .contentType: Wording("\(count) 个不是网页或文本", "\(count) that are no pages or texts")
        case .specialFile: Wording("\(count) 个特殊文件", "\(count) special file\(ending)")
        case .repeatedFolder: Wording("\(count) 个指向已读目录的链接", "\(count) link\(ending) to folders that are read anyway")
        case .emptyFolder: Wording("\(count) 个目录中没有文件", "\(count) folder\(ending) without files")
        }
    }
}

extension Record {
    /// How the document was decoded, where `-v` asks for it or bytes had to be replaced; else nil. `undecodable` is where
    /// they were, in all of its sections.
    package func readingMessage(_ undecodable: [Int], verbose: Bool) -> String? {
        guard verbose || !undecodable.isEmpty else { return nil }
        let name = encoding?.name ?? "utf-8"
        guard let first = undecodable.first else { return Wording(name).at("\(origin)").line }
        return Wording(
            "\(name)，\(undecodable.count) 处无法解码，已替换，第一处在第 \(first) 字节",
            "\(name), \(undecodable.count) undecodable, replaced, the first at byte \(first)"
        ).at("\(origin)").line
    }
}
