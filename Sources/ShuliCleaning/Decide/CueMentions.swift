import ShuliText

/// Tells a sentence of the body that mentions a word of boilerplate (扫一扫车身上的二维码，就能缴费。) from a line that uses it (扫一扫关注我们).
struct CueMentions {
    private let buffer: UTF8Buffer
    private let analysis: DocumentAnalysis

    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis) {
        self.buffer = buffer
        self.analysis = analysis
    }

    /// Whether a block with a boilerplate rule against it only mentions its phrase: the phrase stands in quotation marks, or the block
    /// is a sentence that neither addresses the reader in the name of the page nor states its terms.
    func isMention(_ index: Int) -> Bool {
        let line = analysis.lines[index]
        guard case .boilerplate(let rule) = line.cause else { return false }
        let shape = line.shape
        let isSentence = shape.ends > 0 && shape.endsClosed && shape.last != 0xFF09
        let text = withoutQuotations(line.block.range)
        guard isSentence || shape.endsOpen || text.count + 4 < line.block.range.count else { return false }
        return text.withUnsafeBufferPointer { own in
            let folded = FoldedLine(own, TextRange(0, own.count), index: index, seams: [])
            let labels = folded.labels.filter { $0 != Alphabet.Fixed.space }
            let rest = labels.withUnsafeBufferPointer {
                BoilerplateRules.standard.finding(in: $0, 0..<labels.count, content: shape.content)
            }
            if folded.first(of: Self.calls) != nil { return false }
            guard let remaining = rest.rule else { return isSentence || shape.content > 20 }
            let name = BoilerplateRules.standard.rules[remaining].name
            // 推荐阅读： opens a list; 推荐阅读的三本书如下： does not.
            if !isSentence {
                return shape.endsOpen && (name == "related" || name == "navigation") && shape.functionCharacters > 0
            }
            return Int(rule) == remaining || !Self.terms.contains(name)
        }
    }

    /// Whether a block asks the reader to follow, share or download something.
    func isCall(_ index: Int) -> Bool {
        let line = analysis.lines[index]
        guard line.shape.ends == 0, (4...40).contains(line.shape.content) else { return false }
        return FoldedLine(buffer, line.block.range, index: index, seams: []).first(of: Self.requests) != nil
    }

    // The bytes of a block without what stands in quotation marks.
    private func withoutQuotations(_ range: TextRange) -> [UInt8] {
        var bytes: [UInt8] = []
        var depth = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            if [0x201C, 0x300C, 0x300E].contains(scalar) { depth += 1 }
            if depth == 0 { bytes += buffer[offset..<offset + length] }
            if depth > 0, [0x201D, 0x300D, 0x300F].contains(scalar) { depth -= 1 }
            offset += length
        }
        return bytes
    }

    private static let terms: Set<String> = ["repost", "copyright"]
    private static let requests = Phrases(
        "点击上方 关注我们 关注本 下载客户端 扫码关注 点击关注 长按识别 欢迎关注 设为星标 点个在看 点亮在看 分享收藏 转发给更多 扫描下方 识别下方")
    // What a page says in its own name, to its readers.
    private static let calls = Phrases(
        "关注我们 关注本 公众号 本网 本站 本报 本号 本平台 本刊 本公众号 转载请 请注明 须注明 注明出处 侵权必究 联系我们 联系本 我们将 下载客户端 下载app 点击下方 点击上方 点击阅读 点击链接 点击关注 长按 下方二维码 上方二维码 扫码关注 "
            + "欢迎关注 欢迎订阅 欢迎投稿 欢迎扫码 欢迎转载 欢迎分享 欢迎下载 欢迎加入 欢迎留言 点个在看 点个赞 星标 仅代表 不代表 版权归 未经授权 未经许可 未经书面 不得转载 禁止转载 谢绝转载 如有侵权 责任自负 本文版权 本文来源 本文转自 "
            + "本文仅 本文由 加微信 加群 微信群 戳这里 立即购买 立即下载 抢购 责任编辑 敬请期待 敬请关注 转发给 分享给 特此声明")
}
