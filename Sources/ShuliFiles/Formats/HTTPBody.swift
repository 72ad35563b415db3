import ShuliText

/// Undoes what HTTP did to a body to send it (RFC 9112, 7.1; RFC 9110, 8.4.1). Crawlers store bodies as they came, or
/// decoded with the header unchanged: so a coding that the bytes contradict is passed over.
enum HTTPBody {
    static func decoded(
        _ content: ArraySlice<UInt8>, _ head: HeaderFields, longest: Int
    ) throws(DocumentFailure.Reason) -> [UInt8] {
        var body = Array(content)
        let transfer = codings(head["transfer-encoding"])
        let whole = transfer.contains("chunked") ? joined(body) : nil
        body = whole ?? body
        for coding in (codings(head["content-encoding"]) + transfer.filter { $0 != "chunked" }).reversed() {
            switch coding {
            case "deflate":
                // Servers disagree on whether it has zlib's header.
                body = try inflated(body, [.zlib, .deflate], longest: longest) ?? body
            case "br": body = try inflated(body, [.brotli], longest: longest) ?? body
            default: break
            }
        }
        // These two say what they are. Twice is an error of a server that is seen; a stream that inflates to itself never
        // ends.
        for _ in 0..<2 {
            guard let method = Inflater.Method(magic: body[...]) else { break }
            guard let plain = try inflated(body, [method], longest: longest) else {
                throw .damaged(.body)
            }
            body = plain
        }
        // Chunks below the compression: the wrong way around.
        return whole == nil && transfer.contains("chunked") ? joined(body) ?? body : body
    }

    private static func codings(_ value: String?) -> [String] {
        (value ?? "").lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }
            .map { $0.hasPrefix("x-") ? String($0.dropFirst(2)) : String($0) }
    }

    // MARK: Chunks

    // The parts of a chunked body; nil where the body has none: crawlers often store it joined. Of a body that is cut
    // off what is there is taken.
    private static func joined(_ body: [UInt8]) -> [UInt8]? {
        guard var (size, place) = chunkSize(body, 0) else { return nil }
        var joined: [UInt8] = []
        while size > 0 {
            let stop = min(body.count, place + min(size, body.count))
            joined += body[place..<stop]
            place = stop
            while place < body.count, body[place] == 0x0D || body[place] == 0x0A { place += 1 }
            guard place < body.count else { break }
            if place > stop, let next = chunkSize(body, place) {
                (size, place) = next
                continue
            }
            // The size was wrong: the chunk goes on up to the next line that is a size.
            guard let next = nextSizeLine(body, stop) else {
                joined += body[stop...]
                break
            }
            joined += body[stop..<next.lineStart]
            (size, place) = (next.size, next.start)
        }
        return joined
    }

    // The size that a line holds and where the chunk begins: digits, then blanks or an extension behind a semicolon.
    private static func chunkSize(_ body: [UInt8], _ place: Int) -> (size: Int, start: Int)? {
        var place = place
        while place < body.count, body[place] == 0x20 || body[place] == 0x09 { place += 1 }
        var size = 0
        var digits = 0
        while place < body.count, digits < 9, let digit = Character(UnicodeScalar(body[place])).hexDigitValue {
            size = size << 4 | digit
            digits += 1
            place += 1
        }
        guard digits > 0, digits < 9 else { return nil }
        while place < body.count, body[place] == 0x20 || body[place] == 0x09 { place += 1 }
        if place < body.count, body[place] == 0x3B {
            while place < body.count, body[place] != 0x0A { place += 1 }
        }
        if place < body.count, body[place] == 0x0D { place += 1 }
        // The last size may have lost its line break.
        guard place < body.count else { return size == 0 ? (0, place) : nil }
        return body[place] == 0x0A ? (size, place + 1) : nil
    }

    private static func nextSizeLine(_ body: [UInt8], _ place: Int) -> (lineStart: Int, size: Int, start: Int)? {
        var place = place
        while let found = body[place...].firstIndex(of: 0x0A), found + 1 < body.count {
            // Sizes are between line breaks of HTTP.
            if found > 0, body[found - 1] == 0x0D, let next = chunkSize(body, found + 1),
                next.size == 0 || next.start + next.size <= body.count
            {
                return (found - 1, next.size, next.start)
            }
            place = found + 1
        }
        return nil
    }

    // MARK: Compression

    // The bytes inflated by the first method that can; nil where none can. Of data that is cut off what is there is
    // taken.
    private static func inflated(
        _ bytes: [UInt8], _ methods: [Inflater.Method], longest: Int
    ) throws(DocumentFailure.Reason) -> [UInt8]? {
        for method in methods {
            guard var inflater = Inflater(method) else { throw .memory }
            var out: [UInt8] = []
            var rest = bytes[...]
            while true {
                let (piece, consumed, status) = inflater.run(rest, room: 1 << 16)
                out += piece
                rest = rest.dropFirst(consumed)
                if out.count > longest { throw .tooLong(limit: longest) }
                if case .damaged = status { break }
                if case .end = status {
                    // A body may have several members.
                    guard let next = Inflater.Method(magic: rest), next == method else { return out }
                    inflater.reset()
                } else if piece.isEmpty, consumed == 0 || rest.isEmpty {
                    if out.isEmpty { break }
                    return out
                }
            }
        }
        return nil
    }
}
