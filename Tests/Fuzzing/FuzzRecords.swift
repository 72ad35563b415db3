import Foundation
import ShuliFiles
import ShuliText

/// Any bytes as a file of documents in any format, compressed or not. The first byte chooses the format (the digits, for
/// seeds that can be read), the second what else the options say.
///
/// Documents and failures are the same whatever the length of the chunks that the file is read in, a chunk holds as many
/// as it says, and reading on at the start of a chunk gives the rest.
func fuzzRecords(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (choice, content) = split(bytes, count: 2)
    var options = DocumentReader.Options()
    options.format = formats[((choice >> 8) + 6) % formats.count]
    options.encoding = choice & 1 == 0 ? nil : .gb18030
    options.longest = choice & 2 == 0 ? 1 << 20 : 200
    let path = scratchPath(choice & 4 == 0 ? "records" : "records.tsv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard FileManager.default.createFile(atPath: path, contents: Data(content)) else { return }
    let whole = outcomes(path, options, target: 1 << 17)
    let pieces = outcomes(path, options, target: 1)
    precondition(whole.flatMap(\.documents) == pieces.flatMap(\.documents))
    guard let middle = pieces.dropFirst(pieces.count / 2).first else { return }
    let rest = outcomes(path, options, target: 1, from: middle.chunk)
    precondition(rest.map(\.documents) == pieces.dropFirst(pieces.count / 2).map(\.documents))
}

// "0" is CSV, "8" MHTML.
private let formats: [InputFormat] = [.csv, .auto, .text, .lines, .jsonl, .html, .warc, .json, .mhtml]

// What a chunk holds, without the records' numbers, which say in which chunk of the input they are.
private typealias Piece = (chunk: InputChunk, documents: [Result<[String], DocumentFailure>])

private func outcomes(
    _ path: String, _ options: DocumentReader.Options, target: Int, from start: InputChunk? = nil
) -> [Piece] {
    var reader = ChunkReader(
        paths: [path], options: options, target: target, from: start?.start ?? .init(), number: start?.number ?? 0)
    let decoder = ChunkDecoder(paths: [path], options: options)
    var pieces: [Piece] = []
    while let chunk = reader.next() {
        var documents: [Result<[String], DocumentFailure>] = []
        let skipped = decoder.decode(chunk) { outcome in
            documents.append(
                outcome.map { record in
                    ["\(record.origin)", record.idSource, "\(record.content)", record.title ?? "-"]
                        + record.inputFields.flatMap { [$0.key, $0.source] }
                })
        }
        // A file that is one document may have one more failure: what is damaged in it.
        let count = documents.count + skipped.total
        switch chunk.content {
        case .files, .whole: precondition(count == chunk.records || count == chunk.records + 1)
        case .bytes, .failure, .section: precondition(count == chunk.records)
        }
        pieces.append((chunk, documents))
    }
    return pieces
}
