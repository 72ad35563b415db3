/// What is wrong with a dictionary, a template, a plan or another text that is written for Shuli, and where.
///
/// The description has the form of a compiler's messages, `words.txt:12: longer than 64 characters`, so that editors
/// find the line.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the file; nil for a text that did not come from one.
    public let file: String?
    /// The line, from 1; nil where the whole text is meant, as with a file that cannot be read.
    public let line: Int?
    /// What is wrong.
    package let fault: ParseFault

    package init(file: String? = nil, line: Int? = nil, _ fault: ParseFault) {
        (self.file, self.line, self.fault) = (file, line, fault)
    }

    /// What is wrong, in English words that need no other context.
    public var reason: String { fault.description }

    /// `FILE:LINE: REASON`, without what is not known.
    public var description: String {
        switch (file, line) {
        case (let file?, let line?): "\(file):\(line): \(reason)"
        case (let file?, nil): "\(file): \(reason)"
        case (nil, let line?): "line \(line): \(reason)"
        case (nil, nil): reason
        }
    }

    /// The same of a text that came from a file.
    package func of(file: String) -> ParseError { ParseError(file: file, line: line, fault) }
}
