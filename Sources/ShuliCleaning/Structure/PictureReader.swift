import ShuliText

/// Hands out the pictures of an article in the order of the page, those between blocks and those inside one.
struct PictureReader {
    private let document: BlockDocument
    private let pictures: [PageElements.Picture]
    private var next = 0
    private let kept: Set<Int>

    init(_ document: BlockDocument, _ parts: [StructureReader.Part], root: Int32) {
        self.document = document
        let kept = Set(parts.map(\.block))
        self.kept = kept
        guard let first = parts.first, let last = parts.last else {
            pictures = []
            return
        }
        let elements = document.elements
        // Prefix sums over the blocks: kept ones, and captions.
        var sums = [(kept: 0, captions: 0)]
        if !elements.pictures.isEmpty {
            for (index, block) in document.blocks.enumerated() {
                let sum = sums[index]
                sums.append(
                    (sum.kept + (kept.contains(index) ? 1 : 0), sum.captions + (block.role == .caption ? 1 : 0)))
            }
        }
        let bounds = elements.nodes[Int(root)].blocks
        pictures = elements.pictures.filter { picture in
            // A picture may come right before the first block or behind the last one.
            guard picture.block >= first.block - 1, picture.block <= last.block + 2, bounds.lowerBound <= picture.block,
                picture.block <= bounds.upperBound
            else { return false }
            // The nearest element around it with text has to be kept for the most part.
            var node = Int(picture.node)
            while node > Int(root), elements.nodes[node].blocks.isEmpty { node = Int(elements.nodes[node].parent) }
            let blocks = elements.nodes[node].blocks
            let (before, behind) = (sums[blocks.lowerBound], sums[blocks.upperBound])
            return !blocks.isEmpty && behind.captions - before.captions == blocks.count
                || (behind.kept - before.kept) * 2 >= blocks.count
        }
    }

    /// Adds the pictures, with their captions, that come before a part.
    mutating func takeBlocks(
        before part: StructureReader.Part, into blocks: inout [ArticleBlock], _ buffer: UTF8Buffer, quotes: Int
    ) {
        while next < pictures.count, pictures[next].offset <= part.range.lowerBound {
            add(pictures[next], into: &blocks, buffer, quotes: quotes)
            next += 1
        }
    }

    /// Adds the pictures that are left.
    mutating func takeRest(into blocks: inout [ArticleBlock], _ buffer: UTF8Buffer) {
        while next < pictures.count {
            add(pictures[next], into: &blocks, buffer, quotes: 0)
            next += 1
        }
    }

    private func add(
        _ picture: PageElements.Picture, into blocks: inout [ArticleBlock], _ buffer: UTF8Buffer, quotes: Int
    ) {
        blocks.append(
            ArticleBlock(
                role: .image, range: TextRange(picture.offset, picture.offset),
                text: document.elements.text(picture.alternative), quotes: quotes,
                address: document.elements.text(picture.source)))
        // The caption of a figure was removed from the text.
        guard document.blocks.indices.contains(picture.block), !kept.contains(picture.block),
            document.blocks[picture.block].role == .caption
        else { return }
        let range = document.blocks[picture.block].range
        blocks.append(ArticleBlock(role: .caption, range: range, text: buffer.text(range), quotes: quotes))
    }

    /// The pictures inside a part of the text.
    mutating func take(inside range: TextRange) -> [ArticleBlock.Span] {
        var found: [ArticleBlock.Span] = []
        while next < pictures.count, pictures[next].offset < range.upperBound {
            let picture = pictures[next]
            found.append(
                ArticleBlock.Span(
                    kind: .image, range: TextRange(picture.offset, picture.offset),
                    address: document.elements.text(picture.source),
                    alternative: document.elements.text(picture.alternative)))
            next += 1
        }
        return found
    }
}
