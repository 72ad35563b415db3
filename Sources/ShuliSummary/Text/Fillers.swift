import ShuliText

/// The fillers of a text, by which transcribed speech is distinguished from written text.
struct Fillers {
    /// Where each filler ends, ascending.
    private let ends: [Int]

    init(_ buffer: UTF8Buffer) {
        let search = Self.search
        var ends: [Int] = []
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            let filler = search.word(scalar, at: offset, buffer, before: buffer.count)
            offset += filler.map(search.length) ?? length
            if filler != nil { ends.append(offset) }
        }
        self.ends = ends
    }

    /// The number of fillers that end in a range.
    func count(in range: TextRange) -> Int {
        firstIndex(above: range.upperBound) - firstIndex(above: range.lowerBound)
    }

    private func firstIndex(above offset: Int) -> Int { ends.partitioningIndex { $0 > offset } }

    /// 0 for written text to 1 for speech, by the number of fillers in a hundred units: 0 up to one, 1 from two on.
    /// Chosen by hand.
    static func talkShare(fillers: Int, units: Int) -> Double {
        let density = 100 * Double(fillers) / Double(max(1, units))
        return min(1, max(0, density - 1))
    }

    private static let search = WordSearch(
        "我觉得 就是 然后 这个 那个 对吧 是吧 咱们 大家 其实 那么 是不是 对不对 所以说 的话 嗯 呃 啊 哦 "
            + "我覺得 然後 這個 那個 對吧 咱們 其實 那麼 對不對 所以說 的話")
}
