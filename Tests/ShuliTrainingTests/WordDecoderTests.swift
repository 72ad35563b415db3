import ShuliText
import Testing

@Suite struct WordDecoderTests {
    @Test func cutsPlainText() {
        #expect(words(of: "我们在学习中文分词。") == ["我们", "在", "学习", "中文", "分词", "。"])
        #expect(words(of: "") == [])
    }

    @Test func cutsTraditionalTextInTheSamePlaces() {
        #expect(words(of: "經濟發展促進社會進步").map(\.count) == words(of: "经济发展促进社会进步").map(\.count))
    }

    @Test func standardsDiffer() {
        #expect(words(of: "2020年我来到北京", .standard(.ctb)).first == "2020年")
        #expect(words(of: "2020年我来到北京", .standard(.ud)).first == "2020")
    }

    @Test func keepsRunsTogetherAndSpacesApart() {
        #expect(words(of: "他——我……GPT 4000").filter { $0 != " " } == ["他", "——", "我", "……", "GPT", "4000"])
    }

    @Test(arguments: WordConvention.allCases) func losesNothing(_ standard: WordConvention) {
        var random = TestRandom(seed: 7)
        let decoder = WordDecoder.standard(standard)
        for _ in 0..<2_000 {
            let bytes = randomBytes(&random)
            let ends = ends(of: bytes, decoder)
            #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
            #expect((ends.first ?? 1) > 0)
            #expect((ends.last ?? 0) == bytes.count)
        }
    }

    @Test func losesNothingWithRandomSpans() {
        var random = TestRandom(seed: 11)
        for _ in 0..<2_000 {
            let bytes = randomBytes(&random)
            var spans: [WordSpan] = []
            var at = 0
            while at < bytes.count {
                let start = at + Int.random(in: 0...9, using: &random)
                let end = start + Int.random(in: 0...12, using: &random)
                spans.append(WordSpan(start..<end, Bool.random(using: &random) ? .force : .prefer(3)))
                at = start + 3
            }
            let ends = ends(of: bytes, spans: spans)
            #expect((ends.last ?? 0) == bytes.count)
            #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func cutsLongLinesLikeShortOnes() {
        let sentence = "中国人民在党和政府的领导下进入全民抗疫阻击战。"
        let once = words(of: sentence)
        let many = words(of: String(repeating: sentence, count: 500))
        #expect(many.count == once.count * 500)
        #expect(words(of: String(repeating: "7", count: 50_000)).joined().count == 50_000)
    }

    @Test func rangeIsCutAlone() {
        let text = "我们在学习中文分词。"
        let bytes = Array(text.utf8)
        var scratch = SegmentationScratch()
        var ends: [Int] = []
        bytes.withUnsafeBufferPointer {
            WordDecoder.standard().appendWordEnds(in: $0, range: 9..<21, scratch: &scratch, to: &ends)
        }
        #expect(ends == [15, 21])
    }

    @Test func forcedSpansAreWords() {
        let text = "我在读三体 II 黑暗森林呢"
        let cut = words(of: text, spans: [span(of: "三体 II 黑暗森林", in: text, .force)])
        #expect(cut.contains("三体 II 黑暗森林"))
        #expect(cut.joined() == text)
        let across = "甲\n乙"
        #expect(words(of: across, spans: [span(of: "甲\n乙", in: across, .force)]) == [across])
    }

    @Test func longForcedSpansAreWords() {
        let inner = String(repeating: "汉字", count: 3_000)
        let text = "前" + inner + "后"
        #expect(words(of: text, spans: [span(of: inner, in: text, .force)]).contains(inner))
    }

    @Test func preferredSpansAreLikelier() {
        let text = "他们在研究生命起源"
        #expect(words(of: text).contains("研究"))
        #expect(words(of: text, spans: [span(of: "研究生命", in: text, .prefer(32))]).contains("研究生命"))
        #expect(words(of: text, spans: [span(of: "研究", in: text, .prefer(-16))]).contains("研究") == false)
    }

    @Test func spansOffTheBordersOfCharactersArePassedOver() {
        #expect(
            words(of: "我们学习", spans: [WordSpan(1..<4, .force), WordSpan(0..<0, .force), WordSpan(3..<99, .force)])
                == words(of: "我们学习"))
    }

    @Test func sharedByTasks() async {
        let decoder = WordDecoder.standard()
        let expected = words(of: "南京市长江大桥欢迎你", decoder)
        let results = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { words(of: "南京市长江大桥欢迎你", decoder) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 8 && results.allSatisfy { $0 == expected })
    }
}
