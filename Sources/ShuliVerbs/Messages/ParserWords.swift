// The parser of options has its words in English only.
extension Wording {
    /// What the parser says, a line or several; lines that it is not known to say stay in English.
    package static func parser(_ words: String) -> Wording {
        let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
        return Wording(lines.map(translated).joined(separator: "\n"), words)
    }

    private static func translated(_ line: Substring) -> String {
        for (english, chinese) in phrases {
            guard let parts = parts(of: line, in: english) else { continue }
            return zip(chinese, parts + [""]).map { $0 + $1 }.joined()
        }
        return String(line)
    }

    // What stands in the gaps of a phrase; nil where the line is not that phrase.
    private static func parts(of line: Substring, in phrase: [Substring]) -> [String]? {
        guard let first = phrase.first, let last = phrase.last, line.hasPrefix(first) else { return nil }
        var rest = line.dropFirst(first.count)
        guard phrase.count > 1 else { return rest.isEmpty ? [] : nil }
        var parts: [Substring] = []
        for words in phrase[1..<(phrase.count - 1)] {
            guard let place = rest.firstRange(of: words) else { return nil }
            parts.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        parts.append(rest.dropLast(last.count))
        return parts.map(word)
    }

    private static func word(_ part: Substring) -> String {
        let names = part.split(separator: ", ")
        guard names.count == 1 || names.contains(where: { $0.contains { " '".contains($0) } }) else {
            return list(names).chinese
        }
        return ["', '", "' or '", "' and '"].reduce(String(part)) { $0.replacing($1, with: "、") }
            .replacing("<options>", with: "<选项>").replacing("<subcommand>", with: "<子命令>")
    }

    // In both languages, # for each gap. The first one that a line fits counts.
    private static let phrases: [(english: [Substring], chinese: [Substring])] = [
        ("Unknown option '#'. Did you mean '#'?", "未知的选项“#”；是否指“#”？"),
        ("Unknown option '#'", "未知的选项“#”"),
        ("   or: Missing value for '#' in '#'", "   或：选项“#”缺少值（在“#”中）"),
        ("Missing value for '#'", "选项“#”缺少值"),
        ("The option '#' does not take any value, but '#' was specified.", "选项“#”不带值，却给了“#”"),
        ("Unexpected argument '#'", "多余的参数“#”"),
        ("# unexpected arguments: '#'", "有 # 个多余的参数：#"),
        ("Missing expected argument '#'", "缺少参数“#”"),
        ("The value '#' is invalid for '#'. Please provide one of '#'.", "“#”不能用于“#”；可用的有 #"),
        ("The value '#' is invalid for '#'. Please provide one of the following:", "“#”不能用于“#”；可用的有："),
        ("The value '#' is invalid for '#': #", "“#”不能用于“#”：#"),
        ("The value '#' is invalid for '#'", "“#”不能用于“#”"),
        ("Help:  #", "说明：#"),
        ("Usage: #", "用法：#"),
        ("  See '#' for more information.", "  详细说明：#"),
        ("OVERVIEW: #", "#"),
        ("USAGE: #", "用法：#"),
        ("ARGUMENTS:", "参数："),
        ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："),
        ("# (default)#", "#（默认）#"),
        ("# (values: #; default: #)", "#（可取 #；默认 #）"),
        ("# (values: #)", "#（可取 #）"),
        ("# (default: #)", "#（默认 #）"),
        ("Show the version.", "显示版本"),
        ("Show help information.", "显示帮助"),
        ("  See '#' for detailed help.", "  各命令的详细说明：#"),
    ].map { (gaps($0), gaps($1)) }

    private static func gaps(_ phrase: String) -> [Substring] {
        phrase.split(separator: "#", omittingEmptySubsequences: false)
    }
}
