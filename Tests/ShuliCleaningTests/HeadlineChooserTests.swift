import ShuliText
import Testing

@testable import ShuliCleaning

private let paragraph = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"
private let title = "城西老茶馆修缮两年重新开门"

@Suite struct HeadlineChooserTests {
    private func claimed(_ lines: [String], _ claims: [String]) -> Int? {
        HeadlineChooser.claimed(in: AssessedDocument(BlockDocument(plain: lines.joined(separator: "\n"))), claims)
    }

    @Test func theLongestBlockInsideAClaim() {
        #expect(claimed(["老茶馆重新开门", title, paragraph], [title + "_新闻频道_某某网"]) == 1)
        #expect(claimed(["老茶馆修缮两年", "别的", title + "！", paragraph], [title]) == 2)
    }

    @Test func widthCaseAndScriptDoNotCount() {
        #expect(claimed(["首页", "城西老茶館修繕兩年重新開門", paragraph], [title]) == 1)
        #expect(claimed(["首页", "ＡＩ茶馆重新开门", paragraph], ["ai茶馆重新开门"]) == 1)
    }

    @Test func shortBlocksAreNamesOfChannels() {
        #expect(claimed(["茶馆频道", paragraph], ["茶馆频道_某某网"]) == nil)
        #expect(claimed([paragraph], []) == nil)
        #expect(claimed([paragraph], ["三字题"]) == nil)
    }

    @Test func aHeadingOfTheFirstLevelIsPreferred() {
        let html = "<title>老茶馆重新开门了吗</title><p>茶馆重新开门了吗</p><h1>老茶馆重新开门</h1><p>\(paragraph)</p>"
        let assessed = AssessedDocument(html.withUTF8Buffer { BlockDocument(html: $0) })
        #expect(HeadlineChooser.headline(of: assessed, claims: [assessed.document.claims.title ?? ""], model: nil) == 1)
    }

    @Test func withoutAClaimTheModelChooses() {
        let lines = ["首页 > 新闻", title, "2025-02-13 08:30", paragraph, paragraph]
        let assessed = AssessedDocument(BlockDocument(plain: lines.joined(separator: "\n")))
        #expect(HeadlineChooser.headline(of: assessed, claims: [], model: nil) == nil)
        #expect(HeadlineChooser.headline(of: assessed, claims: [], model: BlockModel.standard.headlines) == 1)
    }

    @Test func candidatesAreShortLinesBeforeProse() {
        func candidates(_ lines: [String]) -> [Int] {
            HeadlineCandidates(AssessedDocument(BlockDocument(plain: lines.joined(separator: "\n")))).all.map(\.index)
        }
        #expect(candidates([title, paragraph, "末尾没有正文的一行字"]) == [0])
        #expect(candidates([paragraph, paragraph]) == [])
        #expect(candidates([]) == [])
    }
}
