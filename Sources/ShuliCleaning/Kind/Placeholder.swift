import ShuliText

/// Recognizes pages that only say that there is nothing to read: wait, not found, deleted, log in first.
enum Placeholder {
    /// Whether the little that was kept of a page says so.
    static func isOne(_ analysis: DocumentAnalysis, _ content: MainContent) -> Bool {
        guard analysis.document.isPage else { return false }
        let kept = analysis.lines.indices.filter { content.causes[$0] == nil }
        let characters = kept.reduce(0) { $0 + analysis.lines[$1].shape.content }
        guard (1...maximumContent).contains(characters), kept.count <= maximumLines else { return false }
        let said = kept + (analysis.headline.map { [$0] } ?? [])
        return said.contains { index in
            let labels = analysis.folded.labels[analysis.folded.ranges[index]]
            let line = Array(labels)
            return phrases.contains { line.contains(run: $0) }
        }
    }

    // Chosen by hand: a message of this kind has a sentence or three; a news item that quotes one is longer.
    private static let maximumContent = 100
    private static let maximumLines = 3

    private static let phrases = [
        "请稍候", "请稍后", "请稍等", "正在加载", "加载中", "正在跳转", "页面跳转", "自动跳转", "内容已删除", "已被删除", "已经被删除", "内容已被发布者删除", "已被发布者删除",
        "页面不存在", "页面没有找到", "页面未找到", "找不到页面", "无法找到", "您访问的页面", "你访问的页面", "您要查看的页面", "内容不存在", "文章不存在", "帖子不存在",
        "该内容暂时无法",
        "无法查看", "无权访问", "没有权限", "访问受限", "拒绝访问", "访问过于频繁", "安全验证", "人机验证", "滑动验证", "请完成验证", "验证码", "请开启JavaScript",
        "启用JavaScript",
        "浏览器版本过低", "请登录后", "登录后查看", "此内容因违规", "参数错误", "系统繁忙", "服务器错误", "网络异常", "已下线", "已停止访问", "链接已过期", "站点维护", "系统维护",
        "没有找到与", "没有找到相关", "没有找到符合", "未找到相关", "没有搜索到", "没有相关内容", "404NotFound", "403Forbidden", "justamoment",
        "checkingyourbrowser", "enablejavascript",
    ].map { $0.foldedLabels(.cleaning) }
}
