/// The resident identity number of GB 11643-1999: six digits of a place, eight of a date, three of an order, one check.
enum ResidentNumber {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63,
        64, 65, 71, 81, 82, 83,
    ]

    /// Whether 17 digits and a check digit (10 for X) are valid: an existing province, an existing date, and ISO 7064
    /// MOD 11-2.
    static func isValid(_ digits: [Int], _ check: Int) -> Bool {
        guard digits.count == 17, provinces.contains(digits[0] * 10 + digits[1]) else { return false }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard isDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) else { return false }
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return (12 - sum % 11) % 11 == check
    }

    private static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard (1880...2100).contains(year), (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}

/// The number of a payment card (ISO/IEC 7812): an issuer's prefix, a length that the issuer uses, a check digit by
/// Luhn.
enum CardNumber {
    /// Whether digits are a valid number.
    static func isValid(_ digits: [Int]) -> Bool {
        guard isIssued(digits), Set(digits).count > 2 else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = item.offset.isMultiple(of: 2) ? item.element : item.element * 2
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    private static func isIssued(_ digits: [Int]) -> Bool {
        guard digits.count >= 15 else { return false }
        let four = digits[..<4].reduce(0) { $0 * 10 + $1 }
        return switch (digits.count, four) {
        // UnionPay.
        case (16...19, 6200...6299), (16, 8100...8171): true
        // Cards of Chinese banks from before the prefix 62.
        case (19, 9558), (19, 6013), (19, 6030), (16, 9111), (19, 9559): true
        // Visa, Mastercard, JCB, American Express.
        case (16, 4000...4999), (16, 5100...5599), (16, 2221...2720), (16, 3528...3589): true
        case (15, 3400...3499), (15, 3700...3799): true
        default: false
        }
    }
}
