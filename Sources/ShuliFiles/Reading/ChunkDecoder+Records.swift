import ShuliText

extension ChunkDecoder {
    // MARK: Lines

    func decodeLines(_ bytes: [UInt8], _ format: InputFormat, _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        var line = chunk.start.line
        let encoding = chunk.encoding
        let isUTF8 = encoding.isUTF8(bytes)
        forEachLine(bytes) { content in
            defer { line += 1 }
            // A line of white space is no record of JSON Lines; between texts it is an empty text.
            if format == .jsonl, content.isBlank(0..<content.count) { return }
            let origin = Origin(file: chunk.path, line: line)
            guard content.count <= options.longest else {
                return take(.failure(DocumentFailure(origin: origin, reason: .tooLong(limit: options.longest))))
            }
            take(format == .jsonl ? record(content, encoding, isUTF8, origin) : text(content, encoding, origin))
        }
    }

    private func forEachLine(_ bytes: [UInt8], _ body: (UTF8Buffer) -> Void) {
        bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < buffer.count {
                let stop = buffer.firstLineBreak(from: start) ?? buffer.count
                let end = stop > start && buffer[stop - 1] == 0x0D ? stop - 1 : stop
                body(UTF8Buffer(rebasing: buffer[start..<end]))
                start = stop + 1
            }
        }
    }

    private func text(_ bytes: UTF8Buffer, _ encoding: LineEncoding, _ origin: Origin) -> Outcome {
        let decoded = encoding.decode(bytes)
        if let reason = Self.notText(decoded, options) {
            return .failure(DocumentFailure(origin: origin, reason: reason))
        }
        return .success(
            Record(
                idSource: "\(origin.line ?? 1)", origin: origin, content: .text(decoded.text),
                encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    // MARK: JSON

    func decodeJSON(_ bytes: [UInt8], _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        let encoding = chunk.encoding
        let isUTF8 = encoding.isUTF8(bytes)
        forEachRecord(bytes, chunk, JSONFinder(longest: options.longest), take) { content, origin, _ in
            take(Self.onOneLine(content).withUnsafeBufferPointer { record($0, encoding, isUTF8, origin) })
        }
    }

    // An element without the line breaks between its tokens: its fields are passed on as they are written, into JSON Lines.
    private static func onOneLine(_ content: UTF8Buffer) -> [UInt8] {
        var line = Array(content)
        var isInString = false
        var index = 0
        while index < line.count {
            switch line[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case 0x0A where !isInString, 0x0D where !isInString: line[index] = 0x20
            default: break
            }
            index += 1
        }
        return line
    }

    private func record(
        _ bytes: UTF8Buffer, _ encoding: LineEncoding, _ isUTF8: Bool, _ origin: Origin
    ) -> Outcome {
        do throws(JSONError) {
            let texts = options.keepsSource ? [] : [options.textField, options.htmlField]
            if isUTF8 {
                let record = try JSONRecord(parsing: bytes.withoutMark, texts: texts)
                return document(record, encoding.name, [], origin)
            }
            let decoded = encoding.decode(bytes)
            let record = try JSONRecord(parsing: decoded.text.utf8, texts: texts)
            return document(record, decoded.encoding, decoded.undecodable, origin)
        } catch {
            return .failure(DocumentFailure(origin: origin, reason: .notJSON(error)))
        }
    }

    func document(
        _ record: JSONRecord, _ encoding: TextEncoding, _ undecodable: [Int], _ origin: Origin
    ) -> Outcome {
        let content: Record.Content
        if let html = record[options.htmlField]?.string, !html.isEmpty {
            content = .page(html)
        } else if let text = record[options.textField]?.string {
            content = .text(text)
        } else {
            // The first fields that it may be in: a message is one line.
            let found = record.fields.filter { $0.key != options.idField && $0.string != nil }.prefix(5).map(\.key)
            return .failure(
                DocumentFailure(
                    origin: origin, reason: .noText(wanted: [options.textField, options.htmlField], found: found)))
        }
        let read: Set<String> = [options.idField, options.textField, options.htmlField]
        return .success(
            Record(
                idSource: record[options.idField]?.source ?? "\(origin.line ?? 1)", origin: origin, content: content,
                title: record[options.titleField]?.string,
                inputFields: record.fields.filter { !read.contains($0.key) },
                sourceFields: options.keepsSource ? record.fields : [],
                encoding: encoding, undecodable: undecodable, doubts: record.doubts))
    }

    // MARK: CSV

    func decodeCSV(_ bytes: [UInt8], _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        let header = chunk.header ?? CSVHeader([], separator: UInt8(ascii: ","))
        let finder = CSVFinder(
            separator: header.separator, fieldCount: header.names.count, longest: options.longest)
        let encoding = chunk.encoding
        forEachRecord(bytes, chunk, finder, take) { content, origin, _ in
            take(csv(encoding.decode(content), header, origin))
        }
    }

    private func csv(_ decoded: DecodedText, _ header: CSVHeader, _ origin: Origin) -> Outcome {
        do throws(DocumentFailure.Reason) {
            let values = try CSVRecord(Array(decoded.text.utf8)[...], separator: header.separator).fields
            guard values.count == header.names.count else {
                throw .malformed(.fieldCount(values.count, named: header.names.count))
            }
            let fields = zip(header.names, values).map { JSONRecord.Field(key: $0, source: $1.jsonSource) }
            return document(JSONRecord(fields: fields), decoded.encoding, decoded.undecodable, origin)
        } catch {
            return .failure(DocumentFailure(origin: origin, reason: error))
        }
    }

    // MARK: WARC

    func decodeWARC(_ bytes: [UInt8], _ chunk: InputChunk, _ take: (Outcome) -> Void) -> SkippedRecords {
        var skipped = SkippedRecords()
        forEachRecord(bytes, chunk, WARCFinder(longest: options.longest), take) { content, origin, offset in
            do throws(WARCPage.Failure) {
                take(try page(Array(content), origin))
            } catch {
                switch error {
                case .skipped(let reason): skipped.add(reason)
                case .failed(let reason):
                    take(.failure(DocumentFailure(origin: origin, reason: reason, offset: offset)))
                }
            }
        }
        return skipped
    }

    private func page(_ bytes: [UInt8], _ origin: Origin) throws(WARCPage.Failure) -> Outcome {
        guard let record = WARCRecord(bytes[...]) else { throw .failed(.malformed(.warc(.noHeader))) }
        let page = try WARCPage(record, bytes, longest: options.longest)
        let known = [("url", "warc-target-uri"), ("date", "warc-date")].compactMap { key, name in
            record.fields[name].map { JSONRecord.Field(key: key, source: $0.jsonSource) }
        }
        return document(
            page.body, isHTML: page.isHTML, declared: page.encoding, origin: origin,
            idSource: (record.fields["warc-record-id"] ?? "\(origin)").jsonSource, inputFields: known)
    }

    // MARK: Records

    // Calls `body` with each record of a chunk that holds a document. A chunk has whole records alone, so that nothing
    // is lost here that the reader did not report.
    private func forEachRecord<Finder: RecordFinder>(
        _ bytes: [UInt8], _ chunk: InputChunk, _ finder: Finder, _ take: (Outcome) -> Void,
        _ body: (UTF8Buffer, Origin, Int) -> Void
    ) {
        var finder = finder
        bytes.withUnsafeBufferPointer { buffer in
            while true {
                let found = finder.next(buffer, .chunk)
                let origin = Origin(file: chunk.path, line: chunk.start.line + finder.startLine)
                switch found {
                case .record(let isDocument):
                    if isDocument {
                        body(
                            UTF8Buffer(rebasing: buffer[finder.start..<finder.end]), origin,
                            chunk.start.offset + finder.start)
                    }
                case .lost(let reason, _):
                    if let reason { take(.failure(DocumentFailure(origin: origin, reason: reason))) }
                case .incomplete, .finished: return
                }
            }
        }
    }
}
