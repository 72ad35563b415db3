import Foundation
import Shuli
import ShuliTestSupport
import Testing

@testable import ShuliVerbs

/// Messages have both languages. That each kind of error has a Chinese form is checked by the compiler, whose `switch` has
/// to name every case; here is what it does not see.
@Suite struct WordingTests {
    @Test(arguments: RemovalReason.allCases)
    func reasonsOfRemovals(_ reason: RemovalReason) throws {
        let phrase = reason.rawValue.replacing("#", with: "12")
        let wording = Wording.reason(phrase)
        #expect(wording.english == phrase)
        #expect(wording.chinese != phrase && !wording.chinese.contains(/[A-Za-z#]/))
        #expect(wording.chinese.contains("12") == reason.rawValue.contains("#"))
    }

    /// All that the filter may say.
    @Test func reasonsOfTheFilter() {
        var thresholds = FilterThresholds()
        for (name, path) in FilterThresholds.fields {
            for other in FilterThresholds.fields {
                thresholds[keyPath: other.path] = other.name.hasPrefix("min") ? 0 : 1
            }
            thresholds[keyPath: path] = name.hasPrefix("min") ? 1_000 : -1
            let reason = CorpusFilter(thresholds).verdict(of: "老茶馆老茶馆 tea 12。").reason
            #expect(FilterReason(parsing: reason)?.description == reason)
            #expect(!Wording.reason(reason).chinese.contains(/[A-Za-z]/), "\(name): \(reason)")
        }
        #expect(
            Wording.reason("0.012 characters in lines of prose, less than 0.200").chinese == "成段文字占比 0.012，低于 0.200")
        #expect(Wording.reason("4 characters, fewer than 50").chinese == "字符数 4，少于 50")
    }

    @Test func reasonsOfOtherSteps() {
        #expect(Wording.reason("97 % the same").chinese == "97% 相同")
        #expect(Wording.reason(CorpusStep.noArticle).chinese == "没有找到正文")
        #expect(Wording.reason("damaged: end of file").chinese == "damaged: end of file")
        #expect(Wording.reason("12 more").chinese == "12 more")
    }

    @Test func wordsOfTheSystem() {
        #expect(Wording.system("No such file or directory") == Wording("没有这个文件或目录", "No such file or directory"))
        #expect(Wording.system("strange") == Wording("strange"))
    }

    /// A text in one language can't be handed to the functions that write messages, but for these.
    @Test func sourcesHaveNoMessageInOneLanguage() throws {
        let sources = FileManager.default.enumerator(atPath: Repository.path("Sources").path())
        for case let file as String in try #require(sources) where file.hasSuffix(".swift") {
            let text = try Repository.text("Sources/\(file)")
            #expect(!text.contains(/ValidationError\(\s*"/), "\(file)")
            #expect(!text.contains(/warn\((?:line: )?"/), "\(file)")
            if !file.hasPrefix("ShuliVerbs/Messages/") {
                #expect(!text.contains("MessageLanguage.isChinese"), "\(file)")
            }
        }
    }
}
