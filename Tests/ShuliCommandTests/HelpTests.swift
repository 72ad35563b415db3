import Foundation
import ShuliTestSupport
import Testing

/// Help is in the language of the environment; what is made from it for everybody is not.
@Suite struct HelpTests {
    private static func run(_ arguments: [String], _ language: String, columns: Int = 80) throws -> Program.Outcome {
        try Program.shuli().run(
            arguments,
            environment: ["LANG": language, "LC_ALL": "", "LC_MESSAGES": "", "COLUMNS": "\(columns)"])
    }

    // The parts of a page, each on one line: what the command is, arguments, options, commands below it.
    private static func parts(_ arguments: [String], _ language: String) throws -> [Substring] {
        let page = try run(arguments + ["--help"], language, columns: 10_000).output
        return page.replacing(/\n {26,}/, with: " ").split(separator: "\n")
    }

    /// The names of all commands, as the parser lists them.
    private static func commands() throws -> [[String]] {
        let dump = try run(["--experimental-dump-help"], "C").output
        let whole = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
        var names: [[String]] = []
        var open: [([String], Any?)] = [([], whole?["command"])]
        while let (path, command) = open.popLast() {
            names.append(path)
            let below = (command as? [String: Any])?["subcommands"] as? [[String: Any]] ?? []
            open += below.compactMap { child in
                (child["commandName"] as? String).flatMap { $0 == "help" ? nil : (path + [$0], child) }
            }
        }
        return names
    }

    @Test func everyOptionAndCommandHasBothLanguages() throws {
        let commands = try Self.commands()
        #expect(commands.count > 25)
        for command in commands {
            let (english, chinese) = (try Self.parts(command, "C"), try Self.parts(command, "zh_CN.UTF-8"))
            #expect(english.count == chinese.count, "\(command)")
            for (one, other) in zip(english, chinese) {
                // Han in English is an example, behind words.
                #expect(one.contains(/[A-Za-z]{3}/) && !one.contains(/^ *-[^ ]* +\p{Han}/), "\(command): \(one)")
                #expect(other.contains(/\p{Han}/), "\(command): \(other)")
                #expect(!other.contains(/\b(default|values|the|of|is|and)\b [a-z]/), "\(command): \(other)")
                let option = /^ {2}(?:-[a-z], )?--[a-z-]+/
                #expect(one.firstMatch(of: option)?.0 == other.firstMatch(of: option)?.0, "\(command): \(other)")
            }
        }
    }

    /// Lines of the Chinese pages fit in the terminal, whose columns Chinese characters take two of.
    @Test(arguments: [60, 80])
    func chineseLinesFit(columns: Int) throws {
        for command in [[], ["clean"], ["normalize"], ["dedup"], ["corpus", "run"]] {
            for line in try Self.run(command + ["--help"], "zh_CN.UTF-8", columns: columns).output.split(
                separator: "\n")
            {
                #expect(line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) } <= columns, "\(line)")
            }
        }
    }

    @Test(arguments: [["--generate-completion-script", "zsh"], ["--version", "--json"]])
    func whatIsMadeForEverybodyIsEnglish(arguments: [String]) throws {
        #expect(try Self.run(arguments, "zh_CN.UTF-8").output == Self.run(arguments, "C").output)
    }

    /// Each command has a man page in both languages, with all of its options.
    @Test func manualsHaveBothLanguages() throws {
        let scratch = try Scratch()
        let made = try Program.shuli().shell("python3 .ci/manuals \"$SHULI\" '\(scratch.folder.path())'")
        #expect(made.status == 0, "\(made)")
        for command in try Self.commands() {
            let name = (["shuli"] + command).joined(separator: "-") + ".1"
            let (english, chinese) = (try scratch.text("man1/\(name)"), try scratch.text("zh_CN/man1/\(name)"))
            #expect(english.contains("\n.SH SYNOPSIS\n") && chinese.contains("\n.SH 概述\n"), "\(name)")
            #expect(chinese.contains(/\n.SH 名称\nshuli[a-z-]* \\- \p{Han}/), "\(name)")
            let option = /\n(?:\\fB\\-[a-z]\\fR, )?\\fB\\-\\-[a-z\\-]+\\fR/
            #expect(english.matches(of: option).map(\.0) == chinese.matches(of: option).map(\.0), "\(name)")
            #expect(!english.contains("\\:") || english.contains(/\p{Han}/), "\(name)")
        }
    }

    @Test func whatTheParserSays() throws {
        func message(_ arguments: String...) throws -> String { try Self.run(arguments, "zh_CN.UTF-8").messages }
        #expect(
            try message("clean", "--levle", "x").hasPrefix("错误：未知的选项“--levle”；是否指“--level”？\n用法：shuli clean [<选项>]"))
        #expect(
            try message("segment", "--mode", "x").hasPrefix(
                "错误：“x”不能用于“--mode <模式>”；可用的有 default、search、full\n说明：--mode <模式>  每个词之前"))
        #expect(try message("segment", "--mode").hasPrefix("错误：选项“--mode <模式>”缺少值\n"))
        #expect(try message("segment", "--pos=1").hasPrefix("错误：选项“--pos”不带值，却给了“1”\n"))
        #expect(try message("dict", "why", "a", "b", "c").hasPrefix("错误：多余的参数“c”\n用法：shuli dict why"))
        #expect(try message("dict", "why", "a", "b", "c", "d").hasPrefix("错误：有 2 个多余的参数：c、d\n"))
        #expect(try message("dict", "why").hasPrefix("错误：缺少参数“<词>”\n说明：<词>  词\n用法：shuli dict why <词> "))
        #expect(try message("sum").hasPrefix("错误：未知的命令“sum”；可用的有 clean、summarize、"))
        #expect(try message("normalize", "--to", "x").hasPrefix("错误：“x”不能用于“--to <文字>”；可用的有：\n  - keep\n"))
    }
}
