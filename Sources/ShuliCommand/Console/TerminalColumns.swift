/// How wide text is on a terminal.
enum TerminalColumns {
    // The parser of arguments traps where there is no room behind the names of options.
    private static let least = 40

    /// Makes COLUMNS say at least as many as are needed.
    static func raise() {
        guard let given = Console.environment("COLUMNS").flatMap({ Int($0) }), given < least else { return }
        Console.setEnvironment("COLUMNS", "\(least)")
    }

    /// How wide a line may be: what COLUMNS says, else `standard`.
    static func available(else standard: Int) -> Int {
        Console.environment("COLUMNS").flatMap { Int($0) } ?? standard
    }

    static func isWide(_ character: Character) -> Bool { width(String(character)) > 1 }

    /// Columns: two for wide characters (East Asian Width, by blocks).
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0...0x1F, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: sum
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
                sum + 2
            default: sum + 1
            }
        }
    }
}
