/// Telephone numbers, identity numbers and card numbers.
enum NumberRules {
    /// The number that begins at an index.
    static func match(_ line: FoldedLine, _ place: Int) -> PersonalDataScanner.Match? {
        if let end = mobileWithCountryCode(line, place) { return (.mobile, place..<end) }
        if let end = landline(line, place) { return (.landline, place..<end) }
        guard line.isDigit(place), isStart(line, place) else { return nil }
        if let end = residentID(line, place) { return (.residentID, place..<end) }
        if let end = bankCard(line, place) { return (.bankCard, place..<end) }
        if let end = mobile(line, place) { return (.mobile, place..<end) }
        return nil
    }

    // MARK: - Borders

    // Only letters that announce a telephone number may be directly before a number.
    private static func isStart(_ line: FoldedLine, _ place: Int) -> Bool {
        line.isBorder(before: place) || isNextNumber(line, place)
            || [3, 5, 6].contains { length in
                line.isBorder(before: place - length)
                    && telephoneWords.contains { $0.count == length && line.holds($0, at: place - length) }
            }
    }

    // Whether a slash separates a number from one before it that has the length of a telephone number.
    private static func isNextNumber(_ line: FoldedLine, _ place: Int) -> Bool {
        line[place - 1] == 0x2F && (place - 8..<place - 1).allSatisfy { line.isDigit($0) }
    }

    private static let telephoneWords: [[UInt32]] = .words("tel mob phone mobile")

    // The end of digits in groups of given sizes, separated by the same hyphen or space.
    private static func end(of groups: [Int], _ line: FoldedLine, _ start: Int) -> Int? {
        var place = start
        var separator: UInt32?
        for (number, group) in groups.enumerated() {
            if number > 0 {
                guard [0x20, 0x2D].contains(line[place]), separator == nil || separator == line[place] else {
                    return nil
                }
                separator = line[place]
                place += 1
            }
            for _ in 0..<group {
                guard line.isDigit(place) else { return nil }
                place += 1
            }
        }
        return line.isBorder(after: place) ? place : nil
    }

    private static func digits(_ line: FoldedLine, _ range: Range<Int>) -> [Int] {
        range.filter { line.isDigit($0) }.map { line.digit($0) }
    }

    // MARK: - Context

    private static let numberWords: [[UInt32]] = .words(
        "订单 單號 单号 編號 编号 流水号 货号 型号 批号 序列号 条码 条形码 档案号 发票 合同号 代码 代碼 许可证 备案 isbn issn 文号 案号 准考证 学号 工号 运单 快递 id no.")
    private static let units: [[UInt32]] = .words(
        "元 万 亿 萬 億 美元 港元 欧元 日元 吨 公里 千米 米 人 次 个 件 股 % 票 户 辆 平方 立方 千瓦 度 例 字节 公斤 克 份 位 台 套 条 册 km kg mb gb usd rmb cny")

    // Whether words around a number show that it is an amount or the number of an order.
    private static func isOther(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        var next = range.upperBound
        if line[next] == 0x20 { next += 1 }
        return units.contains { line.holds($0, at: next) } || [0xA5, 0xFFE5, 0x24].contains(line[range.lowerBound - 1])
            || line.holds(numberWords, before: range.lowerBound, reach: 8) || isInAddress(line, range.lowerBound)
    }

    // Whether the ASCII characters directly before an index contain a web address.
    private static func isInAddress(_ line: FoldedLine, _ place: Int) -> Bool {
        var start = place
        while start > 0, (0x21...0x7E).contains(line[start - 1]) { start -= 1 }
        return (start..<place).contains { line.holds(webWords[0], at: $0) || line.holds(webWords[1], at: $0) }
    }

    private static let webWords: [[UInt32]] = .words(":// www.")

    // MARK: - Mobile

    // Second and third digits in use on the mainland (numbering plan of 2010 with later additions).
    private static func isMobilePrefix(_ second: Int, _ third: Int) -> Bool {
        switch second {
        case 3, 8: true
        case 4: [0, 1, 4, 5, 6, 7, 8, 9].contains(third)
        case 5: third != 4
        case 6: [2, 5, 6, 7].contains(third)
        case 7: third != 9
        case 9: third != 4
        default: false
        }
    }

    private static func mobile(_ line: FoldedLine, _ place: Int) -> Int? {
        guard line[place] == 0x31, line.isDigit(place + 2), isMobilePrefix(line.digit(place + 1), line.digit(place + 2))
        else { return nil }
        for groups in [[11], [3, 4, 4], [3, 8], [4, 3, 4]] {
            if let end = end(of: groups, line, place) { return isOther(line, place..<end) ? nil : end }
        }
        return nil
    }

    // +86, 0086 or 86 before it, with or without a space or hyphen, or in brackets.
    private static func mobileWithCountryCode(_ line: FoldedLine, _ start: Int) -> Int? {
        guard line.isBorder(before: start) else { return nil }
        var place = start
        let isBracketed = line[place] == 0x28
        if isBracketed { place += 1 }
        let hasPlus = line[place] == 0x2B
        if hasPlus { place += 1 }
        if line.holds([0x30, 0x30], at: place) { place += 2 }
        guard place > start || line[place] == 0x38, line.holds([0x38, 0x36], at: place) else { return nil }
        place += 2
        if isBracketed {
            guard line[place] == 0x29 else { return nil }
            place += 1
        }
        if [0x20, 0x2D].contains(line[place]) { place += 1 }
        return mobile(line, place)
    }

