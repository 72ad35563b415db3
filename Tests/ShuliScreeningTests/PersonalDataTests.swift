import Foundation
import ShuliScreening
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct PersonalDataTests {
    private func found(_ text: String) -> [String] {
        PersonalDataMasker().masked(text).findings.map { "\($0.kind.rawValue):\(text[$0.range])" }
    }

    @Test func masking() {
        let text = "手机：138 0000 1234，邮箱li@corp.example，全角１３８００００５６７８，车牌京A12345。"
        let (masked, findings) = PersonalDataMasker().masked(text)
        #expect(masked == "手机：*** **** ****，邮箱**@****.*******，全角＊＊＊＊＊＊＊＊＊＊＊，车牌＊******。")
        #expect(findings.map(\.kind) == [.mobile, .email, .mobile, .plate])
        #expect(masked.utf8.count == text.utf8.count && masked.count == text.count)
        // Masked once, nothing is left to find.
        #expect(PersonalDataMasker().masked(masked).findings.isEmpty)
    }

    @Test func onlyWhatIsAskedFor() {
        let text = "电话13800001234，邮箱li@corp.example"
        let masker = PersonalDataMasker([.email])
        #expect(masker.masked(text).text == "电话13800001234，邮箱**@****.*******")
        #expect(PersonalDataMasker([]).masked(text).text == text)
    }

    @Test func residentNumbers() {
        #expect(found("身份证110101190001010006") == ["resident-id:110101190001010006"])
        #expect(found("身份证33010019770707004x") == ["resident-id:33010019770707004x"])
        // A wrong check digit, a day that never was, a province that isn't.
        #expect(found("身份证110101190001010007").isEmpty)
        #expect(found("身份证110101190102300002").isEmpty)
        #expect(found("身份证990101190001010006").isEmpty)
        #expect(found("身份证1101011900010100061").isEmpty)
    }

    @Test func cards() {
        #expect(found("卡号6222000012345673") == ["bank-card:6222000012345673"])
        #expect(found("卡号6222 0000 1234 5673") == ["bank-card:6222 0000 1234 5673"])
        #expect(found("卡号6217 0000 1234 5678 907") == ["bank-card:6217 0000 1234 5678 907"])
        // A wrong check digit, an issuer that isn't, one digit thrice.
        #expect(found("卡号6222000012345674").isEmpty)
        #expect(found("卡号9922000012345673").isEmpty)
        #expect(found("卡号4444444444444444").isEmpty)
    }

    @Test func telephones() {
        #expect(found("电话：13800001234") == ["mobile:13800001234"])
        #expect(found("电话：12800001234").isEmpty)
        #expect(found("电话：138000012345").isEmpty)
        #expect(found("共13800001234元").isEmpty)
        #expect(found("座机0571-86000123") == ["landline:0571-86000123"])
        #expect(found("座机0571-16000123").isEmpty)
        #expect(found("电话 62001234") == ["landline:62001234"])
        #expect(found("票号 62001234").isEmpty)
        #expect(found("客服400-800-1234").isEmpty)
    }

    @Test func accountsNeedACue() {
        #expect(found("QQ：123456789") == ["qq:123456789"])
        #expect(found("编码123456789").isEmpty)
        #expect(found("QQ有100000人").isEmpty)
        #expect(found("微信号：wang_lao5") == ["wechat:wang_lao5"])
        #expect(found("微信 wang").isEmpty)
        #expect(found("微信公众号outlook").isEmpty)
    }

    @Test func platesAndAddresses() {
        #expect(found("粤B·D12345") == ["plate:粤B·D12345"])
        #expect(found("全新A12345").isEmpty)
        #expect(found("北京K12345次").isEmpty)
        #expect(found("IP 203.0.113.77") == ["ip-address:203.0.113.77"])
        #expect(found("版本10.0.19.1").isEmpty)
        #expect(found("203.0.113.277").isEmpty)
        #expect(found("地址2001:db8::1:2:3") == ["ip-address:2001:db8::1:2:3"])
        #expect(found("比例1:2:3:4").isEmpty)
    }

    @Test(arguments: ContractSample.all) func contract(_ sample: ContractSample) {
        check(sample.text)
    }

    @Test func anyTextKeepsItsLength() {
        var random = SeededRandom(seed: 5)
        let pieces = [
            "13800001234", "010-60001234", "110101190001010006", "6222000012345673", "QQ", "微信：", "a@b.example", "京A",
            "12345",
            "：", "，", " ", "-", "(", ")", "+86", "192.168.", "1.15", "::", "ff", "/", "１３８", "０", "\n", "元", "电话", "中",
            "x",
            "·", "@", ".", "\u{301}", "👩‍🚀",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...14, using: &random)
            check((0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined())
        }
        for _ in 0..<200 { check(random.text(upTo: 100)) }
        check(String(decoding: SeededRandom.noise(10_000), as: UTF8.self))
    }

    /// Whatever is around a number, of each kind one is found; its digits are masked and nothing else.
    @Test func plantedDataIsFoundAndMasked() {
        var random = SeededRandom(seed: 31)
        let planted: [(PersonalDataKind, String)] = [
            (.mobile, "13800001234"), (.mobile, "１３８００００１２３４"), (.mobile, "+86 138-0000-1234"),
            (.landline, "010-60001234"),
            (.residentID, "110101190001010006"), (.bankCard, "6222000012345673"), (.email, "a.b@c.example"),
            (.qq, "QQ：123456789"), (.wechat, "微信号：wang_lao5"), (.plate, "粤B·D1234学"), (.ipAddress, "203.0.113.77"),
        ]
        let around = ["茶馆", "，", "。", "\n", " ", "！", "他说", "👩‍🚀", "あ", "“", "”", "、"]
        for (kind, data) in planted {
            var masked = 0
            for _ in 0..<60 {
                func words() -> String {
                    (0..<4).map { _ in around[Int.random(in: around.indices, using: &random)] }.joined()
                }
                let text = words() + "。" + data + "。" + words()
                check(text)
                let findings = PersonalDataMasker().masked(text).findings
                masked += findings.contains { $0.kind == kind } ? 1 : 0
            }
            #expect(masked == 60, "\(kind) \(data)")
        }
    }

    /// A masker of one kind finds what a masker of all kinds finds of that kind.
    @Test func kindsAreIndependent() {
        var random = SeededRandom(seed: 37)
        let pieces = [
            "13800001234", "010-60001234", "6222000012345673", "a@b.example", "QQ：123456789", "，", "。", " ", "-", "12",
            "茶",
        ]
        var found = 0
        for _ in 0..<500 {
            let text = (0..<10).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
            let findings = PersonalDataMasker().masked(text).findings
            found += findings.count
            for kind in PersonalDataKind.allCases {
                #expect(PersonalDataMasker([kind]).masked(text).findings == findings.filter { $0.kind == kind })
            }
        }
        #expect(found > 500)
    }

    @Test func substringsCountFromTheirStart() throws {
        let text = "前言。电话：13800001234。"
        let part = text.dropFirst(3)
        let (masked, findings) = PersonalDataMasker().masked(part)
        #expect(masked == "电话：***********。")
        #expect(part[try #require(findings.first).range] == "13800001234")
    }

    @Test func codedByTheirNames() throws {
        let findings = PersonalDataMasker().masked("电话：13800001234，座机010-60001234").findings
        let data = try JSONEncoder().encode(findings)
        #expect(String(decoding: data, as: UTF8.self).contains("\"mobile\""))
        #expect(try JSONDecoder().decode([PersonalDataFinding].self, from: data) == findings)
        #expect(findings.count == 2)
    }

    private func check(_ text: String) {
        let (masked, findings) = PersonalDataMasker().masked(text)
        #expect(masked.utf8.count == text.utf8.count && masked.unicodeScalars.count == text.unicodeScalars.count)
        var place = 0
        for finding in findings {
            #expect(finding.range.lowerBound >= place && !finding.range.isEmpty)
            place = finding.range.upperBound
        }
        #expect(place <= text.utf8.count)
        // What is no finding stays as it is.
        let (old, new) = (Array(text.utf8), Array(masked.utf8))
        let changed = old.indices.filter { old[$0] != new[$0] }
        #expect(changed.allSatisfy { index in findings.contains { $0.range.contains(index) } })
    }
}
