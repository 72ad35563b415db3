import Foundation
import ShuliText
import Testing

/// The five columns of Unicode's NormalizationTest.txt: source, NFC, NFD, NFKC, NFKD.
///
/// The rows below are of our own making. The whole file of Unicode is checked with its path in the environment:
/// `SHULI_NORMALIZATION_TEST=NormalizationTest.txt swift test --filter UnicodeNormalizationTests`
@Suite struct UnicodeNormalizationTests {
    private static let rows = """
        00E9;00E9;0065 0301;00E9;0065 0301;
        0065 0323 0307 0301;1EB9 0307 0301;0065 0323 0307 0301;1EB9 0307 0301;0065 0323 0307 0301;
        FB01;FB01;FB01;0066 0069;0066 0069;
        FF21 3000;FF21 3000;FF21 3000;0041 0020;0041 0020;
        1100 1161 11A8;AC01;1100 1161 11A8;AC01;1100 1161 11A8;
        304B 3099;304C;304B 3099;304C;304B 3099;
        F900;8C48;8C48;8C48;8C48;
        2F00;2F00;2F00;4E00;4E00;
        FF76 FF9E;FF76 FF9E;FF76 FF9E;30AC;30AB 3099;
        337F;337F;337F;682A 5F0F 4F1A 793E;682A 5F0F 4F1A 793E;
        2F81A;51AC;51AC;51AC;51AC;
        0344;0308 0301;0308 0301;0308 0301;0308 0301;
        """

    @Test func rowsOfOurOwn() throws { try check(Self.rows) }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["SHULI_NORMALIZATION_TEST"] != nil))
    func theWholeFile() throws {
        let path = try #require(ProcessInfo.processInfo.environment["SHULI_NORMALIZATION_TEST"])
        try check(try String(contentsOfFile: path, encoding: .utf8))
    }

    /// Long runs of combining marks are sorted before ICU sees them: the result is that of short ones.
    @Test func longRunsOfMarks() throws {
        let marks = String(repeating: "\u{301}\u{323}\u{1D165}\u{327}", count: 40)
        let sorted = ["\u{327}", "\u{1D165}", "\u{323}", "\u{301}"].map { String(repeating: $0, count: 40) }.joined()
        let result = try NormalizationForm.nfd.normalize("e" + marks + "中").text
        #expect(result.unicodeScalars.elementsEqual(("e" + sorted + "中").unicodeScalars))
    }

    private func check(_ table: String) throws {
        var rows = 0
        for line in table.split(separator: "\n") where line.first != "#" && line.first != "@" {
            let cells = line.split(separator: ";", omittingEmptySubsequences: false).prefix(5).map(Self.text)
            guard cells.count == 5 else { continue }
            rows += 1
            for (index, cell) in cells.enumerated() {
                let compatible = index >= 3
                try expect(.nfc, cell, compatible ? cells[3] : cells[1], line)
                try expect(.nfd, cell, compatible ? cells[4] : cells[2], line)
                try expect(.nfkc, cell, cells[3], line)
                try expect(.nfkd, cell, cells[4], line)
                let whole = Normalizer(.nfc).normalize(cell).text
                #expect(
                    whole.unicodeScalars.elementsEqual((compatible ? cells[3] : cells[1]).unicodeScalars), "\(line)")
            }
        }
        #expect(rows > 0)
    }

    private func expect(
        _ form: NormalizationForm, _ text: String, _ expected: String, _ line: Substring
    ) throws {
        let result = try form.normalize(text).text
        if !result.unicodeScalars.elementsEqual(expected.unicodeScalars) { Issue.record("\(form) \(line)") }
    }

    private static func text(_ cell: Substring) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: cell.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) })
        return String(scalars)
    }
}
