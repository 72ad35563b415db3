import ShuliText

/// Words at the borders of a sentence or clause that show its relation to its neighbours.
enum Openers {
    /// Whether a piece begins by referring to the sentence before: 对此, 他还说, 但是, 这.
    ///
    /// - Parameter endsWord: whether a word ends at an offset: 就 refers back, 就业 does not.
    static func pointsBack(_ buffer: UTF8Buffer, _ range: TextRange, endsWord: (Int) -> Bool) -> Bool {
        guard let word = back.word(atStartOf: range, buffer) else { return false }
        let end = range.lowerBound + back.length(of: word)
        return end < range.upperBound && endsWord(end)
    }

    /// Whether a piece begins as a further part of an enumeration: 其次, 另一方面. More than a pronoun it asks for what came
    /// before.
    static func continuesEnumeration(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        continuing.word(atStartOf: range, buffer) != nil
    }

    /// Whether a clause is subordinate to the next one: 虽然, 如果, 随着.
    static func isSubordinate(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        subordinating.word(atStartOf: range, buffer) != nil
    }

    /// Whether the meaning of a piece continues behind it: 他说, 的是.
    static func isUnfinished(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        unfinished.contains { word in
            range.count > word.count && buffer.holds(word, at: range.upperBound - word.count)
        }
    }

    /// Whether a sentence is no part of the report: an appeal to readers, a greeting (…，大家好！), or a caption (图为…, or
    /// one whose line ends with the photographer's name).
    static func isAside(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        if begins(captions, buffer, range) || begins(calls, buffer, range) || isGreeting(buffer, range) { return true }
        var end = range.upperBound
        while end < buffer.count, buffer[end] != 0x0A {
            guard end - range.upperBound < maximumBylineLength else { return false }
            end += 1
        }
        for closing in closings where buffer.holds(closing, at: end - closing.count) { end -= closing.count }
        return PictureCredits.endsByline(buffer, at: end)
    }

    /// Where the content of a sentence begins: behind a number (02、, 3.) and the label of a speaker or step (记者：).
    static func labelEnd(_ buffer: UTF8Buffer, _ range: TextRange) -> Int {
        var start = range.lowerBound
        var offset = start
        while offset < range.upperBound, (0x30...0x39).contains(buffer[offset]) { offset += 1 }
        if offset > start, offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            // 、 . ．
            if [0x3001, 0x2E, 0xFF0E].contains(scalar) { start = offset + length }
        }
        offset = start
        for _ in 0...maximumLabelLength where offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            if scalar == 0xFF1A || scalar == 0x3A { return offset + length }
            guard CharacterClass(scalar).isContent || CharacterClass(scalar) == .space else { break }
            offset += length
        }
        return start
    }

    /// In characters. Chosen by hand: names and roles of speakers are shorter.
    private static let maximumLabelLength = 8

    private static func begins(_ words: [[UInt8]], _ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        words.contains { word in range.count > word.count && buffer.holds(word, at: range.lowerBound) }
    }

    private static func isGreeting(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        var end = range.upperBound
        while end > range.lowerBound {
            let (scalar, length) = buffer.scalar(before: end)
            guard !CharacterClass(scalar).isContent else { break }
            end -= length
        }
        return greetings.contains { buffer.holds($0, at: end - $0.count) && end - $0.count >= range.lowerBound }
    }

    private static func list(_ words: String) -> [[UInt8]] { words.split(separator: " ").map { Array($0.utf8) } }

    private static let captions = list("图为 圖為 图： 圖： 图: 图注 圖註 图说 圖說 上图 上圖 下图 下圖 （图 (图")
    private static let calls = list(
        "互动话题 今日话题 今日互动 话题互动 欢迎留言 欢迎在评论 欢迎关注 欢迎转发 欢迎分享 点击关注 长按 扫码 扫描二维码 关注我们")
    private static let greetings = list(
        "大家好 网友好 網友好 观众好 觀眾好 朋友们好 朋友們好 谢谢大家 謝謝大家 谢谢各位 謝謝各位 谢谢收看 謝謝收看 谢谢你 謝謝你 谢谢您 謝謝您")
    private static let closings = list(") ）")
    /// How far behind a sentence its line may end with a byline, in bytes: 16 Han characters. Chosen by hand.
    private static let maximumBylineLength = 48
    private static let back = WordSearch(
        """
        对此 對此 对于此 他 她 它 他们 他們 她们 她們 它们 它們 这 這 这些 這些 这样 這樣 这种 這種 这个 這個 这位 這位 这家 這家 这是 這是 这里 這裡 这次 這次 \
        这时 這時 这项 這項 这部 這部 这名 這名 这一 這一 这份 這份 这让 這讓 这场 這場 这类 這類 这也 這也 这不 這不 这支 這支 这条 這條 这张 這張 这座 這座 这么 這麼 \
        那 那些 那样 那樣 那种 那種 那个 那個 那位 那里 那裡 那次 那时 那時 那么 那麼 此 此事 此次 此举 此舉 此外 此后 此後 此时 此時 此前 此案 此类 此類 其 其中 \
        该 該 该公司 該公司 该校 該校 该市 該市 该国 該國 该院 該院 该车 該車 该案 該案 该片 該片 该剧 該劇 该项 該項 该县 該縣 但 但是 而 而且 而是 却 卻 因此 因而 \
        所以 故此 于是 於是 然而 不过 不過 可是 只是 同时 同時 与此同时 與此同時 另外 另 另据 另據 除此之外 并 並 并且 並且 且 也 也是 也就是说 也就是說 还 還 还是 還是 \
        还有 還有 又 则 則 以及 或 或者 和 与 與 另一方面 反之 相反 总之 總之 可见 可見 由此 由此可见 由此可見 据此 據此 为此 為此 因为如此 正因如此 正因为如此 不仅如此 不僅如此 \
        尽管如此 儘管如此 即便如此 如此 接着 接著 接下来 接下來 紧接着 緊接著 随后 隨後 随即 隨即 之后 之後 后来 後來 然后 然後 后者 後者 前者 两者 兩者 二者 双方 雙方 同样 同樣 \
        就 就是 才 更 更是 甚至 尤其 尤其是 特别是 特別是 包括 从而 從而 使 使得 让 讓 导致 導致 当天 當天 当时 當時 当日 當日 当晚 當晚 当年 當年 次日 届时 屆時 至此 从此 從此 其次 \
        再次 再者 再就是 最后 最後 第二 第三 二是 三是 四是 上述 以上 事实上 事實上 实际上 實際上 换句话说 換句話說 相比之下 换言之 換言之 其后 其後 期间 期間 对方 對方 本案
        """)
    private static let continuing = WordSearch("其次 再次 再者 另一方面 二是 三是 四是")
    private static let subordinating = WordSearch(
        """
        虽然 雖然 虽 雖 尽管 儘管 如果 若 假如 只要 因为 因為 由于 由於 随着 隨著 为了 為了 除了 当 當 据 據 根据 根據 在 从 從 自从 对于 對於 关于 關於 按照 不仅 不僅 \
        不但 既 与其 與其 无论 無論 即使
        """)
    private static let unfinished = list(
        "说 說 称 稱 道 表示 指出 认为 認為 的 是 介绍 介紹 透露 强调 強調 如 比如 例如 包括 了解 获悉 獲悉 时 時 后 後 来看 來看 而言 显示 顯示 看来 看來"
    )
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether `bytes` are at an offset.
    func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + bytes.count <= count else { return false }
        for index in bytes.indices where self[offset + index] != bytes[index] { return false }
        return true
    }
}
