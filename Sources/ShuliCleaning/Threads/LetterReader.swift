import CHTML
import ShuliText

/// Reads a letter to an office and the answer to it, which pages set out as labels and values: 来信内容, 回复单位, 回复内容.
struct LetterReader {
    private let buffer: UTF8Buffer
    private let analysis: DocumentAnalysis
    // The lines that begin with a label, and the value behind it.
    private var fields: [(index: Int, field: Field, value: TextRange)] = []

    /// Nil where a page has not both a letter and an answer.
    init?(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis) {
        (self.buffer, self.analysis) = (buffer, analysis)
        for (index, line) in analysis.lines.enumerated() where line.shape.content >= 3 {
            // Most lines begin with another character than any label.
            let start = line.block.range.lowerBound
            guard buffer[start] >= 0xE4, Self.firsts.contains(buffer.scalar(at: start).value),
                let (field, value) = field(line.block.range)
            else { continue }
            fields.append((index, field, value))
        }
        guard fields.contains(where: { $0.field == .question }), fields.contains(where: { $0.field == .answer }) else {
            return nil
        }
    }

    private enum Field {
        case question, answer, asker, office, asked, answered, other
    }

    // Who a label is about, and what it names.
    private static func bytes(_ words: String) -> [[UInt8]] { words.split(separator: " ").map { Array($0.utf8) } }
    // Who a label is about, and what it names.
    private static let askers = bytes("来信 信件 咨询 留言 提问 问题 投诉 诉求 反映 写信 提交 建议 网友 工单 来访")
    private static let offices = bytes("回复 答复 办理 处理 反馈 回信 受理 回覆 答覆 承办")
    private static let titles = bytes("标题 主题 姓名")
    private static let contents = bytes("内容 正文 描述 详情 結果 结果 意见 情况 內容")
    private static let times = bytes("时间 日期 時間")
    private static let people = bytes("人 者 单位 部门 机构 單位 部門")
    private static let others = bytes("标题 编号 类型 状态 主题 类别 目的 满意度 评价 性质 号")
    private static let firsts = Set(
        (askers + offices + titles).map { $0.withUnsafeBufferPointer { $0.scalar(at: 0).value } })

    /// The letter and the answer; nil where one is empty. `lines` are changed: of a line that begins with a label only the rest
    /// is said.
    func discussion(_ posts: PostLines) -> Discussion? {
        var lines = posts.lines
        guard let question = fields.first(where: { $0.field == .question }),
            let answer = fields.first(where: { $0.field == .answer && $0.index > question.index })
        else { return nil }
        let labels = Set(fields.map(\.index))
        let end = commonEnd(question.index, answer.index)
        func said(_ label: (index: Int, field: Field, value: TextRange)) -> [Int] {
            var own: [Int] = []
            if !label.value.isEmpty {
                lines[label.index].said = label.value
                own.append(label.index)
            }
            for index in (label.index + 1)..<max(label.index + 1, end) {
                if labels.contains(index) { break }
                let line = lines[index]
                if line.traits.isDisjoint(with: .meta), line.linked <= line.words, !line.said.isEmpty {
                    own.append(index)
                }
            }
            return own
        }
        func value(_ field: Field) -> TextRange? {
            guard let found = fields.first(where: { $0.field == field }) else { return nil }
            if !found.value.isEmpty { return found.value }
            let next = found.index + 1
            guard next < lines.count, !labels.contains(next) else { return nil }
            return analysis.lines[next].block.range
        }
        let first = said(question)
        let second = said(answer)
        guard !first.isEmpty, !second.isEmpty else { return nil }
        let title = analysis.headline.map { $0 < first[0] && analysis.lines[$0].shape.ends == 0 ? [$0] : [] } ?? []
        if let headline = title.first, let colon = field(analysis.lines[headline].block.range) {
            lines[headline].said = colon.1.isEmpty ? lines[headline].said : colon.1
        }
        return Discussion(
            entries: [
                Discussion.Entry(lines: title + first, author: value(.asker), time: value(.asked)),
                Discussion.Entry(lines: second, author: value(.office), time: value(.answered)),
            ], confidence: 0.8, extent: question.index..<end, lines: lines)
    }

    // The field whose label a line begins with, and the value in the line.
    private func field(_ range: TextRange) -> (Field, TextRange)? {
        func taken(_ words: [[UInt8]], at offset: Int) -> Int? {
            for word in words where offset + word.count <= range.upperBound {
                if buffer[offset..<offset + word.count].elementsEqual(word) { return offset + word.count }
            }
            return nil
        }
        var offset = range.lowerBound
        var field: Field?
        if let end = taken(Self.titles, at: offset) {
            (offset, field) = (end, .other)
        } else if let end = taken(Self.askers, at: offset) {
            offset = end
            if let end = taken(Self.contents, at: offset) {
                (offset, field) = (end, .question)
            } else if let end = taken(Self.times, at: offset) {
                (offset, field) = (end, .asked)
            } else if let end = taken(Self.people, at: offset) {
                (offset, field) = (end, .asker)
            } else if let end = taken(Self.others, at: offset) {
                (offset, field) = (end, .other)
            }
        } else if let end = taken(Self.offices, at: offset) {
            offset = end
            if let end = taken(Self.contents, at: offset) {
                (offset, field) = (end, .answer)
            } else if let end = taken(Self.times, at: offset) {
                (offset, field) = (end, .answered)
            } else if let end = taken(Self.people, at: offset) {
                (offset, field) = (end, .office)
            } else if let end = taken(Self.others, at: offset) {
                (offset, field) = (end, .other)
            }
        }
        guard let field else { return nil }
        // Behind a label comes the end of the line, a space or a colon.
        var rest = TextRange(offset, range.upperBound)
        guard rest.isEmpty || [0x20, 0x3A, 0xFF1A, 0x3000, 0x3011].contains(buffer.scalar(at: offset).value) else {
            return nil
        }
        rest = buffer.trimmed(rest)
        if !rest.isEmpty, case let (scalar, length) = buffer.scalar(at: rest.lowerBound),
            [0x3A, 0xFF1A, 0x3011].contains(scalar)
        {
            rest = buffer.trimmed(TextRange(rest.lowerBound + length, rest.upperBound))
        }
        return (field, rest)
    }

    // The end of the innermost node around two lines.
    private func commonEnd(_ first: Int, _ second: Int) -> Int {
        let elements = analysis.document.elements
        var node = Int(analysis.document.blocks[first].node)
        while node > 0, !elements.nodes[node].blocks.contains(second) { node = Int(elements.nodes[node].parent) }
        return max(elements.nodes[node].blocks.upperBound, second + 1)
    }
}
