import ShuliTestSupport
import Testing

/// What is wrong with a call is said with file, line and reason.
@Suite struct UsageTests {
    private let scratch: Scratch
    private let shuli: Program

    init() throws {
        (scratch, shuli) = (try Scratch(), try Program.shuli())
        _ = try scratch.file("a.txt", "今天天气很好。\n".utf8)
    }

    private func shell(_ line: String) throws -> Program.Outcome {
        try shuli.shell("cd '\(scratch.folder.path())' || exit 1\n\(line)")
    }

    private func expect(_ arguments: String, _ status: Int32, _ messages: String) throws {
        let outcome = try shell("\"$SHULI\" \(arguments)")
        #expect(outcome.status == status && outcome.messages.hasPrefix(messages), "\(outcome)")
    }

    @Test func commands() throws {
        try expect("nosuch a.txt", 64, "Error: unknown command \"nosuch\"; there are clean, summarize, ")
        try expect("help nosuch", 64, "Error: unknown command \"nosuch\"")
        try expect("dict why", 64, "Error: Missing expected argument '<word>'\n")
        try expect("clean learn --nosuch", 64, "Error: Unknown option '--nosuch'\nUsage: shuli clean learn ")
        try expect("dedup compare a.txt", 64, "Error: Missing expected argument '<second>'\nHelp:  <second>  ")
        // How a verb is used is no answer to an error that it had at work.
        #expect(try shell("\"$SHULI\" segment --dictionary none a.txt").messages.split(separator: "\n").count == 1)
        #expect(try shell("\"$SHULI\" corpus run --help").output.contains("\nUSAGE: shuli corpus run "))
    }

    /// A number may be negative or stand right behind its letter.
    @Test func numbers() throws {
        try expect("keywords -n -1 a.txt", 64, "Error: -n takes a number from 0 to 1000000000, not -1\n")
        try expect("segment --limit -3 a.txt", 64, "Error: --limit takes a number from 0 ")
        try expect("dedup --memory -5 a.txt", 64, "Error: The value '-5' is invalid for '--memory <bytes>'")
        #expect(try shell("\"$SHULI\" segment -j2 a.txt").output == "今天 天气 很 好 。\n")
        #expect(try shell("\"$SHULI\" keywords -n1 --no-clean a.txt").output.split(separator: "\n").count == 1)
    }

    @Test func filesOfOptions() throws {
        _ = try scratch.file("options", "# words\n--pos\n--nosuch\n".utf8)
        try expect("segment --config options a.txt", 64, "Error: options:3: Unknown option '--nosuch'")
        _ = try scratch.file("more", "--mode=none\n".utf8)
        try expect("segment --config more a.txt", 64, "Error: more:1: The value 'none' is invalid for '--mode")
        try expect("segment --config more --mode none a.txt", 64, "Error: The value 'none' is invalid for '--mode")
        _ = try scratch.file("nested", "--config more\n--config=more\n".utf8)
        try expect("segment --config nested a.txt", 64, "Error: nested:2: a file of options can't name another one\n")
    }

