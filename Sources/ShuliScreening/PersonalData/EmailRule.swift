/// Addresses of electronic mail.
enum EmailRule {
    /// The address whose local part begins at an index.
    static func match(_ line: FoldedLine, _ index: Int) -> PersonalDataScanner.Match? {
        guard !isLocal(line[index - 1]) else { return nil }
        var at = index
        while isLocal(line[at]), at - index <= 64 { at += 1 }
        guard line[at] == 0x40, at - index <= 64, line[at - 1] != 0x2E else { return nil }
        return domainEnd(line, at + 1).map { (.email, index..<$0) }
    }

    private static func isLocal(_ scalar: UInt32) -> Bool {
        FoldedLine.isAlphanumeric(scalar) || [0x2E, 0x5F, 0x25, 0x2B, 0x2D].contains(scalar)
    }

    // Labels separated by dots. The last one has two to twelve letters and is not the extension of a picture or script.
    private static func domainEnd(_ line: FoldedLine, _ start: Int) -> Int? {
        var index = start
        var end: Int?
        while true {
            let label = index
            while line.isAlphanumeric(index) || line[index] == 0x2D && line.isAlphanumeric(index + 1) { index += 1 }
            guard index > label, line[label] != 0x2D else { return end }
            let isTop =
                label > start && (2...12).contains(index - label) && (label..<index).allSatisfy { line.isLetter($0) }
            if isTop, !endings.contains(where: { $0.count == index - label && line.holds($0, at: label) }) {
                end = index
            }
            guard line[index] == 0x2E, line.isAlphanumeric(index + 1) else {
                // Without a top-level domain at the end there is no address.
                return end == index ? end : nil
            }
            index += 1
        }
    }

    private static let endings: [[UInt32]] = .words("png jpg jpeg gif webp svg bmp css js html htm")
}
