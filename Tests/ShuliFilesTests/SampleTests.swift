import ShuliFiles
import ShuliTestSupport
import Testing

/// The samples of the documentation compile and do what they say.
@Suite struct SampleTests {
    @Test func documentReader() throws {
        let scratch = try Scratch()
        let paths = [try scratch.file("news.jsonl.gz", Sample.gzip(Sample.jsonLine(1))), scratch.path("missing")]
        var lines: [String] = []
        func print(_ items: Any...) { lines.append(items.map { "\($0)" }.joined(separator: " ")) }

        var reader = DocumentReader(paths: paths)
        while let next = reader.next() {
            switch next {
            case .success(let record): print(record.id, record.text.count)
            case .failure(let failure): print(failure)
            }
        }

        #expect(lines == ["1 \(Sample.text(1).count)", "\(paths[1]): can't be read: No such file or directory"])
    }
}
