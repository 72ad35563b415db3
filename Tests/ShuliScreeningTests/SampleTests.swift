import ShuliScreening
import Testing

/// The samples of the documentation comments, as they are written there.
@Suite struct ScreeningSampleTests {
    @Test func corpusFilter() {
        var thresholds = FilterThresholds()
        thresholds.minimumCharacters = 100
        let verdict = CorpusFilter(thresholds).verdict(of: "太短了。")
        if let rule = verdict.rule { print(rule.rawValue, verdict.reason) }  // too-short 4 characters, fewer than 100
        #expect(verdict.rule == .tooShort && verdict.reason == "4 characters, fewer than 100")
    }

    @Test func masker() {
        let (text, findings) = PersonalDataMasker().masked("联系电话：13800001234，邮箱a@b.example。")
        print(text)  // 联系电话：***********，邮箱*@*.*******。
        print(findings.map(\.kind))  // [mobile, email]
        #expect(text == "联系电话：***********，邮箱*@*.*******。")
        #expect(findings.map(\.kind) == [.mobile, .email])
    }
}
