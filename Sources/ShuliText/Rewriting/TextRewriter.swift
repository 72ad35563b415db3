/// Builds a rewritten text and its map in one pass over the source: copies up to an offset, then replaces some bytes.
struct TextRewriter {
    private var bytes: [UInt8] = []
    private var edits: [OffsetMap.Edit] = []
    /// The number of bytes of the source that were copied or replaced so far.
    private(set) var consumed = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Copies the source up to `end`.
    mutating func copy(_ source: UTF8Buffer, to end: Int) {
        guard end > consumed else { return }
        bytes.append(contentsOf: source[consumed..<end])
        consumed = end
    }

    /// Replaces the next `count` bytes of the source. Nothing by nothing is no edit.
    mutating func replace(_ count: Int, with replacement: some Collection<UInt8>) {
        guard count > 0 || !replacement.isEmpty else { return }
        let start = bytes.count
        bytes.append(contentsOf: replacement)
        edits.append(
            OffsetMap.Edit(
                original: TextRange(consumed, consumed + count), result: TextRange(start, bytes.count)))
        consumed += count
    }

    /// Replaces the next `count` bytes of the source by their rewritten text, with its edits.
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
    /// Rewrites the text scalar by scalar: `replacement` returns nil for a scalar that is kept. A text without
    /// replacements is not copied.
    func rewritten(_ replacement: (UInt32) -> [UInt8]?) -> MappedText {
        withUTF8Buffer { source in
            var rewriter: TextRewriter?
            var offset = 0
            while offset < source.count {
                let (scalar, length) = source.scalar(at: offset)
                if let new = replacement(scalar) {
                    var current = rewriter ?? TextRewriter(capacity: source.count)
                    rewriter = nil  // a single owner: appending does not copy
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
