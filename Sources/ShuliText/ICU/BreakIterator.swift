import CICU

/// ICU's break iterator over UTF-8 (UAX #29, with ICU's dictionaries for Han, Thai and the like).
///
/// It has a cursor, so it belongs to one task at a time: a value that can't be copied. Opening one costs tens of
/// microseconds: keep it and give it one text after the other.
package struct BreakIterator: ~Copyable {
    /// What lies between two boundaries.
    package enum Unit: Sendable {
        case grapheme
        case word
        case sentence

        fileprivate var kind: Int32 {
            switch self {
            case .grapheme: Int32(SHULI_BREAK_CHARACTER)
            case .word: Int32(SHULI_BREAK_WORD)
            case .sentence: Int32(SHULI_BREAK_SENTENCE)
            }
        }
    }

    private let breaker: OpaquePointer

    /// An iterator for a unit under the rules of a locale such as "zh" or "zh_Hant".
    package init(_ unit: Unit, locale: String = "zh") throws(ICUError) {
        var status: ShuliICUStatus = 0
        let breaker = shuli_breaker_open(unit.kind, locale, &status)
        try ICUError.check(status, "open a break iterator for \"\(locale)\"")
        guard let breaker else { throw ICUError(operation: "open a break iterator", status: "no object") }
        self.breaker = breaker
    }

    deinit { shuli_breaker_close(breaker) }

    /// Calls `body` with the end (in bytes) of every piece of `text` in order, and ICU's rule status for it: for words
    /// 0…99 neither letters nor digits, 100…199 numbers, 200…299 letters, 300…399 kana, 400…499 ideographs.
    ///
    /// The pieces follow each other without gaps and end with the text. A text over 2 GiB, ICU's limit, throws.
    package mutating func forEachEnd(
        in text: UTF8Buffer, _ body: (_ end: Int, _ rule: Int32) -> Void
    ) throws(ICUError) {
        guard text.count <= Int32.max else {
            throw ICUError(operation: "break a text of \(text.count) bytes", status: "U_INPUT_TOO_LONG_ERROR")
        }
        guard let base = text.baseAddress, !text.isEmpty else { return }
        var status: ShuliICUStatus = 0
        base.withMemoryRebound(to: CChar.self, capacity: text.count) {
            shuli_breaker_set_text(breaker, $0, Int64(text.count), &status)
        }
        try ICUError.check(status, "set the text of a break iterator")
        let capacity = 256
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: capacity) { ends in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { rules in
                while true {
                    let count = Int(
                        shuli_breaker_next(breaker, ends.baseAddress, rules.baseAddress, Int64(capacity)))
                    for piece in 0..<count { body(Int(ends[piece]), rules[piece]) }
                    if count < capacity { return }
                }
            }
        }
    }

    /// The pieces of `text` as ranges, in order; joined they are the text.
    package mutating func ranges(in text: String) throws(ICUError) -> [TextRange] {
        // A closure can't rethrow a typed error through `withUTF8Buffer` yet: carry it out as a value.
        var ranges: [TextRange] = []
        let failure: ICUError? = text.withUTF8Buffer { buffer in
            var start = 0
            do throws(ICUError) {
                try forEachEnd(in: buffer) { end, _ in
                    ranges.append(TextRange(start, end))
                    start = end
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return ranges
    }
}
