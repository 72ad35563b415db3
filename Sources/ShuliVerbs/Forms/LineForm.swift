import ArgumentParser
import Shuli

/// How a line of JSON is written: common to all verbs.
package struct LineForm: ParsableArguments {
    @Flag(help: ArgumentHelp("JSON 分多行输出", "Write JSON over several lines."))
    package var pretty = false

    @Option(
        help: ArgumentHelp(
            "JSON 中位置的单位：utf8（字节）、utf16、scalar（码点）或 character（字符）",
            "What offsets in JSON count: utf8, utf16, scalar or character.", .unit))
    package var offsetUnit = OffsetUnit.utf8

    package init() {}
}

extension OffsetUnit: ExpressibleByArgument {}
