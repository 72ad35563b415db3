import ShuliSummary
import ShuliText
import Testing

/// What an editor would not print, and what a reader wants to be told.
@Suite struct EditingTests {
    private func lines(
        _ text: String, _ length: SummaryLength, query: String? = nil
    ) -> [String] { Summarizer(query: query).summary(of: text, length: length).sentences.map(\.text) }

    @Test(arguments: [
        "“老桥的石料全部来自后山。工匠们用糯米汁把石料粘在一起。”近日，修桥队完成了测量。队长说，老桥的石料全部来自后山，老桥今年可以通行。",
        "馆长说：“这幅画是真品。画上的印章也是真的。”专家组鉴定后认为这幅画是真品。画将于下月展出。",
        "新规自五月一日起施行（过渡期为半年。过渡期内旧证有效）。新规要求企业公开排放数据。企业须每月公开排放数据。",
        "他在信中写道：「山路很难走。山里的孩子要走三个小时才能到学校。」后来村里修了路。",
        "“第一句没有结束",
    ])
    func marksAreBalanced(_ text: String) {
        for count in 1...4 {
            for line in lines(text, .sentences(count)) where !text.hasPrefix("“第一") {
                for (open, closing) in ["“”", "「」", "（）"].map({ ($0.first, $0.last) }) {
                    #expect(line.count { $0 == open } == line.count { $0 == closing }, "\(line)")
                }
            }
        }
        #expect(!lines(text, .sentences(1)).isEmpty)
    }

