import ShuliText

/// Cuts the input into chunks, the same ones whenever it is read: where one ends is a function of the input alone.
///
/// Only finds where records end; to make documents of them is the work of `ChunkDecoder`, for many chunks at once. What
/// can't be read is a failure, and reading goes on behind it.
package struct ChunkReader: ~Copyable {
    private let paths: [String]
    private let options: DocumentReader.Options
    private let target: Int
    private var left: Int
    private var place: InputChunk.Place
    private var number = 0
    private var stream: ByteStream?
    private var normalizer: TextNormalizer?
    private var encoding = LineEncoding()
    private var format = InputFormat.auto
    private var header: CSVHeader?
    // Of a long text.
    private var cutter: SectionCutter?
    // What was read of the file from `place` on.
    private var buffer = ReadBuffer()
    private var isAtEnd = false
    // What is wrong behind `buffer`.
    private var damage: ByteStream.Damage?
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
        buffer.removeAll()
        place = nextFile
    }

    private var nextFile: InputChunk.Place { InputChunk.Place(file: place.file + 1) }

    private mutating func chunk(_ content: InputChunk.Content, records: Int, to end: InputChunk.Place) -> InputChunk {
        let chunk = InputChunk(
            number: number, path: paths[place.file], start: place, end: end, records: records, content: content,
            header: header, encoding: encoding)
        number += 1
        left -= records
        place = end
        return chunk
    }

    private mutating func failure(
        _ reason: DocumentFailure.Reason, line: Int?, offset: Int? = nil, to end: InputChunk.Place
    ) -> InputChunk {
        let origin = Origin(file: paths[place.file], line: line)
        let failure = DocumentFailure(origin: origin, reason: reason, offset: offset)
        return chunk(.failure(failure), records: 1, to: end)
    }

    // MARK: Files

    // Opens the next file: a chunk where it is one document, or can't be opened.
    private mutating func open() -> InputChunk? {
        (isAtEnd, damage, broken, header, normalizer, cutter, consumed) = (false, nil, nil, nil, nil, nil, 0)
        buffer.removeAll()
        let path = paths[place.file]
        let known = options.format == .auto ? InputFormat(path: path) : options.format
        if let known, known.isWhole, known != .text || options.sectionLength == nil { return wholeFiles() }
        do throws(ByteStream.Failure) {
            stream = try ByteStream.open(path)
            let head = try readHead()
            format = known ?? detected(head)
            if format.isWhole {
                beginSections(head)
                return cutter == nil ? try wholeFile(head) : nil
            }
            // An array under the name of JSON Lines.
            if format == .jsonl, options.format == .auto, case .json = detected(head) { format = .json }
            if format != .warc {
                normalizer = TextNormalizer(head: head, encoding: options.encoding)
                if let converted = normalizer?.convert(buffer.take(buffer.count)) { buffer.append(converted) }
            }
            encoding = LineEncoding(
                head: format == .warc ? [] : head, named: options.encoding, original: normalizer?.encoding)
            let resumes = place.offset > 0
            if format == .csv { try readHeader() }
            if resumes { try skip() }
            return nil
        } catch {
            stream = nil
            return failure(.init(error), line: nil, to: nextFile)
        }
    }

    // Reads what tells the format.
    private mutating func readHead() throws(ByteStream.Failure) -> [UInt8] {
        var head: [UInt8] = []
        while !isAtEnd, damage == nil, head.count < InputFormat.sniffedLength {
            read()
            head = buffer.withBytes { Array($0.prefix(InputFormat.sniffedLength)) }
            if InputFormat(sniffing: head, isAll: false) != nil { break }
        }
        return head
    }

    // Objects behind a damaged beginning are found where the file's name says that there are some.
    private func detected(_ head: [UInt8]) -> InputFormat {
        let format = InputFormat(sniffing: text(head), isAll: true) ?? .text
        return format == .text && InputFormat.namesJSON(paths[place.file]) ? .json : format
    }

    private func unsupported(_ head: [UInt8]) -> UnsupportedKind? {
        InputFormat.unsupported(head) ?? InputFormat.unsupported(text(head))
    }

    // The first bytes as UTF-8, where they are UTF-16.
    private func text(_ head: [UInt8]) -> [UInt8] {
        var normalizer = TextNormalizer(head: head, encoding: options.encoding)
        return normalizer?.convert(head) ?? head
    }

    // A file that is one document. It may be a pipe, which can't be opened twice: it is read here.
    private mutating func wholeFile(_ head: [UInt8]) throws(ByteStream.Failure) -> InputChunk {
        defer { stream = nil }
        if let kind = unsupported(head) { return failure(.unsupported(kind), line: nil, to: nextFile) }
        var first = damage
        var bytes = buffer.take(buffer.count)
        while !isAtEnd, bytes.count <= options.longest {
            damage = nil
            read()
            bytes += buffer.take(buffer.count)
            first = first ?? damage
        }
        if let broken { return failure(broken, line: nil, to: nextFile) }
        guard bytes.count <= options.longest else {
            return failure(.tooLong(limit: options.longest), line: nil, to: nextFile)
        }
        if bytes.isEmpty {
            return failure(first.map { .damaged($0.what) } ?? .empty, line: nil, to: nextFile)
        }
        return chunk(
            .whole(bytes, format, damage: first?.what), records: first == nil ? 1 : 2, to: nextFile)
    }

    // Reads what tells whether a text is long, and begins to cut one that is.
    private mutating func beginSections(_ head: [UInt8]) {
        guard format == .text, let length = options.sectionLength, unsupported(head) == nil else { return }
        while !isAtEnd, damage == nil, buffer.count <= SectionCutter.decisive { read() }
        guard !isAtEnd, damage == nil else { return }
        let options = options
        guard var cutter = buffer.withBytes({ SectionCutter(head: $0, length: length, options) }) else { return }
        if let survey = options.survey {
            guard let evidence = ScriptEvidence(of: paths[place.file], options, survey) else { return }
            cutter.evidence = evidence
        }
        self.cutter = cutter
        let bytes = buffer.take(buffer.count)
        normalizer = TextNormalizer(head: bytes, encoding: cutter.encoding)
        buffer.append(normalizer?.convert(bytes) ?? bytes)
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

    // Goes on at `place`: with bytes as `read` makes them, where each damage counts as one.
    private mutating func skip() throws(ByteStream.Failure) {
        if let isPlain = stream?.isPlain, isPlain, normalizer?.keepsOffsets ?? true {
            try stream?.seek(to: place.offset)
            buffer.removeAll()
            isAtEnd = false
            return
        }
        // The header of CSV was read before.
        var count = place.offset - (header == nil ? 0 : headerLength)
        while true {
            let part = min(count, buffer.count)
            buffer.removeFirst(part)
            count -= part
            if count > 0, damage != nil {
                damage = nil
                count -= 1
            }
            guard count > 0, !isAtEnd else { return }
            read()
        }
    }

    // Where the first record of CSV ends.
    private var headerLength = 0

    // MARK: Records

    private mutating func read() {
        do throws(ByteStream.Failure) {
            switch try stream?.next() ?? .end {
            case .bytes(let piece): buffer.append(normalizer?.convert(piece) ?? piece)
            case .damage(let found): damage = found
            case .end: isAtEnd = true
            }
            consumed = stream?.position ?? 0
        } catch {
            broken = .init(error)
            isAtEnd = true
        }
    }

    private var tail: InputTail { damage != nil || broken != nil ? .damage : isAtEnd ? .end : .more }

    // The first record of a CSV file names the fields.
    private mutating func readHeader() throws(ByteStream.Failure) {
        let path = paths[place.file]
        let separator = buffer.withBytes { CSVHeader.separator(path: path, head: $0) }
        var finder = CSVFinder(separator: separator, fieldCount: nil, longest: options.longest)
        while case .incomplete = buffer.withBytes({ finder.next($0, tail) }) { read() }
        headerLength = finder.end
        header = CSVHeader(buffer.take(finder.end), separator: separator)
        guard place.offset == 0 else { return }
        place = InputChunk.Place(file: place.file, offset: finder.end, line: 1 + finder.endLine)
    }

    // The next records of the open file; nil at its end.
    private mutating func nextRecords() -> InputChunk? {
        if cutter != nil { return nextSection() }
        return switch format {
        case .warc: next { WARCFinder(longest: $0) }
        case .json: next { JSONFinder(longest: $0) }
        case .csv:
            next { [header] in
                CSVFinder(
                    separator: header?.separator ?? UInt8(ascii: ","), fieldCount: header?.names.count, longest: $0)
            }
        default: next { [format] in LineFinder(keepsBlankLines: format == .lines, longest: $0) }
        }
    }

    private mutating func next<Finder: RecordFinder>(_ make: (Int) -> Finder) -> InputChunk? {
        var finder = make(options.longest)
        // Where the last whole record ends, and how many documents there are up to it.
        var (end, endLine, records) = (0, 0, 0)
        while true {
            let found = buffer.withBytes { finder.next($0, tail) }
            switch found {
            case .record(let isDocument):
                (end, endLine) = (finder.end, finder.endLine)
                if isDocument { records += 1 }
                let isFull = end >= target || records >= left
                if isFull, !isSuspect(finder.start) { return take(end, records: records, lines: endLine) }
            case .incomplete: read()
            case .lost(let reason, let continues):
                if records > 0 { return take(end, records: records, lines: endLine) }
                if let chunk = lose(&finder, reason, continues) { return chunk }
                finder = make(options.longest)
                (end, endLine) = (0, 0)
            case .finished:
                if isSuspect(buffer.count) { (end, endLine, records) = soundRecords(make(options.longest)) }
                if records > 0 { return take(end, records: records, lines: endLine) }
                guard tail == .damage else { return nil }
                if let chunk = endAtDamage(lines: finder.endLine) { return chunk }
            }
        }
    }

    // Whether a record of WARC that begins at a place is in a damaged member that the buffer holds from its begin.
    // Crawlers compress each record by itself, so that such a record is not to be trusted.
    private func isSuspect(_ start: Int) -> Bool {
        guard format == .warc, let damage, damage.memberLength <= buffer.count else { return false }
        return start >= buffer.count - damage.memberLength
    }

    // The whole records before the damaged member, and those in it where there are several.
    private func soundRecords<Finder: RecordFinder>(_ finder: Finder) -> (end: Int, endLine: Int, records: Int) {
        var finder = finder
        var before = (end: 0, endLine: 0, records: 0)
        var all = before
        while all.records < left, case .record(let isDocument) = buffer.withBytes({ finder.next($0, .damage) }) {
            all = (finder.end, finder.endLine, all.records + (isDocument ? 1 : 0))
            if !isSuspect(finder.start) { before = all }
        }
        let isLast = buffer.withBytes { WARCFinder.skipFiller($0, all.end) == $0.count }
        return isLast && all.records - before.records == 1 ? before : all
    }

    // The next section of a long text, and what is damaged in it.
    private mutating func nextSection() -> InputChunk? {
        while true {
            if let damage {
                self.damage = nil
                return failure(.damaged(damage.what), line: nil, to: place)
            }
            let isAtEnd = isAtEnd
            if let (count, section) = buffer.withBytes({ cutter?.next($0, isAtEnd: isAtEnd) }) {
                encoding = LineEncoding(named: cutter?.encoding, original: normalizer?.encoding)
                var end = place
                end.offset += count
                return chunk(.section(buffer.take(count), section), records: section.isLast ? 1 : 0, to: end)
            }
            guard isAtEnd else {
                read()
                continue
            }
            guard let broken else { return nil }
            self.broken = nil
            return failure(broken, line: nil, to: place)
        }
    }

    private mutating func take(_ count: Int, records: Int, lines: Int) -> InputChunk {
        let bytes = buffer.take(count)
        let end = InputChunk.Place(file: place.file, offset: place.offset + count, line: place.line + lines)
        return chunk(.bytes(bytes, format), records: records, to: end)
    }

    // What can't be read, up to the place where reading goes on: a chunk that says so, or nil where nothing was lost.
    private mutating func lose<Finder: RecordFinder>(
        _ finder: inout Finder, _ reason: DocumentFailure.Reason?, _ continues: Bool
    ) -> InputChunk? {
        let line = place.line + finder.startLine
        let offset = place.offset + finder.start
        var end = place
        end.offset += finder.end
        buffer.removeFirst(finder.end)
        var isDone = !continues
        while !isDone {
            let found = buffer.withBytes { finder.skip($0, tail) }
            buffer.removeFirst(found.count)
            end.offset += found.count
            isDone = found.isDone || tail != .more
            if !isDone { read() }
        }
        end.line += finder.endLine
        guard let reason else {
            place = end
            return nil
        }
        return failure(reason, line: line, offset: offset, to: end)
    }

    // Nothing is left before what is damaged.
    private mutating func endAtDamage(lines: Int) -> InputChunk? {
        if let damage {
            var end = place
            // The damage counts as one byte, so that a place before it differs from one behind it.
            end.offset += buffer.count + 1
            end.line += lines + 1
            buffer.removeAll()
            self.damage = nil
            return failure(.damaged(damage.what), line: place.line + lines, to: end)
        }
        guard let broken else { return nil }
        let chunk = failure(broken, line: place.line + lines, to: nextFile)
        stream = nil
        return chunk
    }
}

extension DocumentFailure.Reason {
    package init(_ failure: ByteStream.Failure) {
        self =
            switch failure {
            case .system(let words): .unreadable(words)
            case .memory: .memory
            case .damaged(let damage): .damaged(damage)
            }
    }
}
