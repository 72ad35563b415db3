import ShuliText

/// Writes the blocks of an article in a form of its own.
protocol BlockWriter {
    /// Separates a post from the one before.
    mutating func addBreak()
    mutating func add(_ block: ArticleBlock)
}

extension Article {
    /// Gives all blocks to a writer, in order, with a break before each post but the first.
    func write(to writer: inout some BlockWriter) {
        var starts = posts.dropFirst().map(\.range.lowerBound)[...]
        for block in blocks {
            if let start = starts.first, block.range.lowerBound >= start {
                starts = starts.dropFirst()
                writer.addBreak()
            }
            writer.add(block)
        }
    }
}
