import ShuliText

/// The units of a query: its words and pairs of characters; of a single character all pairs with it.
struct QueryUnits {
    private let keys: Set<UInt64>
    private let character: UInt32?

    init(_ query: String) {
        let characters = query.unicodeScalars.map(\.value).filter { CharacterClass($0).isContent }
        character = characters.count == 1 && CharacterClass(characters[0]) == .han ? characters[0] : nil
        keys = query.withUTF8Buffer { Set(Self.keys($0)) }
    }

    func contain(_ key: UInt64) -> Bool {
        character.map { UnitReader.isPair(key, with: $0) } ?? keys.contains(key)
    }

    /// Whether a text has any of them.
    func occur(in text: String) -> Bool { text.withUTF8Buffer { Self.keys($0).contains(where: contain) } }

    private static func keys(_ buffer: UTF8Buffer) -> [UInt64] {
        var reader = UnitReader(buffer, TextRange(0, buffer.count))
        var keys: [UInt64] = []
        while let unit = reader.next() {
            if unit.clauseEnd == nil { keys.append(unit.key) }
        }
        return keys
    }
}
