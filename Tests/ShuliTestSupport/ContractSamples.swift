import Testing

/// Texts that every function of text has to survive: the contract of the toolkit.
package struct ContractSample: Sendable, CustomTestStringConvertible {
    package let name: String
    package let text: String
    package var testDescription: String { name }

    package init(name: String, text: String) { (self.name, self.text) = (name, text) }

    package static let all: [ContractSample] = [
        ContractSample(name: "empty", text: ""),
        ContractSample(name: "one Han character", text: "中"),
        ContractSample(name: "one ASCII letter", text: "a"),
        ContractSample(name: "one full stop", text: "。"),
        ContractSample(name: "only spaces", text: " \t　\u{A0}  "),
        ContractSample(name: "only line breaks", text: "\n\r\n\n"),
        ContractSample(name: "a megabyte of Han without a space", text: String(repeating: "中华人民共和国", count: 50_000)),
        ContractSample(name: "a megabyte of one letter", text: String(repeating: "a", count: 1_000_000)),
        ContractSample(name: "a megabyte of opening brackets", text: String(repeating: "（“", count: 170_000)),
        ContractSample(name: "a megabyte of stops", text: String(repeating: "。", count: 350_000)),
        // What `\ud800` in JSON and lone surrogates in UTF-16 become.
        ContractSample(name: "replaced surrogates", text: "前\u{FFFD}后\u{FFFD}"),
        ContractSample(
            name: "broken UTF-8, repaired", text: String(decoding: [0xE4, 0xB8, 0x41, 0xFF, 0xC0, 0x80], as: UTF8.self)),
        ContractSample(name: "emoji families", text: "一家👨‍👩‍👧‍👦三口👩🏽‍🚀🏳️‍🌈🇨🇳1️⃣。"),
        ContractSample(name: "astral Han", text: "𠮷野家的𪚥𠀀𰻞面"),
        ContractSample(name: "NUL", text: "零\u{0}字\u{0}\u{0}符"),
        ContractSample(name: "combining marks", text: "e" + String(repeating: "\u{301}", count: 5_000) + "好"),
        ContractSample(name: "bidi and invisible", text: "\u{202E}反\u{200B}转\u{FEFF}\u{2066}文\u{2069}"),
        ContractSample(name: "noncharacters", text: "\u{FFFE}\u{FFFF}\u{10FFFF}文"),
        ContractSample(name: "tags", text: "<p><b>没有</i></p></div><!-- <p>x"),
        ContractSample(name: "regular news", text: "责任编辑：李明\n（新华社北京电）2025年3月，o1-mini发布。“好。”他说。\n上一篇：无\n"),
    ]
}
