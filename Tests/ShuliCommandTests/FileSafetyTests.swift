import Foundation
import ShuliTestSupport
import Testing

/// No input is written over, and no half file has the name of a whole one.
@Suite struct FileSafetyTests {
    private let scratch: Scratch
    private let shuli: Program
    private static let text = "{\"id\":1,\"text\":\"今天天气很好。\"}\n{\"id\":2,\"text\":\"明天下雨。\"}\n"

    init() throws {
        (scratch, shuli) = (try Scratch(), try Program.shuli())
        _ = try scratch.file("in.jsonl", Self.text.utf8)
    }

    private func shell(_ line: String) throws -> Program.Outcome {
        try shuli.shell("cd '\(scratch.folder.path())' || exit 1\n\(line)")
    }

    @Test(arguments: [
        "segment in.jsonl -o in.jsonl", "segment in.jsonl -o ./in.jsonl", "segment in.jsonl -o soft",
        "segment in.jsonl -o hard", "segment soft -o in.jsonl", "segment in.jsonl --report in.jsonl -o x",
        "segment in.jsonl --rejects soft -o x", "segment -o in.jsonl < in.jsonl", "segment . -o in.jsonl",
        "dedup in.jsonl --clusters hard", "dedup in.jsonl --index in.jsonl", "clean in.jsonl --json -o in.jsonl",
        "keywords x.txt --stopwords in.jsonl -o in.jsonl", "segment x.txt --dictionary in.jsonl -o in.jsonl",
        "clean learn in.jsonl -o in.jsonl", "segment x.txt -o y --report y", "dict idf in.jsonl -o in.jsonl",
    ])
    func outputOverInputIsRefused(arguments: String) throws {
        let outcome = try shell(
            "ln -s in.jsonl soft; ln in.jsonl hard; echo 好 > x.txt; touch y; \"$SHULI\" \(arguments); echo $? >&2")
        #expect(outcome.messages.hasSuffix("\n64\n"), "\(outcome.messages)")
        #expect(outcome.output == "")
        #expect(try scratch.text("in.jsonl") == Self.text)
    }

    @Test func devicesAndPipesAreNoInputs() throws {
        let outcome = try shell(
            """
            "$SHULI" segment in.jsonl -o /dev/null --report /dev/null --rejects /dev/null
            "$SHULI" segment in.jsonl -o /dev/stdout | head -1
            mkfifo pipe; cat pipe & "$SHULI" segment in.jsonl -o pipe; wait
            """)
        #expect(outcome.output == "今天 天气 很 好 。\n今天 天气 很 好 。\n明天 下雨 。\n", "\(outcome.messages)")
        #expect(!FileManager.default.fileExists(atPath: scratch.path("pipe.new")))
    }

    /// A file keeps its name until the new one is whole; it keeps its permissions and the link that leads to it.
    @Test func aKilledProgramLeavesNoHalfFile() throws {
        let outcome = try shell(
            """
            echo old > out; chmod 600 out; ln -s out link
            mkfifo pipe; sleep 20 > pipe & blocker=$!
            "$SHULI" segment --input-format lines -o link < pipe & program=$!
            \(Self.waitForOutput)
            kill -KILL $program; wait $program; kill $blocker; cat out; ls | grep -c '^out.*new$'
            "$SHULI" segment in.jsonl -o link; cat out; stat -c %a out; test -L link && echo link
            """)
        #expect(
            outcome.output.hasPrefix("old\n0\n今天 天气 很 好 。\n明天 下雨 。\n600\nlink\n"),
            "\(outcome.output)\(outcome.messages)")
    }

    // Until the program has opened its output: a file without a name, or under another one.
    private static let waitForOutput = """
        for wait in $(seq 200); do
            ls out.*.new > /dev/null 2>&1 && break
            ls -l /proc/$program/fd 2> /dev/null | grep -q '(deleted)$' && break
            sleep 0.02
        done
        """

    @Test func anInterruptedProgramLeavesNothing() throws {
        let outcome = try shell(
            """
            mkfifo pipe; sleep 20 > pipe & blocker=$!
            "$SHULI" segment --input-format lines -o out < pipe & program=$!
            \(Self.waitForOutput)
            kill -TERM $program; wait $program; echo $?; kill $blocker; ls
            """)
        #expect(outcome.output.hasPrefix("130\n"), "\(outcome.output)\(outcome.messages)")
        #expect(!outcome.output.contains("out"), "\(outcome.output)")
    }

    /// Whatever ends the program, its scratch files are gone.
    @Test func scratchFilesVanish() throws {
        let outcome = try shell(
            """
            mkdir tmp; export TMPDIR="$PWD/tmp"
            mkfifo pipe; sleep 20 > pipe & blocker=$!
            "$SHULI" dedup --memory 1M --input-format jsonl < pipe & program=$!
            sleep 1; kill -KILL $program; wait $program; echo $?; kill $blocker; ls tmp | wc -l
            """)
        #expect(outcome.output == "137\n0\n", "\(outcome.output)\(outcome.messages)")
        let missing = try shell("TMPDIR=$PWD/none \"$SHULI\" dedup in.jsonl; echo $?")
        #expect(missing.output == "74\n")
        #expect(missing.messages.contains("/none/"))
    }

    @Test(arguments: [
        "keywords -n 9223372036854775807 in.jsonl", "keywords -n 99999999999999999999 in.jsonl",
        "summarize -n -1 in.jsonl", "summarize -c 9223372036854775807 in.jsonl", "segment -j 0 in.jsonl",
        "segment -j 1000000 in.jsonl", "segment --limit -1 in.jsonl", "dedup --memory 1 in.jsonl",
        "dedup --memory 9999999999G in.jsonl", "dedup compare in.jsonl in.jsonl --width 3",
        "dedup compare in.jsonl in.jsonl --width 9223372036854775807", "corpus run --input in.jsonl -o o -j 0",
        "corpus run --input in.jsonl -o o --limit -2", "dict discover -n -3 in.jsonl",
        "clean learn --articles 1 in.jsonl",
    ])
    func numbersOutOfRangeAreNamed(arguments: String) throws {
        let outcome = try shell("\"$SHULI\" \(arguments); echo $?")
        #expect(outcome.output == "64\n", "\(outcome.output)\(outcome.messages)")
        #expect(outcome.messages.hasPrefix("Error: "))
    }

    /// A dictionary is one file, not all that follow.
    @Test func optionsTakeOneFile() throws {
        let outcome = try shell(
            "printf '天气很好\\tforce\\n' > a; printf '明天下雨\\tforce\\n' > b; \"$SHULI\" segment --dictionary a --dictionary b in.jsonl"
        )
        #expect(outcome.output == "今天 天气很好 。\n明天下雨 。\n", "\(outcome.messages)")
    }

    @Test func helpNamesDefaultsAndExitCodes() throws {
        let help = try shuli.run(["--help"]).output
        for code in ["0", "1", "2", "64", "70", "73", "74", "75", "130"] {
            #expect(help.contains("\(code) "), "\(code)")
        }
        #expect(try shuli.run(["segment", "--help"]).output.contains("default: ctb"))
    }
}
