import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliCleaning

private let paragraph = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"

@Suite struct MainContentTests {
    @Test func aLineIsTreatedLikeItsNeighbours() {
        #expect(MainContent.likeliestRuns([]) == [])
        #expect(MainContent.likeliestRuns([3, 3, -0.5, 3, 3]) == [true, true, true, true, true])
        #expect(MainContent.likeliestRuns([-3, -3, 0.5, -3, -3]) == [false, false, false, false, false])
    }

    @Test func strongOddsOverruleTheNeighbours() {
        #expect(MainContent.likeliestRuns([3, 3, -3, 3, 3]) == [true, true, false, true, true])
        #expect(MainContent.likeliestRuns([-3, -3, 3, 3, -3, -3]) == [false, false, true, true, false, false])
    }

    @Test(arguments: [[Float]]([[0.2, -0.1, 0.4, -2, 0.3], [1, -1, 1, -1, 1, -1], [-0.7, 0.7, 0, 0, 2, -2, 0.1]]))
    func theRunsHaveTheGreatestTotal(_ odds: [Float]) {
        func total(_ keeps: [Bool]) -> Float {
            let sum = zip(odds, keeps).reduce(Float(0)) { $0 + ($1.1 ? $1.0 : -$1.0) / 2 }
            return sum - 0.7 * Float(zip(keeps, keeps.dropFirst()).count { $0 != $1 })
        }
        let every = (0..<1 << odds.count).map { bits in odds.indices.map { bits >> $0 & 1 == 1 } }
        let best = every.map(total).max() ?? 0
        #expect(abs(total(MainContent.likeliestRuns(odds)) - best) < 1e-4)
    }

    private func content(_ html: String, _ level: CleaningLevel = .standard) -> (
        analysis: DocumentAnalysis, MainContent
    ) {
        let document = html.withUTF8Buffer { BlockDocument(html: $0) }
        let analysis = DocumentAnalysis(document, title: nil, model: .standard)
        return (analysis, MainContent(analysis, level: level, template: nil))
    }

    @Test func theBodyReachesFromTheFirstToTheLastKeptBlock() {
        let (analysis, content) = content(
            "<ul><li><a href=/>首页</a><li><a href=/n>新闻</a></ul><div><p>\(paragraph)</p><p>广告</p><p>\(paragraph)</p></div>"
        )
        #expect(analysis.lines.count == content.causes.count)
        #expect(content.causes[content.body.lowerBound] == nil)
        #expect(content.causes[content.body.upperBound - 1] == nil)
        for (index, cause) in content.causes.enumerated() where !content.body.contains(index) { #expect(cause != nil) }
        #expect(content.causes[3].map(\.rule) == "advertisement")
    }

    @Test func aPageWithoutProseHasNoBody() {
        let (_, content) = content("<ul><li><a href=/>首页</a><li><a href=/n>新闻</a></ul>")
        #expect(content.body.isEmpty)
        #expect(content.causes.allSatisfy { $0 != nil })
    }

    @Test func aStricterLevelKeepsNoMore() throws {
        for name in ["portal-news", "tech-blog"] {
            let html = try Repository.text("Corpora/pages/\(name).html")
            let kept = CleaningLevel.allCases.map { level in
                content(html, level).1.causes.count { $0 == nil }
            }
            #expect(kept == kept.sorted(by: >))
        }
    }
}
