import ArgumentParser

/// Whether texts are cleaned: common to the verbs that take the body of a document.
package struct TextOptions: ParsableArguments, Sendable {
    @Flag(help: ArgumentHelp("文本不清洗；网页总是清洗", "Take text as it is. A page is always cleaned."))
    package var noClean = false

    package init() {}

    package var areCleaned: Bool { !noClean }
}
