/// What may still be spent.
struct Budget {
    private let sentences: Int
    private let characters: Int
    private var count = 0
    private var letters = 0
    // Pieces that end in no mark: each but the last gets a full stop when they are joined.
    private var openEnded = 0

    init(sentences: Int = .max, characters: Int = .max) {
        (self.sentences, self.characters) = (sentences, characters)
    }

    var isSpent: Bool { count >= sentences || letters >= characters }

    /// How many characters are left.
    var rest: Int { max(0, characters - letters) }

    /// Spends a piece if it fits.
    mutating func take(_ piece: Piece) -> Bool {
        let open = openEnded + (piece.isOpenEnded ? 1 : 0)
        let joined = letters + piece.letters + min(open, count)
        guard count < sentences, joined <= characters else { return false }
        (count, letters, openEnded) = (count + 1, letters + piece.letters, open)
        return true
    }
}
