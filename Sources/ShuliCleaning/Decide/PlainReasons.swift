/// Finds the reason that a reader gives for a line that the model removed, or that lies outside the body, where its words show one.
///
/// It decides nothing: the line is removed whatever its reason.
enum PlainReasons {
    /// Nil where nothing but the model or the place speaks against a line.
    static func reason(_ index: Int, _ analysis: DocumentAnalysis) -> RemovalReason? {
        let line = analysis.lines[index]
        guard line.shape.content <= maximumContent else { return nil }
        if line.linkShare > 0.5 { return .links }
        let folded = analysis.folded
        func holds(_ phrases: Phrases) -> Bool { phrases.occur(in: folded.labels, folded.ranges[index]) }
        if let found = phrases.first(where: { holds($0.phrases) }) { return found.reason }
        if line.shape.content <= 40, line.shape.ends == 0, holds(sources) { return .byline }
        // 2022-06-02 09:52 and a few words.
        if line.shape.dateJoints >= 2, line.shape.content - line.shape.digits <= 20, line.shape.ends == 0 {
            return .byline
        }
        return nil
    }

    // A notice in small print is longer than a line of a menu, and a teaser of another article as long as a sentence.
    private static let maximumContent = 90

    private static let phrases: [(reason: RemovalReason, phrases: Phrases)] = [
        (.editor, Phrases("责任编辑 责编 编辑: 编辑/ 编辑| 校对 审读 审核: 监制 总监制 排版 美编 统筹:")),
        (.otherPages, Phrases("上一页 下一页 上一篇 下一篇 共1页 返回首页 返回列表 >> more> 更多>")),
        (.related, Phrases("相关链接 相关新闻 相关文章 相关报道 相关专题 该作者文章 作者最新文章 推荐文章 图文推荐 热门 排行 TOP10 最新动态 最新推荐 今日关注 猜你喜欢 搜索推荐")),
        (.comments, Phrases("来说两句 条评论 评论 跟帖 跟贴 回帖 引用投诉 楼上 文明上网")),
        (.repost, Phrases("特别声明 免责声明 声明: 版权 转载 侵权 仅代表 不代表 信息存储 Notice: 授权")),
        (.copyright, Phrases("备案号 ICP 标识码 主办: 承办: 主办单位 联系电话 联系我们")),
        (.share, Phrases("分享 点赞 点个赞 复制链接 链接复制")),
        (
            .tools,
            Phrases("播报 不感兴趣 不喜欢 减少 收藏 登录 登陆 字体 字号 打印 投诉 举报 下载 客户端 扫码 扫一扫 关注 粉丝 首赞 反馈 不显示 无障碍")
        ),
        (.byline, Phrases("发布时间 发布日期 发布于 发布: 发表于 索引号 发文字号 发文机关 成文日期 阅读量 点击: 浏览")),
    ]
    private static let sources = Phrases("来源 来自 记者 作者 本报讯 摄影 文/ 图/ 文| 图| 翻译 译: 报道")
}
