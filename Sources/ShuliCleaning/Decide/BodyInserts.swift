import ShuliText

/// Removes what is inserted into a body: boxes of other articles, advertisements, and what stands at its ends.
enum BodyInserts {
    /// Takes lines off `keeps`; gives the causes of those that have none of their own.
    static func remove(
        from keeps: inout [Bool], _ analysis: DocumentAnalysis, _ buffer: UTF8Buffer
    ) -> [Int: RemovalCause] {
        let lines = analysis.lines
        guard let first = keeps.firstIndex(of: true), let last = keeps.lastIndex(of: true) else { return [:] }
        var removed: [Int: RemovalCause] = [:]
        func remove(_ index: Int, _ cause: RemovalCause = .insert) {
            if keeps[index] { removed[index] = cause }
            keeps[index] = false
        }
        // A byline above the first sentence, with a short line right before it; rows of a table of facts. A byline has a date and no
        // sentence, or the text of an element that is named as the author's, the source's or the time's.
        let named = linesOfNames(analysis)
        // A body that is one cell of a table is none.
        let node = lines[first].block.node
        let isCell = (first...last).allSatisfy { !keeps[$0] || lines[$0].block.node == node }
        for index in first...last where keeps[index] {
            let line = lines[index]
            if line.shape.ends > 0 || line.shape.isProse && line.cause == nil { break }
            let holdsName = named.contains(index)
            if line.block.role == .tableRow, !isCell {
                remove(index, holdsName || holdsDate(line, analysis) ? .byline : .insert)
            }
            guard
                line.cause == .date || line.cause == .byline || holdsName && line.shape.content <= 40
                    || holdsDate(line, analysis)
            else { continue }
            if !keeps[index] { continue }
            if line.cause == nil { removed[index] = .byline }
            keeps[index] = false
            if index > first, keeps[index - 1], lines[index - 1].shape.content <= 14, lines[index - 1].shape.ends == 0,
                !lines[index - 1].block.isHeading
            {
                keeps[index - 1] = false
            }
        }
        // The containers that hold prose themselves; a box of links has one of its own.
        let holders = Set(
            (first...last).filter { lines[$0].shape.isProse && lines[$0].linkShare < 0.5 }.map {
                lines[$0].block.container
            })
        var index = first
        while index <= last {
            defer { index += 1 }
            guard opensBox(lines[index]) else { continue }
            remove(index)
            // What follows in the same element, or as links, up to a sentence.
            let container = lines[index].block.container
            let isOwn = analysis.document.isPage && !holders.contains(container)
            var next = index + 1
            while next <= last, next - index <= maximumBox, isPartOfBox(lines[next], container: isOwn ? container : nil)
            {
                remove(next)
                next += 1
            }
        }
        let mentions = CueMentions(buffer, analysis)
        let ends = Set(lines.indices.filter { keeps[$0] }.prefix(3) + lines.indices.filter { keeps[$0] }.suffix(4))
        for index in first...last where keeps[index] {
            let isComment = lines[index].cause?.falls(under: BoilerplateRules.comments) == true
            // A caption or a credit of a picture is none of the text, however much it reads like a sentence.
            if lines[index].cause == .pictureCaption
                || lines[index].cause?.falls(under: BoilerplateRules.credits) == true
            {
                keeps[index] = false
            } else if isComment, lines[index].shape.ends == 0, lines[index].shape.content <= 30 {
                keeps[index] = false
            } else if ends.contains(index), mentions.isCall(index) {
                remove(index, .call)
            } else if ends.contains(index), index > first, isTags(buffer, lines[index].block.range) {
                remove(index, .because(.otherPages))
            } else if isEndMark(analysis.folded, index) {
                remove(index, .because(.endMark))
            }
        }
        // A heading or a label of other articles whose list is gone.
        while let last = keeps.lastIndex(of: true), last > first, opensNothing(last, analysis, keeps) {
            remove(last)
        }
        return removed
    }

    // Whether the last line of the body is a heading of what is removed, or says that there is more: 参考资料, 更多社会新闻.
    private static func opensNothing(_ index: Int, _ analysis: DocumentAnalysis, _ keeps: [Bool]) -> Bool {
        let line = analysis.lines[index]
        guard analysis.document.isPage, line.shape.ends == 0, line.shape.marks == 0, line.shape.content <= 14,
            index + 1 < analysis.lines.count
        else { return false }
        let next = analysis.lines[index + 1]
        if case .heading = line.block.role {
            let elements = analysis.document.elements
            let around = elements.nodes[Int(elements.nodes[Int(line.block.node)].parent)]
            return around.blocks.contains(index + 1)
        }
        return next.cause == .links && analysis.folded.contentKey(index).starts(with: more)
    }

    private static let more = FoldedBlocks.contentKey(of: "更多", .cleaning)

    // #小城 #老街: nothing but tags.
    private static func isTags(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        let words = buffer[range.bytes].split(separator: 0x20)
        return !words.isEmpty && words.allSatisfy { $0.first == 0x23 && $0.count >= 4 && $0.dropFirst().first != 0x23 }
    }

    private static func isEndMark(_ folded: FoldedBlocks, _ index: Int) -> Bool {
        folded.ranges[index].count <= 12 && endMarks.contains(folded.contentKey(index))
    }

    private static let endMarks = Set(
        ["end", "theend", "完", "全文完", "本文完", "正文完"].map { FoldedBlocks.contentKey(of: $0, .cleaning) })

    // The lines that hold the text of an element that is named as the author's, the source's or the time's.
    private static func linesOfNames(_ analysis: DocumentAnalysis) -> Set<Int> {
        let lines = analysis.lines
        return Set(
            analysis.document.claims.named.compactMap { named in
                let index = lines.partitioningIndex { $0.block.range.upperBound >= named.range.upperBound }
                guard index < lines.count, !named.range.isEmpty,
                    lines[index].block.range.lowerBound <= named.range.lowerBound
                else { return nil }
                return index
            })
    }

    // Whether a short line has a whole date, in any form.
    private static func holdsDate(_ line: AssessedBlock, _ analysis: DocumentAnalysis) -> Bool {
        guard line.shape.content <= 60 else { return false }
        return analysis.document.text.withUTF8Buffer {
            !DateParser.all(in: $0, line.block.range, seams: [], loosely: false).isEmpty
        }
    }

    // A list of other articles in a body is short.
    private static let maximumBox = 12

    // 相关阅读, 广告: a short label that opens a box, not a sentence.
    private static func opensBox(_ line: AssessedBlock) -> Bool {
        guard let cause = line.cause, line.shape.content <= 14, line.shape.ends == 0 else { return false }
        // 广告业的春天 is a subhead.
        if line.shape.functionCharacters > 0 { return false }
        if line.shape.content == 2, cause.falls(under: BoilerplateRules.navigation) { return true }
        return cause.falls(under: BoilerplateRules.boxes)
    }

    private static func isPartOfBox(_ line: AssessedBlock, container: Int?) -> Bool {
        if let container, line.block.container == container { return !line.shape.isProse || line.linkShare > 0.5 }
        return line.linkShare > 0.6 && !(line.shape.isProse && line.shape.last == 0x3002)
    }
}
