/// Addresses of the Internet Protocol.
enum AddressRule {
    /// The address that begins at an index.
    static func match(_ line: FoldedLine, _ place: Int) -> PersonalDataScanner.Match? {
        guard line.isBorder(before: place) || isHost(line, place) else { return nil }
        return (fourParts(line, place) ?? colons(line, place)).map { (.ipAddress, place..<$0) }
    }

    // Whether the host of a web address begins at an index.
    private static func isHost(_ line: FoldedLine, _ place: Int) -> Bool {
        line[place - 1] == 0x2F && line[place - 2] == 0x2F && line[place - 3] == 0x3A
    }

    private static let versionWords: [[UInt32]] = .words("版本 version ver 固件 内核 驱动 系统 升级 build 第 章 节 条")
    private static let addressWords: [[UInt32]] = .words("ip dns 地址")

    // Version 4: four numbers up to 255. Masks and loopback addresses identify nobody. Four single digits may number a
    // section: they need a word for address before them.
    private static func fourParts(_ line: FoldedLine, _ start: Int) -> Int? {
        var parts: [Int] = []
        var place = start
        while parts.count < 4 {
            let begin = place
            var value = 0
            while line.isDigit(place), place - begin < 3 {
                value = value * 10 + line.digit(place)
                place += 1
            }
            guard place > begin, value <= 255, place == begin + 1 || line[begin] != 0x30 else { return nil }
            parts.append(value)
            if parts.count < 4 {
                guard line[place] == 0x2E else { return nil }
                place += 1
            }
        }
        guard line.isBorder(after: place), line[place] != 0x2E || !line.isAlphanumeric(place + 1) else { return nil }
        if parts[0] == 127 || parts[0] == 0 || parts[0] == 255 { return nil }
        if line.holds(addressWords, before: start, reach: 10) { return place }
        if parts.allSatisfy({ $0 < 10 }) || line.holds(versionWords, before: start, reach: 8) { return nil }
        return place
    }

    // Version 6: eight groups of up to four hexadecimal digits, or fewer around one `::`.
    private static func colons(_ line: FoldedLine, _ start: Int) -> Int? {
        var groups = 0
        var gaps = 0
        var place = start
        var hasDigit = false
        while groups <= 8 {
            let begin = place
            while isHexadecimal(line[place]), place - begin < 4 {
                hasDigit = hasDigit || line.isDigit(place)
                place += 1
            }
            if place > begin { groups += 1 }
            guard line[place] == 0x3A else { break }
            if line[place + 1] == 0x3A {
                gaps += 1
                place += 2
                if !isHexadecimal(line[place]) { break }
            } else {
                guard place > begin, isHexadecimal(line[place + 1]) else { break }
                place += 1
            }
        }
        let isWhole = gaps == 0 && groups == 8 || gaps == 1 && (2...7).contains(groups)
        guard isWhole, hasDigit, line.isBorder(after: place), line[place] != 0x3A else { return nil }
        // Scopes of programming languages are short: `a1::b`.
        guard gaps == 0 || groups > 2 || (start..<start + 3).allSatisfy({ isHexadecimal(line[$0]) }) else { return nil }
        return place
    }

    private static func isHexadecimal(_ scalar: UInt32) -> Bool {
        FoldedLine.isDigit(scalar) || (scalar | 0x20) &- 0x61 < 6
    }
}