    /// Of an option that is given again the last one counts, which is said, unless it may be repeated or nothing is to be said.
    @Test func repeatedOptions() throws {
        func messages(_ arguments: String) throws -> String {
            let outcome = try shell("\"$SHULI\" \(arguments)")
            #expect(outcome.status == 0, "\(outcome)")
            return outcome.messages
        }
        func again(_ name: String) -> String { "shuli: \(name) is given more than once: the last one counts\n" }
        #expect(try messages("segment --mode full --mode=search a.txt") == again("--mode"))
        #expect(try messages("segment -o x --output y a.txt; cat y") == again("--output"))
        #expect(
            try messages("keywords -n1 -n 2 --no-clean --limit 1 --limit 2 --limit 3 a.txt") == again("-n")
                + again("--limit"))
        #expect(try messages("segment -q --mode full --mode search a.txt").isEmpty)
        #expect(try messages("segment --pos --pos -j 1 --json a.txt").isEmpty)
        #expect(
            try messages("dedup -j 1 --index i -o x a.txt; \"$SHULI\" dedup query --index i -j1 -j2 a.txt")
                == again("-j"))
        _ = try scratch.file("own", "天气很好\n".utf8)
        _ = try scratch.file("more", "很好\n".utf8)
        #expect(try messages("segment --dictionary own --dictionary more a.txt").isEmpty)
        _ = try scratch.file("options", "--mode\nfull\n--mode=search\n".utf8)
        #expect(
            try messages("segment --config options a.txt")
                == "shuli: options:3: --mode is given more than once: the last one counts\n")
        _ = try scratch.file("once", "--mode=full\n".utf8)
        #expect(try messages("segment --config once --mode search a.txt").isEmpty)
        #expect(try shell("\"$SHULI\" segment a.txt -- --mode --mode").messages.contains("--mode: can't be read"))
    }

    /// An option that all verbs take and that one has no use for is named.
    @Test func optionsWithoutEffect() throws {
        let idf = try shell("\"$SHULI\" dict idf --json --no-clean a.txt")
        #expect(idf.status == 0 && idf.messages == "shuli: --json has no effect here\n")
        let index = try shell("\"$SHULI\" search index --pretty -o s.db a.txt")
        #expect(index.status == 0 && index.messages == "shuli: --json has no effect here\n")
        let ask = try shell("\"$SHULI\" search ask s.db 天气 --report r")
        #expect(ask.status == 0 && ask.messages == "shuli: --report has no effect here\n")
        #expect(try shell("\"$SHULI\" dict idf --json -q --no-clean a.txt").messages.isEmpty)
    }

    /// The options of a file are those of the command, at whatever depth its name is.
    @Test func filesOfOptionsOfCommandsBelow() throws {
        _ = try scratch.file("options", "--minimum=1\n".utf8)
        #expect(try shell("\"$SHULI\" dict idf --config options --no-clean a.txt").output.contains("天气\t1\n"))
        _ = try scratch.file("articles", "--articles=2\n".utf8)
        #expect(try shell("\"$SHULI\" clean learn a.txt --config articles").status == 0)
        _ = try scratch.file("limit", "--limit=0\n".utf8)
        let query = try shell(
            "\"$SHULI\" dedup --index i a.txt; \"$SHULI\" dedup query --index i --config limit a.txt | wc -l")
        #expect(query.output.hasSuffix("\n0\n") && query.messages.isEmpty)
    }

    /// `dedup` alone shows and takes what `dedup FILES` takes, and what is below it.
    @Test func commandsWithFilesAndCommandsBelow() throws {
        for (verb, option, below) in [("dedup", "--threshold", "compare"), ("clean", "--level", "learn")] {
            let help = try shell("\"$SHULI\" \(verb) --help").output
            #expect(help.contains("\nUSAGE: shuli \(verb) [<options>] [<files> ...]"))
            #expect(help.contains("  \(option) ") && help.contains("\n  \(below) "))
            #expect(try shell("\"$SHULI\" help \(verb)").output == help)
            #expect(try shell("\"$SHULI\" help \(verb) \(below)").output.contains("USAGE: shuli \(verb) \(below) "))
        }
        let direct = try shell("\"$SHULI\" dedup a.txt")
        #expect(direct.status == 0 && direct.output.contains("unique"))
        #expect(try shell("\"$SHULI\" dedup run a.txt").output == direct.output)
        #expect(try shell("cp a.txt compare; \"$SHULI\" dedup ./compare").output.contains("./compare"))
    }

    @Test func plans() throws {
        func plan(_ name: String, _ text: String, _ message: String) throws {
            _ = try scratch.file(name, text.utf8)
            try expect("corpus run \(name) --input a.txt -o out-\(name)", 64, "Error: \(name):\(message)")
        }
        try plan("step", "steps:\n  - clean\n  - nosuch\n", "3: unknown step \"nosuch\"; there are decode, ")
        try plan(
            "option", "steps:\n  - clean: {levle: strict}\n", "2: clean: Unknown option 'levle'. Did you mean 'level'?")
        try plan("value", "output: x\nshard-size: 12Q\n", "2: shard-size can't be \"12Q\"\n")
        try plan("key", "stesp: [clean]\n", "1: unknown key \"stesp\"")
        try expect("corpus run --steps '' --input a.txt -o out", 64, "Error: --steps: unknown step \"\"")
        try expect("corpus run --steps clean --input a.txt -o a.txt", 74, "shuli: a.txt: Not a directory\n")
    }

    @Test func training() throws {
        _ = try scratch.file("blank", "\n\n".utf8)
        try expect("train segmenter blank -o m", 64, "Error: blank: nothing to train from\n")
        _ = try scratch.file("tagged", "好/ADJ\n好/没有\n".utf8)
        try expect("train tagger tagged -o m", 64, "Error: tagged:2: \"没有\" is no Universal tag\n")
        try expect("dict build a.txt --folding a.txt -o m", 64, "Error: a.txt:1: four columns expected\n")
        try expect("segment --model . a.txt", 64, "Error: .: can't be opened or mapped: Is a directory\n")
    }

    @Test func nothingToTrainFrom() throws {
        _ = try scratch.file("none", [])
        for call in ["tagger none -o m", "keywords none -o m", "segmenter none -o m"] {
            try expect("train \(call)", 64, "Error: none: nothing to train from\n")
        }
    }

    /// A name that begins with a hyphen is no call for help, whatever letters it has, and a pipe is no input of a run.
    @Test func namesThatLookLikeSomethingElse() throws {
        try expect("segment -dash.txt", 64, "Error: Unknown option '-dash.txt'\n")
        #expect(try shell("cp a.txt ./-dash.txt; \"$SHULI\" segment -- -dash.txt").output.hasPrefix("今天"))
        #expect(try shell("\"$SHULI\" segment -h").output.contains("USAGE: shuli segment"))
        try expect("corpus run --input - -o out", 64, "Error: -: a run may read its input again: name files or folders")
        #expect(
            try shell("mkfifo p; \"$SHULI\" corpus run --input p -o out").messages.hasPrefix("Error: p: a run may read")
        )
        for columns in ["-5", "0", "1", "27"] {
            #expect(try shell("COLUMNS=\(columns) \"$SHULI\" segment --help").output.hasPrefix("OVERVIEW: Cut text"))
        }
    }

    @Test func listsOfParts() throws {
        for parts in ["none,url", "''", "url,", "mail"] {
            try expect("normalize --protect \(parts) a.txt", 64, "Error: The value '")
        }
        #expect(try shell("\"$SHULI\" normalize --protect none a.txt").status == 0)
    }

    /// `compare` takes one document of each file, and says where there are more.
    @Test func documentsThatAreNotCompared() throws {
        _ = try scratch.file("two.jsonl", #"{"text":"今天天气很好。"}"#.utf8 + [0x0A] + #"{"text":"明天"}"#.utf8)
        let compared = try shell("\"$SHULI\" dedup compare two.jsonl a.txt")
        #expect(compared.status == 0)
        #expect(compared.messages == "shuli: two.jsonl: has more than one document: the first one is compared\n")
    }

    /// A list that is no text, or has bytes that its encoding has not, is not taken for another one.
    @Test(arguments: ["keywords --stopwords", "normalize --to tw --conversions", "segment --dictionary"])
    func listsThatAreNoText(option: String) throws {
        var random = SeededRandom(seed: 7)
        _ = try scratch.file("noise", (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        try expect("\(option) noise a.txt", 64, "Error: noise: is no text: as ")
        _ = try scratch.file("list", "天气\n".utf8 + [0xE5, 0xA4, 0x0A] + "很好\n明天下雨\n".utf8)
        try expect("\(option) list a.txt", 64, "Error: list:2: byte 8 can't be decoded as utf-8\n")
    }

    @Test func names() throws {
        try expect("segment 'no\nsuch'", 2, "shuli: no\\x0Asuch: can't be read: ")
        try expect("segment ''", 2, "shuli: \"\": can't be read: ")
        try expect("segment a.txt -o ''", 74, "shuli: \"\": ")
        try expect("dedup query --index none a.txt", 74, "shuli: none: No such file or directory\n")
        try expect("search ask none 天气", 74, "shuli: none: No such file or directory\n")
        #expect(
            try shell("mkdir empty; \"$SHULI\" segment empty").messages == "shuli: skipped: 1 folder without files\n")
    }

    /// No file of the program gets the number of a stream that is closed.
    @Test func closedStreams() throws {
        let input = try shell("\"$SHULI\" segment <&-")
        #expect(input.status == 2 && input.messages == "shuli: standard input: can't be read: Bad file descriptor\n")
        let output = try shell("\"$SHULI\" segment a.txt >&-")
        #expect(output.status == 74 && output.messages == "shuli: standard output: Bad file descriptor\n")
        let messages = try shell("\"$SHULI\" segment a.txt none -o out 2>&-; echo $?; cat out")
        #expect(messages.output == "2\n今天 天气 很 好 。\n")
        let full = try shell("\"$SHULI\" --help > /dev/full")
        #expect(full.status == 74 && full.messages == "shuli: standard output: No space left on device\n")
    }
}