    // MARK: - Landline

    // An area code of three or four digits and a number of seven or eight digits that begins with 2 to 8; with its
    // extension.
    private static func landline(_ line: FoldedLine, _ start: Int) -> Int? {
        guard isStart(line, start) else { return nil }
        var place = start
        let isBracketed = line[place] == 0x28
        if isBracketed { place += 1 }
        guard line[place] == 0x30 else {
            return isBracketed ? nil : localLandline(line, start)
        }
        let codeLength: Int
        switch (line.isDigit(place + 1) ? line.digit(place + 1) : 0, line.isDigit(place + 2)) {
        case (1, true): codeLength = line[place + 2] == 0x30 ? 3 : 0
        case (2, true): codeLength = 3
        case (3...9, true): codeLength = 4
        default: codeLength = 0
        }
        guard codeLength > 0, (0..<codeLength).allSatisfy({ line.isDigit(place + $0) }) else { return nil }
        place += codeLength
        if isBracketed {
            guard line[place] == 0x29 else { return nil }
            place += 1
        }
        while [0x20, 0x2D, 0x2014].contains(line[place]), place < start + codeLength + 4 { place += 1 }
        guard let end = subscriber(line, place), !isOther(line, start..<end) else { return nil }
        return end
    }

    // Seven or eight digits, in one piece or separated before the last four.
    private static func subscriber(_ line: FoldedLine, _ place: Int) -> Int? {
        guard line.isDigit(place), (2...8).contains(line.digit(place)) else { return nil }
        for groups in [[8], [7], [4, 4], [3, 4]] {
            var end = place
            var fits = true
            for (number, group) in groups.enumerated() {
                if number > 0 {
                    fits = fits && [0x20, 0x2D].contains(line[end])
                    end += 1
                }
                fits = fits && (end..<end + group).allSatisfy { line.isDigit($0) }
                end += group
            }
            if fits, !line.isDigit(end) { return extensionEnd(line, end) }
        }
        return nil
    }

    // The end of an extension behind -, 转 or 轉, of up to six digits; the end of the number itself without one.
    private static func extensionEnd(_ line: FoldedLine, _ end: Int) -> Int? {
        if [0x2D, 0x8F6C, 0x8F49].contains(line[end]), line.isDigit(end + 1) {
            var place = end + 1
            while line.isDigit(place) { place += 1 }
            return place - end <= 7 && line.isBorder(after: place) ? place : nil
        }
        return line.isBorder(after: end) ? end : nil
    }

    private static let landlineWords: [[UInt32]] = .words("电话 電話 座机 座機 传真 傳真 tel fax 致电 致電 固话")

    private static let numberLinks: [[UInt32]] = .words(": 是 为 為 号 號 号码 號碼 （ ( - —") + [[0x20]]

    // Whether a word for telephone is before an index, with nothing but linking marks and words between the two.
    private static func isCalledTelephone(_ line: FoldedLine, _ place: Int) -> Bool {
        var end = place
        for _ in 0..<4 {
            guard let link = numberLinks.first(where: { line.holds($0, at: end - $0.count) }) else { break }
            end -= link.count
        }
        return landlineWords.contains { line.holds($0, at: end - $0.count) }
    }

    // A number without its area code, behind a word for telephone.
    private static func localLandline(_ line: FoldedLine, _ place: Int) -> Int? {
        guard line.isDigit(place), let end = subscriber(line, place),
            isCalledTelephone(line, place), !isOther(line, place..<end)
        else { return nil }
        return end
    }

    // MARK: - Resident identity number

    private static func residentID(_ line: FoldedLine, _ place: Int) -> Int? {
        for groups in [[17], [6, 8, 3]] {
            var end = place
            var isWhole = true
            for (number, group) in groups.enumerated() {
                if number > 0 {
                    isWhole = isWhole && [0x20, 0x2D].contains(line[end])
                    end += 1
                }
                isWhole = isWhole && (end..<end + group).allSatisfy { line.isDigit($0) }
                end += group
            }
            guard isWhole, line.isDigit(end) || line[end] | 0x20 == 0x78, line.isBorder(after: end + 1) else {
                continue
            }
            let body = digits(line, place..<end)
            let check = line.isDigit(end) ? line.digit(end) : 10
            if ResidentNumber.isValid(body, check) { return end + 1 }
        }
        return nil
    }

    // MARK: - Bank card

    private static func bankCard(_ line: FoldedLine, _ place: Int) -> Int? {
        for groups in [
            [16], [17], [18], [19], [4, 4, 4, 4], [4, 4, 4, 4, 3], [6, 13], [4, 4, 4, 4, 2], [15], [4, 6, 5],
        ] {
            guard let end = end(of: groups, line, place) else { continue }
            if CardNumber.isValid(digits(line, place..<end)) { return isOther(line, place..<end) ? nil : end }
        }
        return nil
    }
}
