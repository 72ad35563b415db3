import Foundation
import ShuliFiles
import ShuliText

/// Any bytes as a file of documents: WARC, CSV, JSON Lines, lines, pages and texts, compressed or not. The first byte
/// chooses the format, the second what else the options say.
///
/// Documents and failures are the same whatever the length of the chunks that the file is read in, a chunk holds as many
/// as it says, and reading on at the start of a chunk gives the rest.
func fuzzRecords(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (choice, content) = split(bytes, count: 2)
    var options = DocumentReader.Options()
    options.format = InputFormat.allCases[(choice >> 8) % InputFormat.allCases.count]
    options.encoding = choice & 1 == 0 ? nil : .gb18030
    options.longest = choice & 2 == 0 ? 1 << 20 : 200
    let path = choice & 4 == 0 ? "records-\(getpid())" : "records-\(getpid()).tsv"
    guard FileManager.default.createFile(atPath: path, contents: Data(content)) else { return }
    let whole = outcomes(path, options, target: 1 << 17)
    let pieces = outcomes(path, options, target: 1)
    precondition(whole.flatMap(\.documents) == pieces.flatMap(\.documents))
    guard let middle = pieces.dropFirst(pieces.count / 2).first else { return }
    let rest = outcomes(path, options, target: 1, from: middle.chunk)
    precondition(rest.map(\.documents) == pieces.dropFirst(pieces.count / 2).map(\.documents))
}

private typealias Piece = (chunk: InputChunk, documents: [ChunkDecoder.Outcome])

private func outcomes(
    _ path: String, _ options: DocumentReader.Options, target: Int, from start: InputChunk? = nil
) -> [Piece] {
    var reader = ChunkReader(
        paths: [path], options: options, target: target, from: start?.start ?? .init(), number: start?.number ?? 0)
    let decoder = ChunkDecoder(paths: [path], options: options, keepsRecords: true)
    var pieces: [Piece] = []
    while let chunk = reader.next() {
        var documents: [ChunkDecoder.Outcome] = []
        decoder.decode(chunk) { documents.append($0) }
        precondition(documents.count == chunk.records)
        pieces.append((chunk, documents))
    }
    return pieces
}
