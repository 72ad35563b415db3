import ShuliText

/// Cuts the input into chunks, the same ones whenever it is read: where one ends is a function of the input alone.
///
/// Only finds where records end; to make documents of them is the work of `ChunkDecoder`, for many chunks at once.
package struct ChunkReader: ~Copyable {
    private let paths: [String]
    private let options: DocumentReader.Options
    private let target: Int
    private var left: Int
    private var place: InputChunk.Place
    private var number = 0
    private var stream: ByteStream?
    private var format = InputFormat.auto
    private var header: CSVHeader?
    // What was read of the file from `place` on.
    private var buffer: [UInt8] = []
    private var isAtEnd = false
    // What is wrong behind `buffer`.
    private var broken: DocumentFailure.Reason?

    /// The chunks of files from a place on, of about `target` bytes, until there were `limit` records.
    package init(
        paths: [String], options: DocumentReader.Options, target: Int, limit: Int? = nil,
        from place: InputChunk.Place = .init(), number: Int = 0
    ) {
        self.paths = paths
        self.options = options
        self.target = target
        self.place = place
        self.number = number
        left = limit ?? .max
    }

    /// Bytes of the current file that were read, not inflated.
    package private(set) var consumed = 0

    package mutating func next() -> InputChunk? {
        while left > 0 {
            if stream == nil {
                guard place.file < paths.count else { return nil }
                if let chunk = open() { return chunk }
            }
            if let chunk = nextRecords() { return chunk }
            close()
        }
        return nil
    }

    private mutating func close() {
        stream = nil
        buffer = []
        place = InputChunk.Place(file: place.file + 1)
    }

    private mutating func chunk(_ content: InputChunk.Content, records: Int, to end: InputChunk.Place) -> InputChunk {
        let chunk = InputChunk(
            number: number, path: paths[place.file], start: place, end: end, records: records, content: content,
            header: header)
        number += 1
        left -= records
        place = end
        return chunk
    }

    private mutating func failure(_ reason: DocumentFailure.Reason, line: Int?, to end: InputChunk.Place) -> InputChunk
    {
        let failure = DocumentFailure(origin: Origin(file: paths[place.file], line: line), reason: reason)
        return chunk(.failure(failure), records: 1, to: end)
    }

    // MARK: Files

    // Opens the next file: a chunk where it is one document, or can't be opened.
    private mutating func open() -> InputChunk? {
        (buffer, isAtEnd, broken, header, consumed) = ([], false, nil, nil, 0)
        let known = options.format == .auto ? InputFormat(path: paths[place.file]) : options.format
        guard let known else { return openUnknown() }
        format = known
        if format.isWhole { return wholeFiles() }
        let next = InputChunk.Place(file: place.file + 1)
        do throws(ByteStream.Failure) {
            stream = try ByteStream.open(paths[place.file])
            if format == .csv { try readHeader() }
            if place.offset > 0 { try skip() }
            return nil
        } catch {
            stream = nil
            return failure(.init(error), line: nil, to: next)
        }
    }

    private mutating func skip() throws(ByteStream.Failure) {
        try stream?.skip(to: place.offset)
        buffer = []
        isAtEnd = false
    }

    // Opens a file whose first bytes say what it is. It may be a pipe, which can't be opened twice: one that is a single
    // document is read here.
    private mutating func openUnknown() -> InputChunk? {
        let next = InputChunk.Place(file: place.file + 1)
        do throws(ByteStream.Failure) {
            stream = try ByteStream.open(paths[place.file])
        } catch {
            return failure(.init(error), line: nil, to: next)
        }
        read()
        format = InputFormat(sniffing: buffer)
        if format.isWhole {
            while !isAtEnd, buffer.count <= options.longest { read() }
            stream = nil
            if let broken { return failure(broken, line: nil, to: next) }
            guard buffer.count <= options.longest else {
                return failure(.tooLong(limit: options.longest), line: nil, to: next)
            }
            return buffer.isEmpty
                ? failure(.empty, line: nil, to: next) : chunk(.bytes(buffer, format), records: 1, to: next)
        }
        // Goes on in a file.
        guard place.offset > 0 else { return nil }
        do throws(ByteStream.Failure) {
            stream = try ByteStream.open(paths[place.file])
            isAtEnd = false
            try skip()
            return nil
        } catch {
            stream = nil
            return failure(.init(error), line: nil, to: next)
        }
    }

    // Standard input can't be read twice: it is one chunk by itself.
    private mutating func wholeFiles() -> InputChunk {
        var end = place.file + 1
        var bytes = InputFile(paths[place.file]).length
        while end < paths.count, paths[end - 1] != "-", paths[end] != "-", bytes < target,
            end - place.file < min(256, left),
            options.format != .auto || InputFormat(path: paths[end])?.isWhole == true
        {
            bytes += InputFile(paths[end]).length
            end += 1
        }
        return chunk(.files, records: end - place.file, to: InputChunk.Place(file: end))
    }

    // MARK: Records

    private mutating func read() {
        do throws(ByteStream.Failure) {
            let piece = try stream?.next() ?? []
            consumed = stream?.position() ?? 0
            if piece.isEmpty { isAtEnd = true } else { buffer += piece }
        } catch {
            broken = .init(error)
            isAtEnd = true
        }
    }

    // The first record of a CSV file names the fields.
    private mutating func readHeader() throws(ByteStream.Failure) {
        var scan = RecordScan(format, least: 1, most: 1)
        while !isAtEnd, buffer.count <= options.longest {
            scan.advance(buffer)
            if scan.records == 1 { break }
            read()
        }
        if isAtEnd { scan.finish(buffer) }
        header = CSVHeader(Array(buffer[..<scan.end]), isTabbed: paths[place.file].lowercased().contains(".tsv"))
        guard place.offset == 0 else { return }
        place = InputChunk.Place(file: place.file, offset: scan.end, line: 1 + scan.lines)
        buffer.removeFirst(scan.end)
    }

    // The next records of the open file; nil at its end.
    private mutating func nextRecords() -> InputChunk? {
        if format == .warc { return nextResponses() }
        var scan = RecordScan(format, least: target, most: left)
        while true {
            scan.advance(buffer)
            if scan.isFull { break }
            if buffer.count - scan.end > options.longest {
                if scan.end > 0 { break }
                return skipLongLine()
            }
            if isAtEnd {
                // What was read before the damage may lack its end.
                if broken == nil { scan.finish(buffer) }
                break
            }
            read()
        }
        guard scan.end > 0 else { return end(atLine: place.line) }
        return take(scan.end, records: scan.records, lines: scan.lines)
    }

    private mutating func take(_ count: Int, records: Int, lines: Int) -> InputChunk {
        let bytes = Array(buffer[..<count])
        buffer.removeFirst(count)
        let end = InputChunk.Place(file: place.file, offset: place.offset + count, line: place.line + lines)
        return chunk(.bytes(bytes, format), records: records, to: end)
    }

    // Nothing is left but what is wrong.
    private mutating func end(atLine line: Int) -> InputChunk? {
        guard let broken else { return nil }
        let chunk = failure(broken, line: line, to: InputChunk.Place(file: place.file + 1))
        stream = nil
        return chunk
    }

    // The line at `place` is longer than what fits: goes on behind it.
    private mutating func skipLongLine() -> InputChunk {
        var end = place
        end.line += 1
        while true {
            if let found = buffer.withUnsafeBufferPointer({ $0.firstLineBreak(from: 0) }) {
                end.offset += found + 1
                buffer.removeFirst(found + 1)
                break
            }
            end.offset += buffer.count
            buffer.removeAll(keepingCapacity: true)
            if isAtEnd { break }
            read()
        }
        return failure(.tooLong(limit: options.longest), line: place.line, to: end)
    }

    // MARK: WARC

    private mutating func nextResponses() -> InputChunk? {
        var scan = WARCScan(least: target, most: left)
        while true {
            switch scan.advance(buffer, longest: options.longest) {
            case .full: return take(scan.end, records: scan.responses, lines: scan.records)
            case .tooLong(let length, let isResponse):
                guard scan.end == 0 else { return take(scan.end, records: scan.responses, lines: scan.records) }
                if let chunk = skipRecord(length, isResponse: isResponse) { return chunk }
                scan = WARCScan(least: target, most: left)
            case .malformed(let words):
                guard scan.end == 0 else { return take(scan.end, records: scan.responses, lines: scan.records) }
                let chunk = failure(
                    .malformed("WARC", words), line: place.line, to: InputChunk.Place(file: place.file + 1))
                stream = nil
                return chunk
            case .more:
                guard isAtEnd else {
                    read()
                    continue
                }
                if scan.end > 0 { return take(scan.end, records: scan.responses, lines: scan.records) }
                if broken == nil, !buffer.isEmpty { broken = .malformed("WARC", "the last record is cut off") }
                return end(atLine: place.line)
            }
        }
    }

    // A chunk that says so, where a document was skipped.
    private mutating func skipRecord(_ length: Int, isResponse: Bool) -> InputChunk? {
        var end = place
        end.line += 1
        var count = length
        while count > 0 {
            let part = min(count, buffer.count)
            buffer.removeFirst(part)
            count -= part
            end.offset += part
            if count == 0 || isAtEnd { break }
            read()
        }
        guard isResponse else {
            place = end
            return nil
        }
        return failure(.tooLong(limit: options.longest), line: place.line, to: end)
    }
}

extension DocumentFailure.Reason {
    package init(_ failure: ByteStream.Failure) {
        self =
            switch failure {
            case .system(let words): .unreadable(words)
            case .damaged(let words): .damaged(words)
            }
    }
}
