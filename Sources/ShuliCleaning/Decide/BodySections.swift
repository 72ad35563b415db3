import CHTML
import ShuliText

/// Keeps whole sections of a long document and further articles on a page, which the model takes for boxes of other articles.
///
/// Few of the pages that the model was trained on have sections. What speaks for them is the page itself: its list of contents leads to
/// their headings, or they lie in elements like the one that holds the first kept article, under headings of their own.
struct BodySections {
    private let analysis: DocumentAnalysis
    private let mentions: CueMentions
    /// The lines in heading elements, rising.
    private let headings: [Int]

    private var lines: [AssessedBlock] { analysis.lines }
    private var elements: PageElements { analysis.document.elements }

    /// Adds to `keeps` the lines of sections, and takes tables of facts between the introduction and the first section off it.
    static func fill(_ keeps: inout [Bool], _ analysis: DocumentAnalysis, _ buffer: UTF8Buffer) {
        guard analysis.document.isPage, keeps.contains(true) else { return }
        let headings = analysis.lines.indices.filter {
            if case .heading = analysis.lines[$0].block.role { true } else { false }
        }
        guard headings.count >= 3 else { return }
        let sections = BodySections(
            analysis: analysis, mentions: CueMentions(buffer, analysis), headings: headings)
        let contents = sections.contents()
        if contents.count >= 2 {
            sections.fillListed(&keeps, Set(contents.map(\.heading)).sorted())
            // The list itself is none of the text.
            for entry in contents { keeps[entry.line] = false }
        } else {
            sections.fillSiblings(&keeps)
        }
    }

    // Whether nothing speaks against a line but its place.
    private func isFree(_ index: Int) -> Bool {
        let line = lines[index]
        return line.linkShare < 0.3 && line.shape.content > 0 && (line.cause == nil || mentions.isMention(index))
    }

    private func isStatement(_ index: Int) -> Bool {
        let shape = lines[index].shape
        return shape.isProse || shape.ends > 0 && shape.endsClosed || shape.endsOpen && shape.content >= 3
    }

    private func level(_ index: Int) -> Int {
        if case .heading(let level) = lines[index].block.role { level } else { 7 }
    }

    // MARK: Sections in a list of contents

    // The lines that lead to headings of the page.
    private func contents() -> [(line: Int, heading: Int)] {
        var places: [ArraySlice<UInt16>: Int] = [:]
        for index in headings.reversed() { places[key(index)] = index }
        var found: [(line: Int, heading: Int)] = []
        var span = 0
        for index in lines.indices where lines[index].linkShare > 0.5 && lines[index].shape.content <= 60 {
            let range = lines[index].block.range
            while span < elements.spans.count, elements.spans[span].range.upperBound <= range.lowerBound { span += 1 }
            guard
                elements.spans[span...].prefix(8).contains(where: {
                    Int($0.tag) == SHULI_TAG_A && $0.range.lowerBound < range.upperBound
                        && elements.bytes($0.value).first == 0x23
                }), let heading = places[key(index)], heading > index
            else { continue }
            found.append((index, heading))
        }
        return found
    }

    // What a heading says, without its number and without the link for editing it.
    private func key(_ index: Int) -> ArraySlice<UInt16> {
        let key = analysis.folded.contentKey(index)
        var own = key[...]
        for mark in Self.marks where own.count > mark.count && own.suffix(mark.count).elementsEqual(mark) {
            own = own.dropLast(mark.count)
        }
        let text = own.drop { SymbolKind(rawValue: analysis.folded.alphabet.kinds[Int($0)] & 7) == .digit }
        return text.isEmpty ? own : text
    }

    private static let marks = ["编辑", "编辑本段"].map { FoldedBlocks.contentKey(of: $0, .cleaning) }
    private static let sources = Set(
        ["参考资料", "参考文献", "参考", "资料来源", "注释", "脚注", "注解", "外部链接", "外部连接", "扩展阅读", "延伸阅读", "相关条目", "参见", "另见"].map {
            FoldedBlocks.contentKey(of: $0, .cleaning)[...]
        })

