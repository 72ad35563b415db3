/// What is left of the length of a summary.
struct Budget {
    private let sentences: Int
    private let characters: Int
    private var count = 0
    private var length = 0
    // Pieces without a mark at their end: each of them but the last gets a full stop when pieces are joined.
    private var openEnded = 0

    init(sentences: Int = .max, characters: Int = .max) {
        (self.sentences, self.characters) = (sentences, characters)
    }

    var isSpent: Bool { count >= sentences || length >= characters }

    /// How many characters are left.
    var rest: Int { max(0, characters - length) }

    /// Takes a piece's length off the budget if it fits.
    mutating func take(_ piece: Piece) -> Bool {
        let open = openEnded + (piece.isOpenEnded ? 1 : 0)
        let joined = length + piece.length + min(open, count)
        guard count < sentences, joined <= characters else { return false }
        (count, length, openEnded) = (count + 1, length + piece.length, open)
        return true
    }
}
