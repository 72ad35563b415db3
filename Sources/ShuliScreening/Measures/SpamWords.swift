import ShuliText

/// Phrases of advertising that articles do not use (`Dictionaries/spam.txt`).
struct SpamWords: Sendable {
    static let standard = SpamWords(TextList.spam)

    /// The phrases by their first scalar, the longest first.
    let heads: [UInt32: [Word]]

    struct Word: Sendable {
        let bytes: [UInt8]
        /// The number of its scalars.
        let characters: Int
    }

    init(_ list: TextList) {
        var heads: [UInt32: [Word]] = [:]
        for entry in list.entries {
            let word = Word(bytes: Array(entry.text.utf8), characters: entry.text.unicodeScalars.count)
            if let first = entry.text.unicodeScalars.first { heads[first.value, default: []].append(word) }
        }
        self.heads = heads.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
    }

    /// The longest phrase at an offset.
    ///
    /// - Parameter scalar: the scalar at the offset.
    func match(_ buffer: UTF8Buffer, _ scalar: UInt32, at offset: Int) -> Word? {
        heads[scalar]?.first { word in
            guard offset + word.bytes.count <= buffer.count else { return false }
            return word.bytes.indices.allSatisfy { buffer[offset + $0] == word.bytes[$0] }
        }
    }
}
