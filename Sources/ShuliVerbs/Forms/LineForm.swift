import ArgumentParser
import Shuli

/// How a line of JSON is written: common to all verbs.
package struct LineForm: ParsableArguments {
    @Flag(help: "Write JSON over several lines.")
    package var pretty = false

    @Option(help: ArgumentHelp("What offsets in JSON count: utf8, utf16, scalar or character.", valueName: "unit"))
    package var offsetUnit = OffsetUnit.utf8

    package init() {}
}

extension OffsetUnit: ExpressibleByArgument {}
