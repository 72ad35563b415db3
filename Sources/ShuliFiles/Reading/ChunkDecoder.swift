import ShuliText

/// Makes documents of the records of a chunk. A function of the chunk and the options alone.
package struct ChunkDecoder: Sendable {
    package typealias Outcome = Result<Record, DocumentFailure>

    let paths: [String]
    let options: DocumentReader.Options

    /// `paths` are all files of the input.
    package init(paths: [String], options: DocumentReader.Options) { (self.paths, self.options) = (paths, options) }

    /// Calls `take` with each record or failure, in order. Returns what the chunk holds besides.
    @discardableResult
    package func decode(_ chunk: InputChunk, _ take: (Outcome) -> Void) -> SkippedRecords {
        var place = 0
        return decodeAll(chunk) { outcome in
            take(outcome.map { record in numbered(record, chunk: chunk.number, place: place) })
            place += 1
        }
    }

    // A chunk is the same whenever the input is read, so the number is too. It has room for sixteen million records a
    // chunk, more than a chunk has bytes.
    func numbered(_ record: Record, chunk: Int, place: Int) -> Record {
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

    private func decodeAll(_ chunk: InputChunk, _ take: (Outcome) -> Void) -> SkippedRecords {
        switch chunk.content {
        case .failure(let failure): take(.failure(failure))
        case .files: for path in paths[chunk.start.file..<chunk.end.file] { decodeFile(path, take) }
        case .whole(let bytes, let format, let damage): decodeWhole(bytes, format, damage, chunk.path, take)
        case .section(let bytes, let section): take(.success(record(bytes, section, chunk)))
        case .bytes(let bytes, .csv): decodeCSV(bytes, chunk, take)
        case .bytes(let bytes, .json): decodeJSON(bytes, chunk, take)
        case .bytes(let bytes, .warc): return decodeWARC(bytes, chunk, take)
        case .bytes(let bytes, let format): decodeLines(bytes, format, chunk, take)
        }
        return SkippedRecords()
    }

    // MARK: Files

    // A file that is one document.
    private func decodeFile(_ path: String, _ take: (Outcome) -> Void) {
        func fail(_ reason: DocumentFailure.Reason) {
            take(.failure(DocumentFailure(origin: Origin(file: path), reason: reason)))
        }
        do throws(ByteStream.Failure) {
            var stream = try ByteStream.open(path)
            var damage: ByteStream.Damage?
            guard let bytes = try stream.sound(limit: options.longest, &damage) else {
                return fail(.tooLong(limit: options.longest))
            }
            if bytes.isEmpty { return fail(damage.map { .damaged($0.what) } ?? .empty) }
            let known = options.format == .auto ? InputFormat(path: path) : options.format
            decodeWhole(bytes, known ?? .text, damage?.what, path, take)
        } catch {
            fail(.init(error))
        }
    }

    // What can be read of a damaged file is a document too, behind the failure.
    private func decodeWhole(
        _ bytes: [UInt8], _ format: InputFormat, _ damage: StreamDamage?, _ path: String, _ take: (Outcome) -> Void
    ) {
        let origin = Origin(file: path)
        if let damage { take(.failure(DocumentFailure(origin: origin, reason: .damaged(damage)))) }
        guard format == .mhtml else {
            return take(document(bytes, isHTML: format == .html, origin: origin, idSource: path.jsonSource))
        }
        do throws(DocumentFailure.Reason) {
            let page = try MHTMLPage(bytes)
            let fields = page.address.map { [JSONRecord.Field(key: options.urlField, source: $0.jsonSource)] } ?? []
            take(
                document(
                    page.html, isHTML: true, declared: page.encoding, origin: origin, idSource: path.jsonSource,
                    inputFields: fields))
        } catch {
            take(.failure(DocumentFailure(origin: origin, reason: error)))
        }
    }

    // A part of a long text.
    private func record(_ bytes: [UInt8], _ section: TextSection, _ chunk: InputChunk) -> Record {
        let decoded = bytes.withUnsafeBufferPointer { chunk.encoding.decode($0) }
        var record = Record(
            idSource: chunk.path.jsonSource, origin: Origin(file: chunk.path), content: .text(decoded.text),
            encoding: decoded.encoding, undecodable: decoded.undecodable.map { $0 + chunk.start.offset })
        record.section = section
        return record
    }

    /// The document that bytes are, decoded; `declared` is the encoding that a header names.
    func document(
        _ bytes: [UInt8], isHTML: Bool, declared: TextEncoding? = nil, origin: Origin, idSource: String,
        inputFields: [JSONRecord.Field] = []
    ) -> Outcome {
        let hint = declared ?? (isHTML ? TextEncoding(declaredInHTML: bytes) : nil)
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes, declared: hint)
        if let reason = Self.notText(decoded, options) {
            return .failure(DocumentFailure(origin: origin, reason: reason))
        }
        return .success(
            Record(
                idSource: idSource, origin: origin,
                content: isHTML ? .page(decoded.text) : .text(decoded.text.withLineFeeds),
                inputFields: inputFields, encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    // Where more than one character in twenty had to be replaced or is a control or private-use character, the bytes
    // were no text; where the text will be repaired, one in four, the share of losses up to which repairs are accepted.
    // (Random bytes make hardly any error in GB18030, which has a place for nearly every pair.)
    package static func notText(
        _ decoded: DecodedText, _ options: DocumentReader.Options = DocumentReader.Options()
    ) -> DocumentFailure.Reason? {
        let counted: (strange: Int, characters: Int)? = decoded.text.withUTF8Buffer { buffer in
            let strange = strangeCharacters(buffer, options)
            guard strange > 2 else { return nil }
            let characters = buffer.count { $0 & 0xC0 != 0x80 }
            return strange * (options.readsMisread ? 4 : 20) > characters ? (strange, characters) : nil
        }
        guard let counted else { return nil }
        let damage = options.readsMisread ? nil : MojibakeDetector().damage(bySampleOf: decoded.text)
        return .notText(
            strange: counted.strange, characters: counted.characters, encoding: decoded.encoding.name,
            damage: damage?.isLoss == false ? damage : nil)
    }

    // Most bytes begin no such character, which one load tells.
    private static func strangeCharacters(_ buffer: UTF8Buffer, _ options: DocumentReader.Options) -> Int {
        var strange = 0
        mayBeStrange.withUnsafeBufferPointer { mayBeStrange in
            for (offset, byte) in buffer.enumerated() where mayBeStrange[Int(byte)] {
                switch buffer.scalar(at: offset).value {
                case 0x80...0x9F where options.readsMisread: break
                case 0...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD, 0xF0000...0x10FFFF: strange += 1
                default: break
                }
            }
        }
        return strange
    }

    // Control characters but for white space, substitute and escape; the first bytes of the second row of control
    // characters, of private use, of U+FFFD and of the planes from F0000 on.
    private static let mayBeStrange: [Bool] = (0...0xFF).map { byte in
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B: false
        case 0...0x1F, 0x7F, 0xC2, 0xEE, 0xEF, 0xF3, 0xF4: true
        default: false
        }
    }
}

extension String {
    /// The text with line feeds instead of carriage returns, where its lines end with those alone.
    fileprivate var withLineFeeds: String {
        guard utf8.contains(0x0D), !utf8.contains(0x0A) else { return self }
        return String(decoding: utf8.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
    }

    /// The text as a JSON string.
    package var jsonSource: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
