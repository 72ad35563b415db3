import ShuliText

extension BlockDocument {
    /// A plain text as blocks, one for each line that is not blank. Ranges refer to the text itself.
    init(plain text: String) {
        var blocks: [Block] = []
        text.withUTF8Buffer { buffer in
            for (index, line) in Lines(buffer).enumerated() {
                let range = buffer.trimmed(line)
                if !range.isEmpty { blocks.append(Block(range: range, line: index + 1)) }
            }
        }
        self.init(text: text, blocks: blocks)
    }
}
