import CHTML
import ShuliText

/// Finds the blocks of code on a page by its elements, not by what their lines say.
struct CodeReader {
    private let buffer: UTF8Buffer
    private let assessed: AssessedDocument

    private var elements: PageElements { assessed.document.elements }

    /// The blocks of code, in order. Linear in the number of elements and in the length of the preformatted text.
    static func codes(_ buffer: UTF8Buffer, _ assessed: AssessedDocument) -> [CodeBlock] {
        let nodes = assessed.document.elements.nodes
        var found: [Int] = []
        for number in nodes.indices
        where Int(nodes[number].tag) == SHULI_TAG_PRE && nodes[number].end > nodes[number].first {
            // One inside another is a part of it.
            if let last = found.last, nodes[number].first < nodes[last].end { continue }
            found.append(number)
        }
        return found.isEmpty ? [] : CodeReader(buffer: buffer, assessed: assessed).codes(found)
    }

    private func codes(_ found: [Int]) -> [CodeBlock] {
        var codes: [CodeBlock] = []
        var gutter: Int?
        for (place, number) in found.enumerated() {
            let lines = elements.nodes[number].blocks
            if place + 1 < found.count, isGutter(number, of: found[place + 1]) {
                gutter = number
                continue
            }
            defer { gutter = nil }
            let names = CodeLanguage.names(of: number, elements)
            guard gutter != nil || isCode(number, names) else { continue }
            var code = CodeBlock(
                node: Int32(clamping: number), lines: lines,
                isWhole: gutter != nil || isWhole(number, names), isNumbered: isNumbered(lines),
                numbers: gutter.map { Array(elements.nodes[$0].blocks) } ?? [], language: CodeLanguage.language(names))
            let start = place > 0 ? elements.nodes[found[place - 1]].blocks.upperBound : 0
            let end =
                place + 1 < found.count ? elements.nodes[found[place + 1]].blocks.lowerBound : assessed.lines.count
            readBox(&code, start: gutter.map { elements.nodes[$0].blocks.lowerBound } ?? start, end: end)
            codes.append(code)
        }
        return codes
    }

    // Some pages have prose or verse in `pre`.
    private func isCode(_ number: Int, _ names: [String]) -> Bool {
        let lines = elements.nodes[number].blocks
        return !names.isEmpty || isMostlyOther(lines)
            || lines.count(where: { assessed.lines[$0].shape.isProse }) * 2 < lines.count
    }

    private func isWhole(_ number: Int, _ names: [String]) -> Bool {
        let lines = elements.nodes[number].blocks
        return CodeLanguage.isCode(number, elements, names) || isMostlyOther(lines)
            || lines.count(where: hasCodeMark) * 2 >= lines.count || lines.allSatisfy(isVerse)
    }

    // Whether nothing speaks against a line, which is no sentence.
    private func isVerse(_ index: Int) -> Bool {
        let line = assessed.lines[index]
        return !line.shape.isProse && (line.cause == nil || line.cause == .symbols)
    }

    // Whether less than half of the characters are Han.
    private func isMostlyOther(_ lines: Range<Int>) -> Bool {
        var (han, content) = (0, 0)
        for index in lines {
            let shape = assessed.lines[index].shape
            content += shape.content
            han += shape.content - shape.letters - shape.digits
        }
        return han * 2 < content
    }

    // Marks that programs, markup and drawings of trees have, and prose hardly.
    private func hasCodeMark(_ index: Int) -> Bool {
        var offset = assessed.lines[index].block.range.lowerBound
        while offset < assessed.lines[index].block.range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if (0x2500...0x257F).contains(scalar) || scalar < 0x80 && Self.marks.contains(UInt8(scalar)) { return true }
        }
        return false
    }

    private static let marks = Set("{};=<>$#\\|`_[]".utf8)

    // MARK: Numbers of lines

    // The number that a line is; nil for any other line.
    private func number(_ index: Int) -> Int? {
        let range = assessed.lines[index].block.range
        guard range.count <= 6, CodeBlock.endOfDigits(buffer, range) == range.upperBound else { return nil }
        return Int(buffer.text(range))
    }

    private func rises(_ numbers: [Int?]) -> Bool {
        guard let first = numbers.first ?? nil else { return false }
        return numbers.enumerated().allSatisfy { $1 == first + $0 }
    }

    // Whether preformatted text has nothing but the numbers of the lines of the one right behind it, in the same box.
    private func isGutter(_ number: Int, of next: Int) -> Bool {
        let (own, code) = (elements.nodes[number].blocks, elements.nodes[next].blocks)
        guard own.upperBound == code.lowerBound, own.count >= code.count, rises(own.map(self.number)) else {
            return false
        }
        var node = Int(elements.nodes[number].parent)
        while node > 0, elements.nodes[node].blocks.upperBound < code.upperBound {
            node = Int(elements.nodes[node].parent)
        }
        return node > 0 && elements.nodes[node].blocks.count <= own.count + code.count + Self.maximumLabels
    }

    // Whether each line begins with its number in an element of its own.
    private func isNumbered(_ lines: Range<Int>) -> Bool {
        guard lines.count >= 3 else { return false }
        let seams = assessed.document.seams
        var before: Int?
        // Numbers alone are what a program printed.
        var numbersAlone = 0
        for index in lines {
            let range = assessed.lines[index].block.range
            let end = CodeBlock.endOfDigits(buffer, range)
            guard end > range.lowerBound, end - range.lowerBound <= 6,
                let own = Int(buffer.text(TextRange(range.lowerBound, end))),
                before == nil || own == before.map({ $0 + 1 }),
                end == range.upperBound || buffer[end] == 0x20,
                case let place = seams.partitioningIndex(where: { $0 >= end }),
                end == range.upperBound || place < seams.count && seams[place] <= end + 1
            else { return false }
            before = own
            if end == range.upperBound { numbersAlone += 1 }
        }
        return numbersAlone * 2 < lines.count
    }

    // MARK: What is beside the code

    // Reads the numbers, labels and buttons in the elements around the code that hold nothing else.
    private func readBox(_ code: inout CodeBlock, start: Int, end: Int) {
        var node = Int(elements.nodes[Int(code.node)].parent)
        var others: [Int] = []
        let numbered = Set(code.numbers)
        while node > 0 {
            let blocks = elements.nodes[node].blocks
            guard blocks.lowerBound >= start, blocks.upperBound <= end else { break }
            let beside = blocks.filter { !code.lines.contains($0) && !numbered.contains($0) }
            let labels = beside.filter { number($0) == nil }
            guard labels.count <= Self.maximumLabels,
                labels.allSatisfy({ CodeLanguage.isLabel(assessed, $0) || assessed.lines[$0].block.role == .caption })
            else { break }
            others = beside
            node = Int(elements.nodes[node].parent)
        }
        let numbers = others.filter { number($0) != nil }
        if numbers.count >= code.lines.count, rises(numbers.map(number)) { code.numbers += numbers }
        code.labels = others.filter { number($0) == nil && assessed.lines[$0].block.role != .caption }
        // A button of its own right beside the code.
        for index in [code.lines.lowerBound - 1, code.lines.upperBound]
        where (start..<end).contains(index) && CodeLanguage.copies(assessed, index) && !code.labels.contains(index) {
            code.labels.append(index)
        }
        if code.language == nil {
            code.language = code.labels.lazy.compactMap { CodeLanguage.language(in: assessed, $0) }.first
        }
    }

    // A title, a language and two buttons. Chosen by hand.
    private static let maximumLabels = 4
}
