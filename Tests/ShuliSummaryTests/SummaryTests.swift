import ShuliSummary
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct SummaryTests {
    static let lengths: [SummaryLength] = [
        .sentences(0), .sentences(3), .sentences(-1), .characters(0), .characters(30), .characters(200), .ratio(0.2),
        .ratio(7),
        .ratio(.nan),
    ]

    @Test(arguments: ContractSample.all)
    func contract(_ sample: ContractSample) {
        for length in Self.lengths {
            expectSound(Summarizer().summary(of: sample.text, length: length), sample.text, length)
        }
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let text = random.text(upTo: 150)
            for length in Self.lengths { expectSound(Summarizer().summary(of: text, length: length), text, length) }
        }
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

    @Test func latinSentencesKeepASpace() {
        let text = "It rains all day here. The river is high now. 大家都没有出门。"
        #expect(Summarizer().summary(of: text, length: .sentences(3)).text.contains("here. The"))
    }

    private func expectSound(
        _ summary: Summary, _ text: String, _ length: SummaryLength, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let ranges = summary.sentences.map(\.range)
        #expect(
            zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
            sourceLocation: sourceLocation)
        #expect(summary.sentences.allSatisfy { text[$0.range] == $0.text }, sourceLocation: sourceLocation)
        #expect(
            summary.sentences.map(\.rank).sorted() == Array(0..<summary.sentences.count).map { $0 + 1 },
            sourceLocation: sourceLocation)
        switch length {
        case .sentences(let count): #expect(summary.sentences.count <= max(0, count), sourceLocation: sourceLocation)
        case .characters(let count): #expect(summary.characters <= count, sourceLocation: sourceLocation)
        case .ratio(let share):
            guard (0...1).contains(share) else { return }
            #expect(
                Double(summary.characters) <= share * Double(Summary.length(of: text)) + 1e-9,
                sourceLocation: sourceLocation)
        }
    }
}
