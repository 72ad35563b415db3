import ShuliText

extension ScriptEvidence {
    /// What all sections of a long text say together, each by `survey`. Nil for a text that can't be read twice. Reads the
    /// file from its start until nothing more can change, a section at a time.
    init?(of path: String, _ options: DocumentReader.Options, _ survey: (String) -> ScriptEvidence) {
        guard SystemPath.canBeReadTwice(path) else { return nil }
        var options = options
        options.survey = nil
        var reader = DocumentReader(paths: [path], options: options)
        self.init()
        while !isFinal, let next = reader.next() {
            // What can't be read is said when the text itself is read.
            if case .success(let section) = next { add(survey(section.text)) }
        }
    }
}
