import ShuliFTS5
import ShuliStorage
import ShuliTestSupport
import ShuliText
import Testing

/// What is found.
struct QueryTests {
    @Test func aWordIsFoundInsideOfAnotherAndNotTheOtherWayRound() throws {
        let table = try SearchTable("shuli", ["大学生在上课", "大学很大"])
        #expect(try table.asking("大学") == [0, 1])
        #expect(try table.asking("大学生") == [0])
        #expect(try table.matching("大学生") == [0])
    }

    @Test(arguments: ["大学生活", "大學生活", "大学 生活", "“大学”，生活！"])
    func aQueryThatIsCutOtherwiseThanTheTextIsFound(_ query: String) throws {
        let table = try SearchTable("shuli", ["丰富的大学生活", "没有"])
        #expect(try table.asking(query) == [0])
    }

    @Test func allPiecesMustOccur() throws {
        let table = try SearchTable("shuli", ["北京的天气", "北京", "天气"])
        #expect(try table.asking("北京 天气") == [0])
    }

    @Test func patternsCutBeforehand() {
        #expect(FullTextSearch.query("天气") == "(\"␟天气\" OR \"␟天␟气\")")
        #expect(FullTextSearch.query("说") == "\"␟说\" *")
        #expect(FullTextSearch.query("GPT") == "\"␟GPT\"")
        #expect(FullTextSearch.query("example.com") == "(\"␟example.com\" OR NEAR(\"␟example\" \"␟com\", 2))")
        #expect(FullTextSearch.query("，\"") == "\"\"")
        #expect(FullTextSearch.pairsQuery("大学\"生 活") == "\"大学\" AND \"生\" * AND \"活\" *")
        #expect(FullTextSearch.pairsQuery("2021年") == "\"2021年\" *")
        #expect(FullTextSearch.pairsQuery("") == "\"\"")
    }

    @Test func theFunctionsOfSQLAreThoseOfSwift() throws {
        let table = try SearchTable()
        #expect(try table.rows("SELECT shuli_query('大学 GPT')") == [FullTextSearch.query("大学 GPT")])
        #expect(try table.rows("SELECT shuli_pairs_query('大学 GPT')") == [FullTextSearch.pairsQuery("大学 GPT")])
        #expect(try table.rows("SELECT shuli_query(NULL) IS NULL") == ["1"])
    }

    @Test func aLongPieceIsFoundAsOneWordAndAsSeveral() throws {
        let table = try SearchTable("shuli default", ["中华人民共和国成立了", "中华 人民 共和国 的 法律"])
        #expect(try table.asking("中华人民共和国").first == 0)
        #expect(try table.asking("中华人民共和国") == [0, 1])
    }

    @Test func addressesAreFoundByTheirParts() throws {
        let table = try SearchTable("shuli", ["见 https://www.example.com/a 。", "example 和 com"])
        #expect(try table.asking("example.com").contains(0))
        #expect(try table.asking("www") == [0])
    }

    @Test func namesAndTopicsAreFoundByWhatTheySay() throws {
        let table = try SearchTable("shuli", ["#春节档#开始了", "春节档开始了", "@国家图书馆 你好", "在国家图书馆"])
        #expect(try table.asking("#春节档#") == [0, 1])
        #expect(try table.asking("@国家图书馆") == [2, 3])
    }

    @Test func auxiliaryFunctionsOfFTS5Work() throws {
        let table = try SearchTable("shuli", ["前言。大学生活动丰富多彩，大学生很多。", "大学。大学。"])
        let pattern = [Statement.Value.text(FullTextSearch.query("大學生"))]
        let highlighted = try table.rows("SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ?", pattern)
        #expect(highlighted == ["前言。[大学生]活动丰富多彩，[大学生]很多。"])
        let snippet = try table.rows("SELECT snippet(t, 0, '[', ']', '…', 4) FROM t WHERE t MATCH ?", pattern)
        #expect(snippet.first?.contains("[大学生]") == true)
        let ranked = try table.rows("SELECT rowid FROM t WHERE t MATCH '大学' ORDER BY rank")
        #expect(ranked == ["1", "0"])
        #expect(try table.matching("NEAR(大学生 丰富, 3)") == [0])
        #expect(try table.matching("大学 *") == [0, 1])
        #expect(try table.matching("大学生 NOT 大学") == [])
    }

    @Test func pairsFindEverySubstring() throws {
        let text = "他参加了学生活动，2021年在GPT公司"
        let table = try SearchTable("shuli pairs", [text, "学生 活动"])
        let characters = Array("他参加了学生活动".unicodeScalars)
        for start in characters.indices {
            for end in start..<characters.count {
                let query = String(String.UnicodeScalarView(characters[start...end]))
                #expect(try table.matching(FullTextSearch.pairsQuery(query)).contains(0), "\(query)")
            }
        }
        for query in ["2021年", "年在GPT", "GPT公司", "gpt 公司"] {
            #expect(try table.matching(FullTextSearch.pairsQuery(query)) == [0], "\(query)")
        }
        #expect(try table.matching(FullTextSearch.pairsQuery("学生活动")) == [0])
        #expect(try table.matching(FullTextSearch.pairsQuery("学生动")) == [])
    }

    @Test func highlightsOfPairsNeverRepeatText() throws {
        let table = try SearchTable("shuli pairs", ["哈哈哈哈，北京城"])
        for query in ["哈哈", "哈哈哈", "北京 京城"] {
            let rows = try table.rows(
                "SELECT highlight(t, 0, '', '') FROM t WHERE t MATCH ?", [.text(FullTextSearch.pairsQuery(query))])
            #expect(rows == ["哈哈哈哈，北京城"])
        }
    }
}
