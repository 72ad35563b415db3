/// Builds a rewritten text and its map in one pass: copy up to a place, replace some bytes there, go on.
struct TextRewriter {
    private var bytes: [UInt8] = []
    private var edits: [OffsetMap.Edit] = []
    /// How much of the source was dealt with, in bytes.
    private(set) var consumed = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Copies the source from where the last step ended up to `end`.
    mutating func copy(_ source: UTF8Buffer, to end: Int) {
        guard end > consumed else { return }
        bytes.append(contentsOf: source[consumed..<end])
        consumed = end
    }

    /// Writes `replacement` for the next `count` bytes of the source. Both empty does nothing.
    mutating func replace(_ count: Int, with replacement: some Collection<UInt8>) {
        guard count > 0 || !replacement.isEmpty else { return }
        let start = bytes.count
        bytes.append(contentsOf: replacement)
        edits.append(
            OffsetMap.Edit(
                original: TextRange(consumed, consumed + count), result: TextRange(start, bytes.count)))
        consumed += count
    }

    /// Writes what the next `count` bytes of the source were rewritten to.
    mutating func append(_ rewritten: MappedText, of count: Int) {
        let start = bytes.count
        bytes.append(contentsOf: rewritten.text.utf8)
        for edit in rewritten.map.edits {
            edits.append(
                OffsetMap.Edit(
                    original: TextRange(edit.original.lowerBound + consumed, edit.original.upperBound + consumed),
                    result: TextRange(edit.result.lowerBound + start, edit.result.upperBound + start)))
        }
        consumed += count
    }

    /// The text, with its map.
    consuming func finish() -> MappedText {
        bytes.withUnsafeBufferPointer { MappedText(String(valid: $0), map: OffsetMap(edits: edits)) }
    }
}

extension String {
    /// Rewrites the text scalar by scalar: `replacement` is asked for each one and answers nil to keep it.
    ///
    /// Returns the text itself where nothing was replaced.
    func rewritten(_ replacement: (UInt32) -> [UInt8]?) -> MappedText {
        withUTF8Buffer { source in
            var rewriter: TextRewriter?
            var offset = 0
            while offset < source.count {
                let (scalar, length) = source.scalar(at: offset)
                if let new = replacement(scalar) {
                    var current = rewriter ?? TextRewriter(capacity: source.count)
                    rewriter = nil  // one owner, so that appending copies nothing
                    current.copy(source, to: offset)
                    current.replace(length, with: new)
                    rewriter = current
                }
                offset += length
            }
            guard var rewriter else { return MappedText(self) }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
    }
}
