/// Addresses of electronic mail.
enum EmailRule {
    /// The address whose local part begins at a place.
    static func match(_ line: FoldedLine, _ place: Int) -> PersonalDataScanner.Match? {
        guard !isLocal(line[place - 1]) else { return nil }
        var at = place
        while isLocal(line[at]), at - place <= 64 { at += 1 }
        guard line[at] == 0x40, at - place <= 64, line[at - 1] != 0x2E else { return nil }
        return domainEnd(line, at + 1).map { (.email, place..<$0) }
    }

    private static func isLocal(_ scalar: UInt32) -> Bool {
        FoldedLine.isAlphanumeric(scalar) || [0x2E, 0x5F, 0x25, 0x2B, 0x2D].contains(scalar)
    }

    // Labels with dots between them, the last one of two to twelve letters that no picture's or script's name ends in.
    private static func domainEnd(_ line: FoldedLine, _ start: Int) -> Int? {
        var place = start
        var end: Int?
        while true {
            let label = place
            while line.isAlphanumeric(place) || line[place] == 0x2D && line.isAlphanumeric(place + 1) { place += 1 }
            guard place > label, line[label] != 0x2D else { return end }
            let isTop =
                label > start && (2...12).contains(place - label) && (label..<place).allSatisfy { line.isLetter($0) }
            if isTop, !endings.contains(where: { $0.count == place - label && line.holds($0, at: label) }) {
                end = place
            }
            guard line[place] == 0x2E, line.isAlphanumeric(place + 1) else {
                // A last label that is no top-level domain makes all of it none.
                return end == place ? end : nil
            }
            place += 1
        }
    }

    private static let endings: [[UInt32]] = .words("png jpg jpeg gif webp svg bmp css js html htm")
}
