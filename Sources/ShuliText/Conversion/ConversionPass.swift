/// One pass of a conversion over a text: at each place the longest key of the first list that has one (OpenCC's rule).
///
/// Unsafe writes. Invariant: behind `count` the memory has room for the source that was not consumed yet and four bytes
/// more; `reserve` ensures it before anything is written that is longer than what it replaces.
package struct ConversionPass {
    private let tables: ConversionTables
    private let step: ConversionStep
    private let context: ContextMatch
    private let regional: RegionalWords?
    private let source: UTF8Buffer
    /// The ends of the pieces that no key may cross, rising, the last one at the end of the source.
    private let borders: [Int]
    private var nextBorder = 0

    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var edits: [OffsetMap.Edit] = []
    /// Whether a compatibility ideograph was met: the pass stopped there and has no result.
    package private(set) var metCompatibility = false
    private(set) var ambiguities: [ScriptAmbiguity] = []

    /// A pass of a step over a source.
    ///
    /// - Parameter lacksZhe: whether the text writes 着 as 著 throughout.
    package init(
        _ tables: ConversionTables, _ step: ConversionStep, _ source: UTF8Buffer, borders: [Int] = [],
        lacksZhe: Bool = false
    ) {
        self.tables = tables
        self.step = step
        self.source = source
        self.borders = borders
        context = ContextMatch(.standard, step, source, lacksZhe: lacksZhe)
        regional = RegionalWords(step, source)
        capacity = source.count + 64
        memory = .allocate(capacity: capacity)
    }

    /// The converted text. Ends the pass.
    package consuming func finish() -> MappedText {
        defer { memory.deallocate() }
        return MappedText(
            String(valid: UTF8Buffer(start: memory, count: count)), map: OffsetMap(edits: edits))
    }

    /// Ends the pass without a result.
    package consuming func abandon() { memory.deallocate() }

    /// Converts the source. `words` knows which keys would divide words; `listsAmbiguities` collects the characters
    /// with several forms among which no phrase decided.
    package mutating func run(words: inout ClauseWords, listsAmbiguities: Bool) {
        guard let base = source.baseAddress else { return }
        let table = tables[step]
        let special = ConversionTable.Head.ruled | (listsAmbiguities ? ConversionTable.Head.special : 0)
        let attention = ConversionTable.Head.phrases | special
        let asciiIsInert = table.isInert(0..<0x80)
        let end = source.count
        var at = 0
        // Kept apart from the properties, so that the loop holds them in registers.
        var out = memory + count
        while at < end {
            if at &+ 7 <= end { Self.convertRun(base, &at, end, &out, table, special) }
            guard at < end else { break }
            let first = base[at]
            if first < 0x80, asciiIsInert {
                at &+= Self.copyASCII(base + at, end &- at, &out)
                continue
            }
            let (scalar, length) = source.scalar(at: at)
            let head = table.head(scalar)
            if head.bits & attention == 0
                || (head.bits & (ConversionTable.Head.long | special) == 0
                    && !canBeginPhrase(scalar, at &+ length, table))
            {
                // Without a branch on whether the character is replaced, which a processor could not predict.
                let new = head.replacement == 0 ? scalar : head.replacement
                if new >= 0x800, new < 0x10000, length == 3 {
                    let units = 0x80_80E0 | new >> 12 | (new & 0xFC0) << 2 | (new & 0x3F) << 16
                    UnsafeMutableRawPointer(out).storeBytes(of: units.littleEndian, as: UInt32.self)
                    out += 3
                    at &+= 3
                    continue
                } else if head.replacement == 0 {
                    for index in 0..<length { out[index] = base[at &+ index] }
                    out += length
                    at &+= length
                    continue
                }
            }
            if step != .compatibility, isCompatibility(scalar) {
                metCompatibility = true
                return
            }
            count = out - memory
            at += convert(at, scalar, length, head, table, &words, listsAmbiguities)
            out = memory + count
        }
        count = out - memory
    }

    // Converts characters of three bytes that depend on nothing around them, up to one that may, or one of another
    // length, or the last ones. Without a branch on what a character becomes, which a processor could not predict.
    @inline(__always)
    private static func convertRun(
        _ base: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, _ out: inout UnsafeMutablePointer<UInt8>,
        _ table: ConversionTable, _ special: UInt32
    ) {
        let stops = special | ConversionTable.Head.long
        var bytes = fourBytes(base + at)
        // Four bytes of the next character are read too.
        while bytes & 0xC0_C0F0 == 0x80_80E0, at &+ 7 <= end {
            let scalar = threeByteScalar(bytes)
            bytes = fourBytes(base + at + 3)
            let head = table.head(scalar).bits
            let isOther: UInt64 = bytes & 0xC0_C0F0 == 0x80_80E0 ? 0 : 1
            let pair = table.pairs.bit(scalar, threeByteScalar(bytes)) | isOther
            let replacement = ConversionTable.Head(head).replacement
            let new = replacement == 0 ? scalar : replacement
            // The highest bit of a head is that of phrases.
            guard head & stops == 0, UInt64(head >> 31) & pair == 0, new >= 0x800, new < 0x10000 else { return }
            let form = 0x80_80E0 | new >> 12 | (new & 0xFC0) << 2 | (new & 0x3F) << 16
            UnsafeMutableRawPointer(out).storeBytes(of: form.littleEndian, as: UInt32.self)
            out += 3
            at &+= 3
        }
    }

    @inline(__always)
    private static func fourBytes(_ place: UnsafePointer<UInt8>) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt32.self))
    }

    // The scalar of a sequence of three bytes, the first of them the lowest.
    @inline(__always)
    private static func threeByteScalar(_ bytes: UInt32) -> UInt32 {
        (bytes & 0xF) << 12 | (bytes >> 2) & 0xFC0 | (bytes >> 16) & 0x3F
    }

    // Whether a key begins with the character and the one at `next`, or the tries do not have the character.
    @inline(__always)
    private func canBeginPhrase(_ scalar: UInt32, _ next: Int, _ table: ConversionTable) -> Bool {
        let label = tables.label(scalar)
        guard label != 0, let node = table.trie.first(label), node != 0 else { return true }
        guard next < source.count else { return false }
        return table.trie.child(of: node, by: tables.label(source.scalar(at: next).value)) != nil
    }

    // Copies the ASCII at the start of `count` bytes; returns how many there were.
    @inline(__always)
    private static func copyASCII(
        _ place: UnsafePointer<UInt8>, _ count: Int, _ out: inout UnsafeMutablePointer<UInt8>
    ) -> Int {
        var done = 0
        while done &+ 8 <= count {
            let bytes = UnsafeRawPointer(place + done).loadUnaligned(as: UInt64.self)
            guard bytes & 0x8080_8080_8080_8080 == 0 else { break }
            UnsafeMutableRawPointer(out + done).storeBytes(of: bytes, as: UInt64.self)
            done &+= 8
        }
        while done < count, place[done] < 0x80 {
            out[done] = place[done]
            done &+= 1
        }
        out += done
        return done
    }

    // Converts the key at `at` where several characters or several forms are possible; returns the length of the key.
    private mutating func convert(
        _ at: Int, _ scalar: UInt32, _ length: Int, _ head: ConversionTable.Head, _ table: ConversionTable,
        _ words: inout ClauseWords, _ listsAmbiguities: Bool
    ) -> Int {
        var limit = Int.max
        let end = pieceEnd(after: at)
        while let (matched, entry) = tables.match(table, in: source, at: at, end: end, shorterThan: limit) {
            let range = TextRange(at, at + matched)
            if matched == length { break }
            guard isInPlace(entry, range, &words) else {
                limit = matched
                continue
            }
            write(tables.form(entry), for: matched, at: at, isAligned: entry.isAligned)
            return matched
        }
        return convertCharacter(at, scalar, length, head, table, &words, listsAmbiguities)
    }

    // Whether a phrase is one here: it cuts no word, or, where it is a word of a region, the text has that word.
    private func isInPlace(_ entry: ConversionTable.Entry, _ range: TextRange, _ words: inout ClauseWords) -> Bool {
        if let regional, entry.rank == 0 { return regional.isMeant(range, &words) }
        return !entry.decides
            || !words.areCut(by: range, isStrict: step != .simplifiedToTraditional)
                && !context.excludesPhrase(at: range, &words)
    }

    // Converts one character, by the rules of its context or by the table; returns its length.
    private mutating func convertCharacter(
        _ at: Int, _ scalar: UInt32, _ length: Int, _ head: ConversionTable.Head, _ table: ConversionTable,
        _ words: inout ClauseWords, _ listsAmbiguities: Bool
    ) -> Int {
        let range = TextRange(at, at + length)
        let ruled = head.isRuled ? context.form(of: scalar, at: range, &words) : nil
        let own = tables.match(table, in: source, at: at, end: at + length)?.entry
        if listsAmbiguities, let own, own.otherCount > 0, ruled?.isDecided != true {
            ambiguities.append(ambiguity(range, own, ruled?.scalar))
        }
        if ruled == nil, let own {
            write(tables.form(own), for: length, at: at, isAligned: own.isAligned)
            return length
        }
        // Scalars of tables and rules are valid: checked when they were opened.
        let alone = ruled?.scalar ?? (head.replacement == 0 ? scalar : head.replacement)
        let bytes = Array(String(Unicode.Scalar(alone) ?? "\u{FFFD}").utf8)
        bytes.withUnsafeBufferPointer { write($0, for: length, at: at, isAligned: bytes.count == length) }
        return length
    }

    private func ambiguity(_ range: TextRange, _ entry: ConversionTable.Entry, _ ruled: UInt32?) -> ScriptAmbiguity {
        let form = String(decoding: tables.form(entry), as: UTF8.self)
        let chosen = ruled.flatMap(Unicode.Scalar.init).map { String($0) } ?? form
        let others = UTF8Buffer(start: tables.forms.base + entry.offset + entry.count, count: entry.otherCount)
        let forms = [form] + String(decoding: others, as: UTF8.self).split(separator: " ").map(String.init)
        return ScriptAmbiguity(range: range, chosen: chosen, others: forms.filter { $0 != chosen })
    }

    private mutating func pieceEnd(after offset: Int) -> Int {
        while nextBorder < borders.count, borders[nextBorder] <= offset { nextBorder += 1 }
        return nextBorder < borders.count ? borders[nextBorder] : source.count
    }

    private func isCompatibility(_ scalar: UInt32) -> Bool { tables[.compatibility].head(scalar).bits != 0 }

    private mutating func write(_ form: UTF8Buffer, for length: Int, at: Int, isAligned: Bool) {
        reserve(form.count + source.count - at)
        for index in form.indices { memory[count + index] = form[index] }
        if !isAligned || !hasSameBoundaries(form, length, at) {
            edits.append(
                OffsetMap.Edit(original: TextRange(at, at + length), result: TextRange(count, count + form.count)))
        }
        count += form.count
    }

    // Whether a form has its boundaries of scalars at the same offsets as the source: no edit is noted then.
    private func hasSameBoundaries(_ form: UTF8Buffer, _ length: Int, _ at: Int) -> Bool {
        guard form.count == length else { return false }
        for index in 0..<length where (form[index] & 0xC0 == 0x80) != (source[at + index] & 0xC0 == 0x80) {
            return false
        }
        return true
    }

    private mutating func reserve(_ more: Int) {
        guard count + more + 4 > capacity else { return }
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: count + more + 4 + capacity / 8)
        grown.update(from: memory, count: count)
        memory.deallocate()
        memory = grown
        capacity = count + more + 4 + capacity / 8
    }
}

extension ConversionTable {
    /// Whether no key begins with a scalar of the range.
    func isInert(_ scalars: Range<UInt32>) -> Bool { scalars.allSatisfy { head($0).bits == 0 } }
}

/// A character with several forms among which nothing around it decided.
struct ScriptAmbiguity {
    /// Its range in the text that a pass reads.
    let range: TextRange
    /// The form that was written, and the other possible ones.
    let chosen: String
    let others: [String]
}
