import ShuliTestSupport
import Testing

/// Messages are in the language of the environment, and nothing else changes with it.
@Suite struct LanguageTests {
    private let shuli: Program
    private let scratch: Scratch
    private static let chinese = ["LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""]

    init() throws { (shuli, scratch) = (try Program.shuli(), try Scratch()) }

    private func run(_ arguments: [String], _ input: String = "") throws -> Program.Outcome {
        try shuli.run(arguments, input: Array(input.utf8), environment: Self.chinese)
    }

    private func file(_ name: String, _ text: String) throws -> String { try scratch.file(name, text.utf8) }

    @Test func reasonsOfRemovals() throws {
        let outcome = try run(["clean", "--explain", "Corpora/flattened/school-canteen.txt"])
        #expect(outcome.output.contains("\t[navigation: 指向其他页面]\n"))
        #expect(outcome.output.contains("\t[editor: 列出页面的编辑]\n"))
        #expect(try !Self.saysEnglish(reasonsIn: outcome.output))
        let page = try run(["clean", "--explain", "Corpora/pages/portal-news.html"])
        #expect(try !Self.saysEnglish(reasonsIn: page.output))
        #expect(try run(["clean"], "<html><body></body></html>").messages == "shuli: -: 没有找到正文\n")
    }

    // Whether a reason, between the name of its rule and the bracket, has a Latin word.
    private static func saysEnglish(reasonsIn output: String) throws -> Bool {
        let reasons = output.matches(of: /\t\[[a-z-]+: (.*)\]/).map(\.1)
        try #require(!reasons.isEmpty)
        return reasons.contains { $0.contains(/[A-Za-z]{2}/) }
    }

    @Test func filesOfOptions() throws {
        let words = try file("words.txt", "好\n，，\n")
        #expect(try run(["segment", "--dictionary", words], "好").messages.hasPrefix("错误：\(words):2: 词至少要有一个文字"))
        let columns = try file("columns.txt", "软件\t軟體\t多\n")
        #expect(
            try run(["normalize", "--to", "tw", "--conversions", columns], "好").messages.hasPrefix(
                "错误：\(columns):1: 多于两列"))
        let table = try file("table.txt", "好 3\n")
        #expect(try run(["keywords", "--idf", table], "好").messages.hasPrefix("错误：\(table):1: 应为词、制表符和计数"))
        let template = try file("template.txt", "好\n")
        #expect(try run(["clean", "--template", template], "好").messages.hasPrefix("错误：\(template):1: 应为文章数、页数"))
        let model = try file("model", "好\n")
        #expect(try run(["clean", "--model", model], "好").messages.hasPrefix("错误：\(model): 不是 "))
        #expect(try run(["clean", "--model", "no/such"], "好").messages.contains("无法打开或映射"))
        #expect(
            try run(["segment", "--dictionary", "no/such"], "好").messages.hasPrefix("错误：no/such: 无法读取：没有这个文件或目录\n"))
        let tagged = try file("tagged.txt", "好/没有\n")
        #expect(
            try run(["train", "tagger", tagged, "-o", scratch.path("m")]).messages.contains("\(tagged):1: “没有”不是通用词性标记")
        )
        let list = try file("list.txt", "好\t1\n")
        let folding = "Dictionaries/folding.txt"
        #expect(
            try run(["dict", "build", list, "--folding", folding, "-o", scratch.path("l")]).messages.contains(
                "\(list):1: 应有四列"))
    }

    @Test func usage() throws {
        #expect(try run(["clean", "--blocks"]).messages.hasPrefix("错误：--blocks 需要 --json\n"))
        #expect(try run(["keywords", "--phrases", "--raw"]).messages.hasPrefix("错误：--phrases、--raw 不能同时使用\n"))
        #expect(try run(["segment", "-j", "0"]).messages.hasPrefix("错误：-j 应为 1 到 1024 之间的数，而不是 0\n"))
        #expect(try run(["summarize", "-r", "2"]).messages.hasPrefix("错误：-r 应为 0 到 1 之间的比例\n"))
        let page = try file("page.html", "<p>好</p>")
        #expect(try run(["clean", page, "-o", page]).messages.contains("正在读取，不能覆盖"))
    }

    @Test func documentsThatFail() throws {
        #expect(try run(["clean", "no/such.html"]).messages == "shuli: no/such.html: 无法读取：没有这个文件或目录\n")
        let rows = try file("rows.csv", "id,text\n1,\"a\"b\n1,2,3\n")
        let csv = try run(["segment", rows]).messages
        #expect(csv.contains("CSV：右引号后面还有内容") && csv.contains("CSV：有 3 个字段，而首行列出 2 个"))
        let lines = try file("lines.jsonl", "{\"text\":\"好\" 1}\n{\"text\":[1,]}\n{\"id\":1}\n")
        let json = try run(["segment", lines]).messages
        #expect(json.contains(":1: 不是 JSON，第 15 字节：应为 , 或 }"))
        #expect(json.contains(":2: 不是 JSON，第 12 字节：应为一个值"))
        #expect(json.contains(":3: 记录中没有字符串字段 \"text\" 或 \"html\""))
        #expect(try run(["clean", try file("a.pdf", "%PDF-1.7\n")]).messages.contains("是 PDF 文件，不予读取"))
        let cut = try scratch.file("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B])
        #expect(try run(["clean", cut]).messages.contains("数据损坏：压缩数据不完整，位于文件第 "))
    }

    @Test func dictionaries() throws {
        let words = try file("words.txt", "云原生\n云原生\n软件, 硬件\n打工人\tmaybe\n")
        let check = try run(["dict", "check", words])
        #expect(check.status == 1)
        #expect(check.output == "\(words):4: “maybe”既不是 prefer、force、remove，也不是词频或词性\n")
        #expect(check.messages.contains("\(words):2: “云原生”在第 1 行已有；以第 2 行为准"))
        #expect(check.messages.contains("“软件, 硬件”连同逗号算一个词"))
        let why = try run(["dict", "why", "大学生", "大学生活很好"]).output
        #expect(why.hasPrefix("内置词库：收录于 ") && why.contains("第 0 字节：切作 大学 生活：模型更倾向于此，得分高 "))
        #expect(try run(["dict", "why", "没有", "天气"]).output.hasSuffix("文本中没有这个词\n"))
    }

    @Test func runs() throws {
        let plan = try file("plan.yaml", "steps:\n  - clean: {level: x}\n")
        #expect(try run(["corpus", "run", plan]).messages.hasPrefix("错误：\(plan):2: clean: “x”不能用于“level"))
        let keys = try file("keys.yaml", "steps: [clean]\nsource: x\n")
        #expect(try run(["corpus", "run", keys]).messages.contains("未知的键“source”；可用的有 input、"))
        let alias = try file("alias.yaml", "steps: *a\n")
        #expect(try run(["corpus", "run", alias]).messages.contains(":1: 不支持别名"))
        #expect(
            try run(["corpus", "run", "--steps", "dedup,clean", "--input", plan]).messages.contains("每一步至多一次，顺序为 "))
        #expect(try run(["corpus", "run"]).messages.hasPrefix("错误：没有输入：用 --input 指定文件或目录\n"))
        let lines = try file("in/lines.jsonl", "{\"text\":\"好\"}\n")
        let out = scratch.path("out")
        let first = try run(["corpus", "run", "--steps", "normalize", "--input", lines, "-o", out])
        #expect(first.output.hasPrefix("读入 1 条，写出 1 条，剔除 0 条；"))
        let other = try run(["corpus", "run", "--steps", "mask", "--input", lines, "-o", out])
        #expect(other.status == 73 && other.messages.contains("其中是另一个计划的运行"))
        let foreign = try run(["corpus", "run", "--steps", "mask", "--input", lines, "-o", scratch.path("in")])
        #expect(foreign.status == 73 && foreign.messages.contains("其中的文件不属于任何运行"))
        #expect(try run(["corpus", "report", lines]).messages.contains("不是运行报告：“version”应为文本"))
    }

    @Test func databases() throws {
        let database = scratch.path("pages.db")
        #expect(try run(["search", "index", "-o", database], "好天气").status == 0)
        let index = try run(["dedup", "--index", database], "好天气")
        #expect(index.status == 74 && index.messages.contains("但不是转载文章的索引"))
        #expect(try run(["dedup", "--index", scratch.path("own.idx")], "好天气").status == 0)
        let search = try run(["search", "ask", scratch.path("own.idx"), "天气"])
        #expect(search.status == 74 && search.messages.contains("不是此版本的 `shuli search index` 建立的数据库"))
        let (a, b) = (try file("a.txt", "今天的天气很好，我们去公园。"), try file("b.txt", "今天的天气很好，他们去公园。"))
        #expect(try run(["dedup", "compare", a, b]).output.contains(" 相同；第二篇含第一篇的 "))
    }

    @Test func recordsAreTheSameInEveryLanguage() throws {
        let lines = try file("lines.jsonl", "{\"id\":\"a\",\"text\":\"短\"}\n{\"text\":}\n")
        for arguments in [
            ["clean", "--json", "Corpora/flattened/school-canteen.txt", "no/such"],
            ["dedup", lines, "--rejects", "REJECTS", "--report", "REPORT"],
            ["corpus", "run", "--steps", "filter", "--input", lines, "-o", "OUT", "-q"],
        ] {
            let files = ["REJECTS", "REPORT", "OUT/rejects/part-00000.jsonl"]
            let outcomes = try ["C", "zh_CN.UTF-8"].map { language in
                let folder = scratch.path("\(arguments[0]) \(language)")
                _ = try scratch.file("\(arguments[0]) \(language)/none", [])
                let named = arguments.map { $0.contains(/^[A-Z]+$/) ? "\(folder)/\($0)" : $0 }
                let outcome = try shuli.run(
                    named, environment: ["LANG": language, "LC_ALL": "", "LC_MESSAGES": ""])
                let written = files.map { try? scratch.text("\(arguments[0]) \(language)/\($0)") }
                return (outcome.status, outcome.output, written)
            }
            #expect(outcomes[0] == outcomes[1], "\(arguments)")
        }
    }
}