    @Test(arguments: [
        "会议通过三项决定：一是扩建市立图书馆，增加座位两千个；二是修建环湖步道，全长十二公里；三是改造老旧小区，涉及居民三万户。",
        "经研究决定，现将暑期值班安排通知如下：\n值班时间为早八点到晚八点，值班人员不得离岗。\n遇到紧急情况须立即上报值班室。",
        "老街的灯笼亮了，\n河边的茶馆坐满了人，\n说书人讲着从前的故事。\n老街的茶馆每晚都有说书人。",
    ])
    func noSentenceEndsWithAMarkThatJoins(_ text: String) {
        for line in lines(text, .sentences(5)) { #expect(!"；，：、".contains(line.last ?? "，"), "\(line)") }
    }

    @Test func entitiesKeepTheirSemicolon() {
        #expect(lines("大桥的目标车流&lt;每天三万辆&gt;", .sentences(1)) == ["大桥的目标车流&lt;每天三万辆&gt;"])
    }

    @Test(arguments: [
        "海水淡化厂投产，每天可供水五万吨。但是淡化厂的电费很高。淡化厂每天供水五万吨，够二十万人使用。对此，淡化厂的居民很满意。",
        "陶瓷厂昨天重新点火，停产三年的窑炉恢复生产。他们计划年底前烧制十万件瓷器。陶瓷厂的窑炉可以连续烧制三个月。",
    ])
    func whatPointsBackComesWithItsAntecedentOrNotAtAll(_ text: String) {
        for line in lines(text, .sentences(2)) {
            #expect(!["但是", "对此", "他们"].contains { line.hasPrefix($0) }, "\(line)")
        }
    }

    @Test func verdictsThatRefuseAClaimAreVerdicts() {
        let text = "县法院昨日开庭。原告马某诉称，被告拖欠运费九万元。被告辩称货物受损。法院查明，双方签有合同。法院判决被告支付运费六万元，驳回其他诉讼请求。"
        #expect(lines(text, .sentences(1)) == ["法院判决被告支付运费六万元，驳回其他诉讼请求。"])
    }

    @Test func greetingsAndCreditsSayNothing() {
        let talk = "主持人：各位书友，大家好！\n馆长：图书馆今年新增藏书六万册。\n主持人：谢谢您！\n馆长：图书馆的藏书全部可以外借。"
        let found = lines(talk, .sentences(2))
        #expect(found.count == 2)
        for line in found { #expect(!line.contains("大家好") && !line.contains("谢谢"), "\(line)") }
        #expect(lines("（资料图）近日，候鸟回到了盐湖。", .sentences(1)) == ["近日，候鸟回到了盐湖。"])
        #expect(lines("候鸟归来（资料图）", .sentences(1)) == ["候鸟归来（资料图）"])
    }

    @Test func aSignBehindANumberIsNoFullStop() {
        let text = "渔获比去年增长8.5%；出口的渔获增长12%；渔民的收入也增长了。"
        let summary = Summarizer().summary(of: text, length: .sentences(3)).text
        #expect(summary == "渔获比去年增长8.5%。出口的渔获增长12%。渔民的收入也增长了。")
    }

    @Test func laterPartsOfAnEnumerationDoNotBegin() {
        let text = "首先，把茶叶洗净晾干。其次，把茶叶放进陶罐，茶叶要压紧。最后，把陶罐封好。"
        #expect(lines(text, .sentences(1)).allSatisfy { !$0.hasPrefix("其次") })
    }

    @Test func questionsAreNoFurtherSentences() {
        let text = "环湖步道昨天全线开放，步道全长十二公里。步道怎么走最省力呢？步道沿湖设了六个驿站，驿站免费供水。"
        #expect(!lines(text, .sentences(2)).contains { $0.hasSuffix("？") })
    }

    @Test func wordsThatBeginLikeAPronounPointNowhere() {
        let text = "就业中心昨天开门。就业中心帮助三百人找到工作，就业中心的热线每天接听两千个电话。街上很热闹。"
        #expect(lines(text, .sentences(1))[0].hasPrefix("就业中心"))
    }

    @Test(arguments: [
        (
            "昨天上午，青河县人民法院公开审理了一起盗窃案。被告人赵某被指控在三个小区盗窃电动车。检察院指控，赵某共盗窃电动车九辆。庭审持续了两个小时。"
                + "法院最终以盗窃罪判处赵某有期徒刑三年，并处罚金五千元。赵某当庭表示不上诉。", "有期徒刑三年"
        ),
        (
            "昨晚，乙级联赛第十轮在白鹭体育场展开争夺，主场作战的蓝鲸队迎来苍狼队。上半场两队都没有进球。下半场蓝鲸队换上三名球员。"
                + "第八十分钟，蓝鲸队前锋头球破门，最终蓝鲸队1比0战胜苍狼队。主教练赛后表示满意。", "1比0"
        ),
        (
            "睡眠和记忆力有什么关系，青河大学的研究人员近日在期刊上发表了论文。研究团队招募了两百名志愿者。志愿者被分为两组，每晚分别睡六小时和八小时。"
                + "研究发现，睡八小时的人记住的单词多三成。研究人员提醒大家不要熬夜。", "三成"
        ),
    ])
    func theOutcomeCountsMoreThanABareHead(_ text: String, outcome: String) {
        #expect(lines(text, .sentences(1))[0].contains(outcome))
    }

    @Test func aForecastHasNoOutcome() {
        let text =
            "前瞻：乙级联赛第十轮蓝鲸队主场迎战苍狼队，主帅称志在必得。两队球员都已到位。上轮比赛蓝鲸队1比0战胜白鹭队。苍狼队三名球员首发。"
        #expect(!lines(text, .sentences(1))[0].contains("1比0"))
    }

    @Test(arguments: [("报名费", "報名費為五十元。"), ("ｏｌｅｄ", "新機採用OLED屏幕。"), ("費", "報名費為五十元。")])
    func queriesMatchInAnyScriptAndWidth(_ query: String, _ line: String) {
        let text = "運動會在週五舉行。報名費為五十元。新機採用OLED屏幕。獎品是一輛自行車。"
        #expect(lines(text, .sentences(1), query: query) == [line])
        #expect(Summarizer(query: query).summary(of: text).matchesQuery)
    }

    @Test func aQueryThatNothingMatchesIsKnown() {
        let text = "運動會在週五舉行。報名費為五十元。"
        #expect(!Summarizer(query: "火星").summary(of: text).matchesQuery)
        #expect(Summarizer().summary(of: text).matchesQuery)
    }

    @Test func nothingFitsIntoATinyLength() {
        let text = "运动会在周五上午九点于市体育中心举行。报名费为五十元。"
        for length in [SummaryLength.characters(3), .headline(atMost: 4), .ratio(0.05)] {
            #expect(Summarizer().summary(of: text, length: length).sentences.isEmpty)
        }
    }

    @Test func contradictingFiguresNameBothTexts() throws {
        let texts = ["青河县昨夜发生地震，造成3人受伤。救援队已经到达。", "青河县昨夜的地震造成5人受伤，房屋倒塌二十间。"]
        let summary = Summarizer().summary(of: texts)
        let first = try #require(summary.contradictions.first)
        #expect(first.figure == "3人" && first.otherFigure == "5人" && first.otherDocument == 1)
        #expect(summary.sentences[first.sentence].document == 0)
        let same = ["展览将展出200件文物，免费开放。", "博物馆说展览将展出200件文物。"]
        #expect(Summarizer().summary(of: same).contradictions.isEmpty)
        // Dates are no figures.
        let dates = ["展览5月3日开幕，展览免费。", "展览6月1日开幕，展览免费。"]
        #expect(Summarizer().summary(of: dates).contradictions.isEmpty)
    }
}
