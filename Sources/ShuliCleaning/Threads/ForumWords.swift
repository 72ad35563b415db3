import ShuliText

/// The words that pages of discussions put around contributions: buttons, counts, what is said of a member.
///
/// The list was written by hand, from the user interfaces of the common programs for boards, questions and comments.
struct ForumWords: Sendable {
    /// What a phrase says about its line.
    enum Group: Int, CaseIterable {
        /// A button that only a contribution has: 回复, 举报.
        case button
        /// A word that is a button in a link and an answer elsewhere: 顶, 支持.
        case shortAnswer
        /// A count, or a label before one: 浏览, 积分.
        case label
        /// The number of a contribution: 楼主, 沙发.
        case floor
        /// Before the time of a contribution: 发表于.
        case posted
        /// Before a time in the life of a member: 注册时间.
        case account
        /// Before a place or a device: IP属地, 来自.
        case origin
        /// Says that the page is a discussion: 个回答, 只看楼主.
        case hint
        /// Says that a contribution was deleted.
        case deleted
    }

    private let matcher: PhraseMatcher

    static let standard = ForumWords(.cleaning)

    init(_ alphabet: Alphabet) {
        var phrases: [PhraseMatcher.Phrase] = []
        for (group, list) in Self.lists {
            for word in list.split(separator: " ") {
                phrases.append(
                    PhraseMatcher.Phrase(
                        labels: String(word).foldedLabels(alphabet), group: group.rawValue, atStart: false,
                        atEnd: false))
            }
        }
        matcher = PhraseMatcher(phrases, labelCount: alphabet.labelCount)
    }

    /// What the words of a line are.
    struct Finding {
        /// Bit n is group n.
        var groups: UInt32 = 0
        /// The number of characters that words of the list cover; without `shortAnswer`.
        var covered = 0
        /// With `shortAnswer`.
        var coveredInLinks = 0

        func has(_ group: Group) -> Bool { groups >> UInt32(group.rawValue) & 1 == 1 }
    }

    func finding(in labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) -> Finding {
        var finding = Finding()
        var end = range.lowerBound
        var endInLinks = range.lowerBound
        matcher.forEachMatch(in: labels, range) { group, length, place in
            finding.groups |= 1 << UInt32(group)
            finding.coveredInLinks += max(0, place + length - max(place, endInLinks))
            endInLinks = max(endInLinks, place + length)
            guard group != Group.shortAnswer.rawValue else { return }
            finding.covered += max(0, place + length - max(place, end))
            end = max(end, place + length)
        }
        return finding
    }

    private static let lists: [(Group, String)] = [
        (
            .button,
            "回复 回覆 引用 举报 檢舉 点赞 评分 收藏 分享 只看该作者 只看楼主 只看他 只看TA 倒序浏览 正序浏览 使用道具 点评 加好友 发消息 发短消息 关注 "
                + "取消关注 采纳 追问 追答 展开 展开全文 阅读全文 收起 查看全部 全部回复 查看回复 更多回复 查看对话 打赏 私信 转发 编辑 删除 复制链接 电梯直达 跳转到 "
                + "添加评论 写评论 写回答 评论 留言 邀请回答 好问题 赞同 反对 已赞 喜欢 有用 没用 无用 踩 没有帮助 有帮助 回应 我来说两句 加关注 发表评论 显示全部楼层 "
                + "本帖最后由 返回顶部 TOP 顶部 回顶部 管理 置顶 加精 查看个人网站 查看详细资料 发表回复 我要回答 回答 查看更多 打印 Reply Report Share Quote Like"
        ),
        (.shortAnswer, "顶 赞 支持 感谢 谢谢 同意 沙发 板凳 地板 推荐 喜欢 有用 回帖 报告 帮助"),
        (
            .label,
            "阅读 浏览 查看 点击 人气 回复数 浏览次数 被浏览 关注者 次 人 条 个 积分 经验 等级 级 金币 金钱 帖子 主题 精华 威望 贡献 在线 好友 日志 相册 记录 听众 粉丝 获赞 "
                + "用户组 头像 会员 新手上路 注册会员 距离下一级还需 下一级 采纳数 获赞数 回答量 采纳率 帮助的人 你对这个回答的评价是 中级会员 高级会员 论坛元老 版主 管理员 楼主 层主 作者 博主 热心网友 提问者 知道网友 已认证 性别 阅读量 状态 离线 "
                + "UID 级别 头衔 发帖 发帖数 来源 本楼 Lv level 最佳答案 推荐于 最新回复 最后回复 字号 勋章 鲜花 声望 学分 贴子 发贴 时间 作者 标签 "
                + "说道 says 文章 编辑记录 天 小时 分钟 秒 前 更新 年 月 日 星期 周 上午 下午 今天 昨天 前天 刚刚 最后 修改 共 页 第 楼"
        ),
        (.floor, "楼主 沙发 板凳 地板 地下室 层主 楼层"),
        (
            .posted,
            "发表于 发布于 發表於 发表在 回答于 回复于 提问于 评论于 发布时间 回复时间 回答时间 提问时间 发表时间 留言时间 编辑于 更新于 创建于 发帖时间 来信时间 答复时间 "
                + "發佈於 回覆於 发表 发布 贴于 写于 发贴时间 日期"
        ),
        (.account, "注册 注册时间 注册于 加入于 加入时间 最后登录 上次登录 在线时间 注册日期 最后活跃"),
        (.origin, "IP属地 来自 IP 通过 via 地区 地址 来自于 发自 客户端 手机版 Android iPhone 网页版"),
        (
            .hint,
            "只看楼主 只看该作者 楼主 个回答 条回答 写回答 我要回答 我来答 邀请回答 最佳答案 提问者 网友采纳 您需要登录后才可以回帖 本版积分规则 主题帖 发新帖 版块 赞同了该回答 人赞同 个答案 条答案 "
                + "倒序浏览 倒序阅读 电梯直达 显示全部楼层 回复贴 回帖奖励 撰写回答 引用回复"
        ),
        (.deleted, "评论已删除 回复已删除 评论已被删除 回复已被删除 楼层已被删除 内容已被删除 内容已删除 已被作者删除 已被管理员删除 作者被禁止"),
    ]
}
