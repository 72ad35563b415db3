import ShuliText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes documents of the records of a chunk. A function of the chunk and the options alone.
package struct ChunkDecoder: Sendable {
    package typealias Outcome = Result<Record, DocumentFailure>

    private let paths: [String]
    private let options: DocumentReader.Options

    /// `paths` are all files of the input.
    package init(paths: [String], options: DocumentReader.Options) { (self.paths, self.options) = (paths, options) }

    /// Calls `take` with each record or failure, in order.
    package func decode(_ chunk: InputChunk, _ take: (Outcome) -> Void) {
        var place = 0
        decodeAll(chunk) { outcome in
            take(outcome.map { record in numbered(record, chunk.number, place) })
            place += 1
        }
    }

    // A chunk is the same whenever the input is read, so the number is too. It has room for sixteen million records a
    // chunk, more than a chunk has bytes.
    private func numbered(_ record: Record, _ chunk: Int, _ place: Int) -> Record {
        var record = record
        record.number = Record.number(chunk: chunk, place: place)
        for field in record.inputFields {
            switch field.key {
            case options.dateField: record.date = field.string
            case "source": record.source = field.string
            case options.urlField: record.host = field.string.map { WebAddress.host(of: $0) }
            default: break
            }
        }
        return record
    }

    private func decodeAll(_ chunk: InputChunk, _ take: (Outcome) -> Void) {
        switch chunk.content {
        case .failure(let failure): take(.failure(failure))
        case .files: for path in paths[chunk.start.file..<chunk.end.file] { take(file(path)) }
        case .bytes(let bytes, let format) where format.isWhole:
            let origin = Origin(file: chunk.path)
            take(
                page(
                    bytes, isHTML: format == .html, declared: nil, origin: origin, idSource: chunk.path.jsonSource,
                    inputFields: []))
        case .bytes(let bytes, .csv): decodeCSV(bytes, chunk, take)
        case .bytes(let bytes, .warc): decodeWARC(bytes, chunk, take)
        case .bytes(let bytes, let format): decodeLines(bytes, format, chunk, take)
        }
    }

    // MARK: Files

    // A file that is one document.
    private func file(_ path: String) -> Outcome {
        let origin = Origin(file: path)
        func failure(_ reason: DocumentFailure.Reason) -> Outcome {
            .failure(DocumentFailure(origin: origin, reason: reason))
        }
        do throws(ByteStream.Failure) {
            var stream = try ByteStream.open(path)
            guard let bytes = try stream.all(limit: options.longest) else {
                return failure(.tooLong(limit: options.longest))
            }
            guard !bytes.isEmpty else { return failure(.empty) }
            var format = options.format
            if format == .auto { format = InputFormat(path: path) ?? InputFormat(sniffing: bytes) }
            return page(
                bytes, isHTML: format == .html, declared: nil, origin: origin, idSource: path.jsonSource,
                inputFields: [])
        } catch {
            return failure(.init(error))
        }
    }

    private func page(
        _ bytes: [UInt8], isHTML: Bool, declared: TextEncoding?, origin: Origin, idSource: String,
        inputFields: [JSONRecord.Field]
    ) -> Outcome {
        let hint = declared ?? (isHTML ? TextEncoding(declaredInHTML: bytes) : nil)
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes, declared: hint)
        if let reason = Self.notText(decoded) { return .failure(DocumentFailure(origin: origin, reason: reason)) }
        return .success(
            Record(
                idSource: idSource, origin: origin, content: isHTML ? .page(decoded.text) : .text(decoded.text),
                title: nil, inputFields: inputFields, sourceFields: [], encoding: decoded.encoding,
                undecodable: decoded.undecodable))
    }

    // Where more than one character in twenty had to be replaced or is a control or private-use character, the bytes
    // were no text. (Random bytes make hardly any error in GB18030, which has a place for nearly every pair.)
    private static func notText(_ decoded: DecodedText) -> DocumentFailure.Reason? {
        var characters = 0
        var strange = 0
        for scalar in decoded.text.unicodeScalars {
            characters += 1
            switch scalar.value {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B: break
            case 0...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD, 0xF0000...0x10FFFF: strange += 1
            default: break
            }
        }
        guard strange > 2, strange * 20 > characters else { return nil }
        return .notText(strange: strange, characters: characters, encoding: decoded.encoding.name)
    }

    // MARK: Lines

    private func decodeLines(_ bytes: [UInt8], _ format: InputFormat, _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        var line = chunk.start.line
        forEachLine(bytes) { content in
            defer { line += 1 }
            // A line of white space is no record of JSON Lines; between texts it is an empty text.
            if format == .jsonl, content.allSatisfy({ $0 <= 0x20 }) { return }
            let origin = Origin(file: chunk.path, line: line)
            guard content.count <= options.longest else {
                return take(.failure(DocumentFailure(origin: origin, reason: .tooLong(limit: options.longest))))
            }
            take(format == .jsonl ? record(content, origin) : single(content, origin))
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

    private func single(_ bytes: UTF8Buffer, _ origin: Origin) -> Outcome {
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes)
        if let reason = Self.notText(decoded) { return .failure(DocumentFailure(origin: origin, reason: reason)) }
        return .success(
            Record(
                idSource: "\(origin.line ?? 1)", origin: origin, content: .text(decoded.text), title: nil,
                inputFields: [], sourceFields: [], encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    private func record(_ bytes: UTF8Buffer, _ origin: Origin) -> Outcome {
        do throws(JSONError) {
            let decoder = TextDecoder(encoding: options.encoding)
            let texts = options.keepsSource ? [] : [options.textField, options.htmlField]
            if decoder.readsAsUTF8(bytes) {
                return document(try JSONRecord(parsing: bytes, texts: texts), .utf8, [], origin)
            }
            let decoded = decoder.decode(bytes)
            let record = try JSONRecord(parsing: decoded.text.utf8, texts: texts)
            return document(record, decoded.encoding, decoded.undecodable, origin)
        } catch {
            return .failure(DocumentFailure(origin: origin, reason: .notJSON(error)))
        }
    }

    private func document(
        _ record: JSONRecord, _ encoding: TextEncoding, _ undecodable: [Int], _ origin: Origin
    ) -> Outcome {
        let content: Record.Content
        if let html = record[options.htmlField]?.string, !html.isEmpty {
            content = .page(html)
        } else if let text = record[options.textField]?.string {
            content = .text(text)
        } else {
            return .failure(
                DocumentFailure(origin: origin, reason: .noText([options.textField, options.htmlField])))
        }
        let read: Set<String> = [options.idField, options.textField, options.htmlField]
        return .success(
            Record(
                idSource: record[options.idField]?.source ?? "\(origin.line ?? 1)", origin: origin, content: content,
                title: record[options.titleField]?.string,
                inputFields: record.fields.filter { !read.contains($0.key) },
                sourceFields: options.keepsSource ? record.fields : [],
                encoding: encoding, undecodable: undecodable))
    }

    // MARK: CSV and WARC

    private func decodeCSV(_ bytes: [UInt8], _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        var place = chunk.start
        var start = 0
        let header = chunk.header ?? CSVHeader([], isTabbed: false)
        while start < bytes.count {
            var scan = RecordScan(.csv, least: .max, most: 1)
            bytes.withUnsafeBytes { buffer in
                let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
                scan.advance(rest)
                scan.finish(rest)
            }
            guard scan.records == 1 else { return }
            take(csv(bytes[start..<(start + scan.end)], header, Origin(file: chunk.path, line: place.line)))
            start += scan.end
            place.line += scan.lines
        }
    }

    private func csv(_ bytes: ArraySlice<UInt8>, _ header: CSVHeader, _ origin: Origin) -> Outcome {
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes)
        do throws(DocumentFailure.Reason) {
            let values = try CSVRecord(Array(decoded.text.utf8)[...], separator: header.separator).fields
            guard values.count == header.names.count else {
                throw .malformed("CSV", "\(values.count) fields, but the first line names \(header.names.count)")
            }
            let fields = zip(header.names, values).map { JSONRecord.Field(key: $0, source: $1.jsonSource) }
            return document(JSONRecord(fields: fields), decoded.encoding, decoded.undecodable, origin)
        } catch {
            return .failure(DocumentFailure(origin: origin, reason: error))
        }
    }

    private func decodeWARC(_ bytes: [UInt8], _ chunk: InputChunk, _ take: (Outcome) -> Void) {
        var place = 0
        var number = chunk.start.line
        while true {
            while place < bytes.count, bytes[place] == 0x0D || bytes[place] == 0x0A { place += 1 }
            guard place < bytes.count, case .record(let record) = WARCHead(bytes[place...]) else { return }
            place = record.contentStart + record.length
            if record.isResponse {
                let origin = Origin(file: chunk.path, line: number)
                take(response(record, bytes[record.contentStart..<place], origin))
            }
            number += 1
        }
    }

    private func response(_ record: WARCRecord, _ content: ArraySlice<UInt8>, _ origin: Origin) -> Outcome {
        do throws(DocumentFailure.Reason) {
            let page = try WARCPage(content, longest: options.longest)
            let known = [("url", "warc-target-uri"), ("date", "warc-date")].compactMap { key, name in
                record.fields[name].map { JSONRecord.Field(key: key, source: $0.jsonSource) }
            }
            return self.page(
                page.body, isHTML: page.contentType != "text/plain", declared: page.encoding, origin: origin,
                idSource: (record.fields["warc-record-id"] ?? "\(origin)").jsonSource, inputFields: known)
        } catch {
            return .failure(DocumentFailure(origin: origin, reason: error))
        }
    }
}

extension String {
    /// The text as a JSON string.
    package var jsonSource: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension UTF8Buffer {
    /// The first line feed at or behind a place.
    package func firstLineBreak(from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        return memchr(base + start, 0x0A, count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }
}
