import ShuliVerbs

/// A page of help in Chinese. The parser counts characters, of which the Chinese ones are two columns wide, and breaks lines
/// at spaces, which Chinese has not: so its lines are taken whole and laid out here.
struct HelpPage {
    /// Wider than any text: the parser breaks no line.
    static let unbroken = 1 << 20

    // The parser has what an option is for behind this column, or on the next line where the option is longer.
    private static let labelWidth = 26
    private static let opening: Set<Character> = ["“", "（", "「", "《", "("]
    private static let closing: Set<Character> = ["”", "）", "」", "》", ")", "，", "。", "；", "：", "、", "？", "…"]

    private let columns: Int

    /// A page of the parser with unbroken lines, in Chinese.
    static func chinese(_ page: String) -> String {
        let layout = HelpPage(columns: max(TerminalColumns.available(else: 80), 2 * labelWidth))
        return page.split(separator: "\n", omittingEmptySubsequences: false).flatMap(layout.lines)
            .joined(separator: "\n")
    }

    private func lines(_ line: Substring) -> [String] {
        let margin = line.prefix { $0 == " " }.count
        if margin >= Self.labelWidth {
            return wrapped(line.dropFirst(margin), indentation: Self.labelWidth)
        }
        let isRow = margin == 2 && !line.hasPrefix("  See ")
        guard isRow, line.count > Self.labelWidth else {
            return isRow ? [Wording.parser(String(line)).chinese] : wrapped(line, indentation: 0)
        }
        let label = Wording.parser(String(line.prefix(Self.labelWidth))).chinese
        var lines = wrapped(line.dropFirst(Self.labelWidth), indentation: Self.labelWidth)
        let name = Self.trimmed(label)
        let room = Self.labelWidth - TerminalColumns.width(name)
        guard room > 0, let first = lines.first else { return [name] + lines }
        lines[0] = name + String(repeating: " ", count: room) + first.dropFirst(Self.labelWidth)
        return lines
    }

    private func wrapped(_ text: Substring, indentation: Int) -> [String] {
        let margin = String(repeating: " ", count: indentation)
        var (lines, line, width) = ([String](), "", indentation)
        for piece in pieces(Wording.parser(String(text)).chinese) {
            if width + TerminalColumns.width(Self.trimmed(piece)) > columns, !line.isEmpty {
                lines.append(margin + Self.trimmed(line))
                (line, width) = ("", indentation)
            }
            line += piece
            width += TerminalColumns.width(piece)
        }
        return lines + [line.isEmpty ? "" : margin + line]
    }

    // Without spaces at its end.
    private static func trimmed(_ text: String) -> String {
        String(text.prefix(text.count - text.reversed().prefix { $0 == " " }.count))
    }

    // Parts that no line is broken in: words with the space behind them, and single wide characters with their marks.
    private func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var last: Character?
        for character in text {
            if let last, !mayBreak(between: last, character) {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            last = character
        }
        return pieces
    }

    private func mayBreak(between last: Character, _ next: Character) -> Bool {
        if next == " " || Self.closing.contains(next) || Self.opening.contains(last) { return false }
        return last == " " || TerminalColumns.isWide(last) || TerminalColumns.isWide(next)
    }
}
