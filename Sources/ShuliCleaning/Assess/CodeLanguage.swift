import CHTML
import ShuliText

/// Reads the programming language of a block of code from the names of its elements and from the labels beside it.
enum CodeLanguage {
    /// The classes of an element `pre`, of the elements `code` in it and of highlighters around it, those that there are.
    static func names(of pre: Int, _ elements: PageElements) -> [String] {
        let node = elements.nodes[pre]
        var values = [node.value] + elements.codes(in: node).map(\.value)
        var around = Int(node.parent)
        for _ in 0..<maximumDepth where around > 0 {
            if elements.nodes[around].names.contains(.code) { values.append(elements.nodes[around].value) }
            around = Int(elements.nodes[around].parent)
        }
        return values.filter { !$0.isEmpty }.map { elements.text($0).lowercased() }
            + (elements.codes(in: node).isEmpty ? [] : [""])
    }

    // figure > table > tbody > tr > td > pre
    private static let maximumDepth = 5

    /// Whether the elements say that preformatted text is code.
    static func isCode(_ pre: Int, _ elements: PageElements, _ names: [String]) -> Bool {
        !elements.codes(in: elements.nodes[pre]).isEmpty || language(names) != nil
            || names.contains { $0.contains("code") || $0.contains("highlight") || $0.contains("prettyprint") }
    }

    /// The language that one of some classes names: language-python, lang-js, brush: java, hljs sql, highlight c.
    static func language(_ names: [String]) -> String? {
        for name in names {
            let words = name.split { $0 == " " || $0 == ";" || $0 == "\n" }
            for (index, word) in words.enumerated() {
                for prefix in prefixes where word.hasPrefix(prefix) {
                    let rest = word.dropFirst(prefix.count)
                    if prefix == "highlight-", !known.contains(String(rest)) { continue }
                    if !rest.isEmpty { return String(rest) }
                    if prefix == "brush:", index + 1 < words.count { return String(words[index + 1]) }
                }
            }
            if words.contains(where: { marks.contains(String($0)) }),
                let word = words.first(where: { known.contains(String($0)) })
            {
                return String(word)
            }
        }
        return nil
    }

    private static let prefixes = ["language-", "lang-", "highlight-source-", "highlight-", "brush:"]
    private static let marks: Set<String> = [
        "hljs", "highlight", "sourcecode", "codehilite", "prettyprint", "syntaxhighlighter", "code",
    ]

    /// Whether a line has nothing but names of languages and words of buttons: Python 复制代码.
    static func isLabel(_ assessed: AssessedDocument, _ index: Int) -> Bool {
        assessed.lines[index].shape.content <= 24 && rest(assessed, index, of: labels).isEmpty
    }

    /// Whether a line is a button that copies code.
    static func copies(_ assessed: AssessedDocument, _ index: Int) -> Bool {
        assessed.lines[index].shape.content <= 8 && rest(assessed, index, of: buttons).isEmpty
    }

    /// The language that a label names.
    static func language(in assessed: AssessedDocument, _ index: Int) -> String? {
        let text = assessed.document.text.withUTF8Buffer { $0.text(assessed.lines[index].block.range) }
        let words = text.lowercased().split { mark in
            !(mark.isASCII && (mark.isLetter || mark.isNumber)) && mark != "+" && mark != "#"
        }
        return words.lazy.map(String.init).first { known.contains($0) }
    }

    // What remains of the content of a line without the words of a list at its start, one after the other.
    private static func rest(_ assessed: AssessedDocument, _ index: Int, of words: [[UInt16]]) -> ArraySlice<UInt16> {
        var key = assessed.folded.contentKey(index)[...]
        if key.isEmpty { return [0] }
        while let word = words.first(where: { key.starts(with: $0) }) { key = key.dropFirst(word.count) }
        return key
    }

    // Names that classes and labels have, without those of plain text.
    private static let known = Set(
        ("bash sh shell zsh console terminal powershell bat batch cmd c cpp c++ cc objc objectivec objective-c csharp c# cs java "
            + "kotlin scala groovy clojure swift go golang rust rs python python3 py ruby rb perl php lua r matlab julia "
            + "javascript js jsx typescript ts tsx node nodejs json json5 xml html css scss sass less stylus vue svelte "
            + "sql mysql pgsql plsql postgresql sqlite mongodb redis yaml yml toml ini properties conf nginx apache "
            + "dockerfile docker makefile make cmake gradle diff patch git markdown md latex tex vim dart elixir erlang "
            + "haskell lisp scheme ocaml fsharp f# vb vbnet vbscript vba pascal delphi fortran asm assembly x86asm verilog "
            + "vhdl solidity graphql protobuf proto http regex awk sed jsp asp aspx wxml wxss")
            .split(separator: " ").map(String.init))
    private static let buttons = keys("复制代码 点击复制代码 一键复制 复制 拷贝代码 拷贝 copy copycode copytoclipboard 复制成功 已复制 copied")
    private static let labels: [[UInt16]] =
        (keys(
            "登录后复制 代码 代码块 代码示例 示例代码 code 收起代码 收起 展开代码 展开 折叠 全屏 运行代码 运行 run 下载 plaintext plain text txt raw viewplain "
                + "自动换行 换行 wrap 主题 语言 language") + buttons + keys(known.sorted().joined(separator: " "))).sorted {
            $0.count > $1.count
        }

    private static func keys(_ words: String) -> [[UInt16]] {
        words.split(separator: " ").map { FoldedBlocks.contentKey(of: String($0), .cleaning) }.filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
    }
}

extension PageElements {
    /// The elements `code` in an element.
    func codes(in node: Node) -> [Span] {
        spans[firstSpan(from: node.text.lowerBound)...].prefix { $0.range.lowerBound < node.text.upperBound }.filter {
            Int($0.tag) == SHULI_TAG_CODE
        }
    }

    /// The first span that begins at or behind an offset: spans rise by their starts.
    func firstSpan(from offset: Int) -> Int { spans.partitioningIndex { $0.range.lowerBound >= offset } }
}
