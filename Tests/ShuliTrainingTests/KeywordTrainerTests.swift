import ShuliKeywords
import ShuliTraining
import Testing

@Suite struct KeywordTrainerTests {
    @Test func learnsThatTheTitleCounts() {
        let examples = (1...12).map { number in
            KeywordTrainer.Example(
                title: "地铁\(number)号线开通", text: "天气很好，老师在学校，地铁来了，朋友去了商店。医院和公园也在附近。", keywords: ["地铁"])
        }
        let weights = KeywordTrainer().weights(examples)
        #expect(weights.features == KeywordExtractor.featureNames)
        #expect(weights.news.count == weights.features.count && weights.scholarly.count == weights.features.count)
        let place = weights.features.firstIndex(of: "inTitle")!
        #expect(weights.news[place] > 0.2)
        #expect(weights.scholarly.allSatisfy { $0 == 0 })
        #expect(KeywordTrainer().weights(examples).news == weights.news)
    }

    @Test func nothingToLearn() {
        let weights = KeywordTrainer().weights([.init(title: "", text: "好。", keywords: ["地铁"])])
        #expect(weights.news.allSatisfy { $0 == 0 })
    }
}
