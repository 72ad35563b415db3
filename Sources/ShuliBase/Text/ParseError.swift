/// What is wrong with a dictionary, a template, a plan or another text that is written for Shuli, and where.
///
/// The description has the form of a compiler's messages, `words.txt:12: longer than 64 characters`, so that editors
/// find the line.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the file; nil for a text that did not come from one.
    public let file: String?
    /// The line, from 1; nil where the whole text is meant, as with a file that cannot be read.
    public let line: Int?
    /// What is wrong, in words that need no other context.
    public let reason: String

    package init(file: String? = nil, line: Int? = nil, reason: String) {
        (self.file, self.line, self.reason) = (file, line, reason)
    }

    /// `FILE:LINE: REASON`, without what is not known.
    public var description: String {
        switch (file, line) {
        case (let file?, let line?): "\(file):\(line): \(reason)"
        case (let file?, nil): "\(file): \(reason)"
        case (nil, let line?): "line \(line): \(reason)"
        case (nil, nil): reason
        }
    }
}
