import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliCleaning

@Suite struct EnumerationTests {
    private func context(_ lines: [String]) -> BlockContext {
        DocumentAnalysis.context(
            AssessedDocument(BlockDocument(plain: lines.joined(separator: "\n"))), title: nil, headlines: nil)
    }

    // Each style, from one to three, with two lines an item.
    @Test(arguments: [
        ["1、甲", "2、乙", "3、丙"], ["（一）甲", "（二）乙", "（三）丙"], ["第一章 甲", "第二章 乙", "第三章 丙"], ["故事之1", "故事之2", "故事之3"],
        ["①甲", "②乙", "③丙"], ["一是甲", "二是乙", "三是丙"],
    ])
    func itemsOfOneStyle(_ heads: [String]) {
        let lines = ["开头的一段话。"] + heads.flatMap { [$0, "这一条说的是什么。"] } + ["结尾。"]
        let enumerations = context(lines).enumerations
        #expect(enumerations.lists.map(\.blocks) == [1..<7])
        #expect(enumerations.lists.map(\.items) == [3])
        #expect(enumerations.places[4].map { Int($0.item) } == 3)
        #expect(enumerations.places[0] == nil && enumerations.places[7] == nil)
    }

    @Test(arguments: [
        ["2025年1月5日", "2025年1月6日", "2025年1月7日"], ["1.5亿元", "2.5亿元", "3.5亿元"], ["一个人", "二个人", "三个人"],
        ["08:30", "09:30", "10:30"],
        ["1、甲", "5、乙", "9、丙"], ["1、甲", "2、乙"], ["1、甲", "10、乙", "11、丙"], ["1、甲", "（2）乙", "三、丙"],
    ])
    func whatCountsNothing(_ lines: [String]) {
        #expect(context(lines).enumerations.lists.isEmpty)
    }

    @Test func theLongestListCounts() {
        let lines = ["一、甲", "1、子", "2、丑", "3、寅", "二、乙", "1、卯", "2、辰", "3、巳", "三、丙", "末"]
        let enumerations = context(lines).enumerations
        #expect(enumerations.lists.count == 3)
        let around = enumerations.places.map { $0.map { enumerations.lists[Int($0.list)].items } }
        #expect(around.allSatisfy { $0 == 3 })
        #expect(Set(enumerations.places.compactMap { $0?.list }).count == 1)
    }

    @Test func labelsThatLinesShare() {
        let labels = context(["电话：123", "地址：甲", "电话: 456", "他说：好", "没有", "很长很长很长很长很长很长的话：好"]).labels.counts
        #expect(labels == [2, 1, 2, 1, 0, 0])
    }

    /// No input whatever may trap, and every place lies in its list.
    @Test func anyText() {
        var random = SeededRandom(seed: 11)
        let pieces = [
            "1", "2", "3", "十", "一", "、", "（", "）", "第", "章", "①", "：", ".", " ", "\n", "\n", "甲", "é", "9999",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0..<120, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            let enumerations = context([text.joined()]).enumerations
            for (index, place) in enumerations.places.enumerated() {
                guard let place else { continue }
                #expect(enumerations.lists[Int(place.list)].blocks.contains(index))
                #expect(Int(place.item) <= index)
            }
        }
    }
}