    private func fillListed(_ keeps: inout [Bool], _ listed: [Int]) {
        let end = commonEnd(listed[0], listed[listed.count - 1])
        let least = listed.map { level($0) }.min() ?? 1
        for (place, heading) in listed.enumerated() where !Self.sources.contains(key(heading)) {
            let next = place + 1 < listed.count ? listed[place + 1] : end
            let isMissing = !keeps[(heading + 1)..<max(heading + 1, next)].contains(true)
            for index in (heading + 1)..<max(heading + 1, next) {
                // What comes behind the last section has a heading that the list of contents does not have.
                if level(index) <= least || Self.sources.contains(key(index)) { break }
                // Code is decided as a whole (`BodyHoles.fillRows`), unless the section is missing.
                guard isFree(index), isMissing || lines[index].block.role != .preformatted else { continue }
                if isStatement(index) || isPart(index) { keeps[index] = true }
            }
            if keeps[(heading + 1)..<max(heading + 1, next)].contains(true) { keeps[heading] = true }
        }
        for heading in headings where heading > listed[0] && Self.sources.contains(key(heading)) {
            let next = headings.first { $0 > heading && level($0) <= level(heading) } ?? lines.count
            for index in heading..<next { keeps[index] = false }
        }
        // Before the sections comes the introduction; rows that are no sentences there are a table of facts.
        for index in 0..<listed[0] where keeps[index] && !isStatement(index) && lines[index].linkShare < 0.5 {
            let tag = Int(elements.nodes[Int(lines[index].block.node)].tag)
            if lines[index].block.role == .tableRow || tag == SHULI_TAG_DT || tag == SHULI_TAG_DD {
                keeps[index] = false
            }
        }
    }

    // Whether a line is an entry of a list, a row or a heading below those of the sections.
    private func isPart(_ index: Int) -> Bool {
        switch lines[index].block.role {
        case .listItem, .tableRow, .preformatted, .heading: analysis.logOdds[index] >= Self.leastOfPart
        case .paragraph, .caption: false
        }
    }

    // As low as that of a sentence in a hole of a body (`BodyHoles`).
    private static let leastOfPart: Float = -6

    // The end of the innermost node around two lines that has further lines behind the second one.
    private func commonEnd(_ first: Int, _ second: Int) -> Int {
        var node = Int(lines[first].block.node)
        while node > 0,
            elements.nodes[node].blocks.upperBound <= second + 1 || !elements.nodes[node].blocks.contains(second)
        {
            node = Int(elements.nodes[node].parent)
        }
        return node == 0 ? lines.count : elements.nodes[node].blocks.upperBound
    }

    // MARK: Articles side by side

    // Keeps elements like the one of the first kept article: several articles under one headline.
    private func fillSiblings(_ keeps: inout [Bool]) {
        guard let first = lines.indices.first(where: { keeps[$0] && lines[$0].shape.isProse }),
            var node = itemAround(first)
        else { return }
        if let headline = analysis.headline, elements.nodes[node].blocks.contains(headline) { return }
        let own = elements.nodes[node]
        let size = weight(own.blocks)
        var others: [Range<Int>] = []
        node += 1
        while node < elements.nodes.count, elements.nodes[node].parent >= own.parent {
            let other = elements.nodes[node]
            node += 1
            guard other.parent == own.parent, other.kind == own.kind, other.end > other.first else { continue }
            // A beginning of an article elsewhere breaks off.
            guard isArticle(other.blocks), weight(other.blocks) * 4 >= size else { return }
            others.append(other.blocks)
        }
        guard others.count >= 2 else { return }
        for blocks in others {
            for index in blocks where isFree(index) && isStatement(index) { keeps[index] = true }
        }
        for blocks in others + [own.blocks] {
            if let heading = headings.first(where: { blocks.contains($0) }) { keeps[heading] = true }
        }
    }

    // The innermost element around a line that begins with a heading and has elements of the same kind beside it.
    private func itemAround(_ index: Int) -> Int? {
        var node = Int(lines[index].block.node)
        while node > 0 {
            let blocks = elements.nodes[node].blocks
            if isArticle(blocks) {
                let own = elements.nodes[node]
                let count = elements.nodes.count { $0.parent == own.parent && $0.kind == own.kind && $0.end > $0.first }
                return count >= 3 ? node : nil
            }
            node = Int(elements.nodes[node].parent)
        }
        return nil
    }

    // Whether lines are a heading and sentences, as articles are that are shown whole.
    private func isArticle(_ blocks: Range<Int>) -> Bool {
        let start = headings.partitioningIndex { $0 >= blocks.lowerBound }
        guard start < headings.count, headings[start] < min(blocks.upperBound, blocks.lowerBound + 3) else {
            return false
        }
        let said = blocks.filter { isFree($0) && isStatement($0) && $0 > headings[start] }
        return said.count >= 2 && !said.contains { lines[$0].shape.endsCut }
    }

    private func weight(_ blocks: Range<Int>) -> Int {
        blocks.reduce(0) { isFree($1) && isStatement($1) ? $0 + lines[$1].shape.content : $0 }
    }
}
