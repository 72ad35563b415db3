import Foundation
import Shuli
import ShuliVerbs
import ShuliTestSupport
import Testing

/// A browser that tests may run, where there is one.
private enum Chromium {
    static let path = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What a page is once its scripts ran, and what the browser said.
    static func page(_ html: String, language: String) throws -> (document: String, messages: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "page.html")
        try Data(html.utf8).write(to: page)
        let process = Process()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
            "--accept-lang=\(language)", "--user-data-dir=\(folder.appending(path: "profile").path())", "--dump-dom",
            page.absoluteString,
        ]
        let (output, messages) = (folder.appending(path: "out"), folder.appending(path: "err"))
        try Data().write(to: output)
        try Data().write(to: messages)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: messages)
        try process.run()
        process.waitUntilExit()
        return (
            try String(contentsOf: output, encoding: .utf8),
            String(decoding: (try? Data(contentsOf: messages)) ?? Data(), as: UTF8.self)
        )
    }
}

@Suite(.serialized, .enabled(if: Chromium.path != nil, "no Chromium on the path"))
struct ReportBrowserTests {
    @Test func thePageShowsTheLanguageOfTheBrowser() throws {
        let html = ReportPage(ReportPageTests.report).html
        let english = try Chromium.page(html, language: "en")
        #expect(english.document.contains("<html lang=\"en\">"))
        let chinese = try Chromium.page(html, language: "zh-CN")
        #expect(chinese.document.contains("<html lang=\"zh-Hans\">"))
        for page in [english, chinese] {
            // Nothing was refused by the page's own policy, no script of a document ran.
            #expect(!page.messages.contains("CONSOLE"), "\(page.messages)")
            #expect(page.document.contains("<title>语料清洗报告 · Corpus report</title>"))
            #expect(!page.document.contains("<img"))
            for section in ["steps", "reasons", "distributions", "samples", "dropped", "clusters"] {
                #expect(page.document.contains("<section id=\"\(section)\">"))
            }
        }
    }

    @Test func theLanguageMayBeChosen() throws {
        let page = try Chromium.page(ReportPage(ReportPageTests.report, language: .english).html, language: "zh-CN")
        #expect(page.document.contains("<html lang=\"en\">"))
        #expect(page.document.contains("id=\"in-en\" checked=\"\""))
    }
}
