import Foundation
@testable import ShuliSummary
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct SummaryTests {
    static let lengths: [SummaryLength] = [
        .sentences(0), .sentences(3), .sentences(-1), .characters(0), .characters(30), .characters(200), .ratio(0.2),
        .ratio(7), .ratio(.nan), .headline, .headline(atMost: 12), .headline(atMost: -3),
        .sentences(.min), .sentences(.max), .characters(.min), .characters(.max),
        .characters(1_000_000_000_000_000_000),
        .ratio(-1), .ratio(.infinity), .ratio(-.infinity), .ratio(1e18), .headline(atMost: .min),
        .headline(atMost: .max),
    ]

    @Test(arguments: ContractSample.all)
    func contract(_ sample: ContractSample) {
        // The long ones take their time without optimization.
        let isLong = sample.text.utf8.count > 100_000
        for length in isLong ? [.sentences(3), .characters(30)] : Self.lengths {
            expectSound(Summarizer().summary(of: sample.text, length: length), sample.text, length)
        }
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 3)
        for round in 0..<100 {
            let text = random.text(upTo: 150)
            let summarizer = Summarizer(
                cutsClauses: round.isMultiple(of: 2), query: round.isMultiple(of: 3) ? random.text(upTo: 10) : nil)
            for length in Self.lengths {
                let summary = summarizer.summary(of: text, title: random.text(upTo: 10), length: length)
                expectSound(summary, text, length)
            }
            expectSound(summarizer.summary(of: text), text, .sentences(3))
            #expect(summarizer.summary(of: text) == summarizer.summary(of: text))
        }
    }

    @Test func lengthsAreCoded() throws {
        for length in Self.lengths where length != .ratio(.nan) {
            guard case .ratio(let share) = length, !share.isFinite else {
                let data = try JSONEncoder().encode([length])
                #expect(try JSONDecoder().decode([SummaryLength].self, from: data) == [length])
                continue
            }
        }
    }

    @Test func substringsCountFromTheirStart() {
        let text = "前言。台风今晚登陆东海岸，三十万人转移。渡轮停航，学校停课。"
        let part = text.dropFirst(3)
        let summary = Summarizer().summary(of: part, length: .sentences(1))
        #expect(summary == Summarizer().summary(of: String(part), length: .sentences(1)))
        #expect(summary.sentences.map { String(part[$0.range]) } == summary.sentences.map(\.text))
        #expect(Summarizer().summary(of: [part, part]).sentences.count == 2)
    }

    @Test func nothingOfNothing() {
        #expect(Summarizer().summary(of: [String]()).sentences.isEmpty)
        #expect(Summarizer().summary(of: ["", ""], titles: ["题"]).sentences.isEmpty)
    }

    @Test func severalRandomTexts() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<100 {
            let texts = (0..<4).map { _ in random.text(upTo: 80) }
            let summary = Summarizer().summary(of: texts, length: .characters(80))
            #expect(summary.characters <= 80)
            for sentence in summary.sentences { #expect(texts[sentence.document][sentence.range] == sentence.text) }
            let places = summary.sentences.map { ($0.document, $0.range.lowerBound) }
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func lengthsOfStretches() {
        var random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let text =
                random.text(upTo: 60)
                + ["", "e\u{301}", "\r\n", "👨‍👩‍👧", "中\u{3000}文 ，“a”"][Int.random(in: 0..<5, using: &random)]
            text.withUTF8Buffer { buffer in
                #expect(Summary.length(of: buffer, TextRange(0, buffer.count)) == Summary.length(of: text), "\(text)")
            }
        }
    }

    @Test func captionsArePassedOver() {
        let text = "图为市政府公布新的垃圾分类办法现场。市政府昨天公布了新的垃圾分类办法。违反新的垃圾分类办法的单位会被罚款。"
        #expect(!Summarizer().summary(of: text, length: .sentences(1)).text.hasPrefix("图为"))
        let credited = "市政府昨天公布新的垃圾分类办法。王小明 摄\n市政府昨天公布了新的垃圾分类办法，违反办法的单位会被罚款。"
        #expect(Summarizer().summary(of: credited, length: .sentences(1)).text.contains("罚款"))
    }

    @Test func aTimeAloneSaysNothingAndEntitiesEndNoSentence() {
        let text = "云杉大桥的目标车流&lt;每天三万辆，两岸居民出行只需五分钟。\n(2009-01-27 01:50:04)\n"
        let sentences = Summarizer().summary(of: text, length: .sentences(1)).sentences
        #expect(sentences.map(\.text) == ["云杉大桥的目标车流&lt;每天三万辆，两岸居民出行只需五分钟。"])
    }

    @Test func callsToReadersAndBareAnswersArePassedOver() {
        let text = "云杉大桥昨天上午正式通车。记者：云杉大桥真不错。云杉大桥的两岸居民出行只需五分钟。互动话题你会走云杉大桥出行吗，说说云杉大桥。"
        let summary = Summarizer().summary(of: text, length: .sentences(2)).text
        #expect(summary == "云杉大桥昨天上午正式通车。云杉大桥的两岸居民出行只需五分钟。")
    }

    @Test(
        arguments: [
            "本报讯 ", "澜讯体育讯\u{3000}", "新华社北京1月17日电（记者 许望舒）", "晨报讯：(记者白露) ", "新华社云杉1月17日电",
            "大桥的夜景（供图/云杉社）新华社云杉6月17日电 ",
        ])
    func datelinesAreNoPartOfTheirSentence(_ dateline: String) {
        let sentence = "云杉大桥昨天上午正式通车，两岸居民出行只需五分钟。"
        #expect(Summarizer().summary(of: dateline + sentence).sentences.map(\.text) == [sentence])
    }

    @Test(arguments: ["腾讯 ", "行业资讯：", "家电 ", "快讯：", "市长（现任）", "大桥夜景（资料图）"])
    func whatOnlyLooksLikeADatelineStays(_ head: String) {
        let text = head + "云杉大桥昨天上午正式通车，两岸居民出行只需五分钟。"
        #expect(Summarizer().summary(of: text).sentences.map(\.text) == [text])
    }

    @Test func nothingIsSaidTwice() {
        let text = "城里要修一条新的地铁线路。城里要修一条新的地铁线路。气象台说明天有大雨，请带伞出门。城里要修一条新的地铁线路。"
        let summary = Summarizer().summary(of: text, length: .sentences(2))
        #expect(Set(summary.sentences.map(\.text)).count == 2)
    }

    @Test func theTitleDrawsItsSentence() {
        let text = "今天的会议开了很久，大家谈了很多别的事情。会上有人提到了去年的旧账。最后决定修建跨江大桥，明年动工。散会以后下起了雨。"
        let summary = Summarizer().summary(of: text, title: "明年动工修建跨江大桥", length: .sentences(2))
        #expect(summary.text.contains("跨江大桥"))
    }

    @Test func sentencesOnTheQueryComeFirst() {
        let text = "市里新开了三条夜间公交线。首晚客流超过预期，司机们都很忙。夜班车的票价是三元，老人免费。公司说以后还会加开班次。"
        let summary = Summarizer(query: "票价 多少").summary(of: text, length: .sentences(1))
        #expect(summary.text.contains("票价是三元"))
    }

    @Test func theHeadCountsInNewsAndNotInTalk() {
        let filler = (1...12).map { "第\($0)件小事发生在第\($0)条街上，没有人受伤。" }.joined()
        let news = "台风今晚登陆东海岸，三十万人转移。" + filler + "台风今晚登陆东海岸，三十万人转移到了高处。"
        #expect(Summarizer().summary(of: news, length: .sentences(1)).sentences[0].range.lowerBound == 0)
        let talk =
            "嗯然后呃我们就是开始吧，对吧，那个大家好。" + "然后就是那个预算嘛，预算的话我觉得其实要砍一半。"
            + "预算砍一半的话其实人手就是不够，对吧。" + "然后就是说，预算和人手这个事情那么下周再定。"
        #expect(Summarizer().summary(of: talk, length: .sentences(1)).sentences[0].range.lowerBound > 0)
    }

    @Test func whatPointsBackIsPassedOverOrComesWithItsAntecedent() {
        let text =
            "市政府昨天公布了新的垃圾分类办法。对此，市民们对新的垃圾分类办法议论纷纷。新的垃圾分类办法规定，厨余垃圾每天收运两次。天气转凉了。"
        let one = Summarizer().summary(of: text, length: .sentences(1))
        #expect(!one.text.hasPrefix("对此"))
        let three = Summarizer().summary(of: text, length: .sentences(3))
        if let index = three.sentences.firstIndex(where: { $0.text.hasPrefix("对此") }) { #expect(index > 0) }
    }

    @Test func clausesAreCutWhereTheBudgetAsksForIt() throws {
        let text = "市政府昨天公布了新的垃圾分类办法，厨余垃圾每天收运两次，其他垃圾每周收运三次，违反规定的单位最高可被罚款五万元。"
        #expect(Summarizer().summary(of: text, length: .sentences(1)).sentences.map(\.isCut) == [false])
        let short = Summarizer().summary(of: text, length: .characters(25))
        let cut = try #require(short.sentences.first)
        #expect(cut.isCut)
        #expect(short.characters <= 25)
        let headline = Summarizer().summary(of: text, length: .headline)
        #expect(headline.sentences.count == 1)
        #expect(!headline.text.hasSuffix("，"))
    }

    @Test func cutPiecesKeepTheirQuotationsWhole() {
        let text = "局长在会上说：“今年的重点是治水，明年的重点是治气，后年再看。”会场上有三百多人，都在认真听讲。"
        for limit in 10...40 {
            let summary = Summarizer().summary(of: text, length: .headline(atMost: limit))
            let marks = summary.text.filter { "“”".contains($0) }
            #expect(marks.isEmpty || marks == "“”", "\(summary.text)")
            #expect(
                !summary.text.hasSuffix("说") && !summary.text.hasSuffix("：") || summary.sentences.first?.isCut == false)
        }
    }

    @Test func halfWidthStopsEndSentences() {
        let text = "建立了数学模型,给出了求解方法.仿真结果表明,该方法有效.最后给出了结论."
        #expect(Summarizer().summary(of: text, length: .sentences(9)).sentences.count == 3)
    }

    @Test func severalTextsSayNothingTwice() {
        let texts = [
            "台风今晚登陆东海岸，三十万人转移。渡轮停航，学校停课。", "台风今晚登陆东海岸，三十万人转移！超市的水卖光了。",
        ]
        let summary = Summarizer().summary(of: texts, length: .sentences(3))
        #expect(summary.sentences.count { $0.text.contains("三十万人转移") } == 1)
        #expect(Set(summary.sentences.map(\.document)) == [0, 1])
    }

    @Test func latinSentencesKeepASpace() {
        let text = "It rains all day here. The river is high now. 大家都没有出门。"
        #expect(Summarizer().summary(of: text, length: .sentences(3)).text.contains("here. The"))
    }

    @Test func thousandsOfSentences() {
        let text = (0..<3_000).map { "第\($0)句，说的是第\($0 % 97)件事，和别的不同。" }.joined()
        #expect(Summarizer(cutsClauses: true).summary(of: text, length: .sentences(60)).sentences.count == 60)
    }

    private func expectSound(
        _ summary: Summary, _ text: String, _ length: SummaryLength, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let ranges = summary.sentences.map(\.range)
        #expect(
            zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
            sourceLocation: sourceLocation)
        #expect(summary.sentences.allSatisfy { text[$0.range] == $0.text }, sourceLocation: sourceLocation)
        #expect(summary.sentences.allSatisfy { $0.document == 0 }, sourceLocation: sourceLocation)
        #expect(
            summary.sentences.map(\.rank).sorted() == Array(0..<summary.sentences.count).map { $0 + 1 },
            sourceLocation: sourceLocation)
        switch length {
        case .sentences(let count): #expect(summary.sentences.count <= max(0, count), sourceLocation: sourceLocation)
        case .characters(let count):
            #expect(summary.characters <= max(0, count), sourceLocation: sourceLocation)
        case .headline(let count):
            #expect(summary.sentences.count <= 1, sourceLocation: sourceLocation)
            #expect(summary.characters <= max(0, count), sourceLocation: sourceLocation)
        case .ratio(let share):
            guard (0...1).contains(share) else { return }
            #expect(
                Double(summary.characters) <= share * Double(Summary.length(of: text)) + 1e-9,
                sourceLocation: sourceLocation)
        }
    }
}
