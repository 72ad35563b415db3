import ShuliText

/// Finds when the article of a page was made, as its scripts state it in fields such as `createTime` and `publish_time`.
struct ScriptTimes {
    /// The values, in the order of the page.
    private(set) var created: [String] = []

    /// `scripts` are the contents of the scripts of a page. Linear in their length.
    init(_ page: UTF8Buffer, _ scripts: [Range<Int>]) {
        for script in scripts where created.count < Self.maximumTimes { read(page, script) }
    }

    private static let maximumTimes = 8

    // Parts of the names below, each with the place of a letter that is rare in scripts.
    private static let keys: [(text: [UInt8], rare: Int)] = [("reate", 0), ("ublish", 1), ("ct", 0)].map {
        (Array($0.0.utf8), $0.1)
    }
    private static let names = Set(
        [
            "createtime", "oricreatetime", "createtimestamp", "ct", "ctime", "publishtime", "publishdate",
            "publishedat",
            "publishedtime", "publishat", "datepublished", "createdat", "createdate",
        ].map { name in
            var hash = RunningHash()
            for byte in name.utf8 { hash.add(byte) }
            return hash.value
        })

    private mutating func read(_ page: UTF8Buffer, _ script: Range<Int>) {
        let names = Self.names
        for key in Self.keys {
            let text = key.text
            var from = script.lowerBound + key.rare
            let end = script.upperBound - text.count + 1 + key.rare
            while let rare = page.firstPlace(of: text[key.rare], in: from..<max(from, end)) {
                from = rare + 1
                let place = rare - key.rare
                guard text.indices.allSatisfy({ page[place + $0] == text[$0] }) else { continue }
                let name = Self.identifier(page, place, script)
                guard names.contains(name.hash), let value = Self.value(page, name.end, script) else { continue }
                created.append(value)
                if created.count == Self.maximumTimes { return }
            }
        }
    }

    // A hash of the identifier around a place, in lower case and without low lines, and where it ends.
    private static func identifier(
        _ page: UTF8Buffer, _ place: Int, _ script: Range<Int>
    ) -> (hash: UInt64, end: Int) {
        var (start, end) = (place, place)
        while start > script.lowerBound, ScriptStrings.isName(page[start - 1]), place - start < 24 { start -= 1 }
        while end < script.upperBound, ScriptStrings.isName(page[end]), end - place < 24 { end += 1 }
        var hash = RunningHash()
        for byte in page[start..<end] where byte != 0x5F {
            hash.add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        return (hash.value, end)
    }

    // The first string or number behind `name =` or `name:` up to the end of the statement that is a time.
    private static func value(_ bytes: UTF8Buffer, _ start: Int, _ script: Range<Int>) -> String? {
        var place = start
        let limit = min(script.upperBound, start + 200)
        while place < limit, [0x22, 0x27, 0x20].contains(bytes[place]) { place += 1 }
        guard place < limit, bytes[place] == 0x3A || bytes[place] == 0x3D else { return nil }
        place += 1
        while place < limit, ![0x3B, 0x0A, 0x2C, 0x7D].contains(bytes[place]) {
            let byte = bytes[place]
            var end = place + 1
            if byte == 0x22 || byte == 0x27 {
                while end < limit, bytes[end] != byte { end += 1 }
                let text = bytes.text(place + 1..<end)
                if DateParser.claim(text) != nil { return text }
                end += 1
            } else if (0x30...0x39).contains(byte) {
                while end < limit, (0x30...0x39).contains(bytes[end]) { end += 1 }
                let text = bytes.text(place..<end)
                if DateParser.claim(text) != nil { return text }
            }
            place = end
        }
        return nil
    }
}
