import ShuliText

/// Compiles Dictionaries/conversion.bin from the tables in Dictionaries/Conversion. The same tables result in the same
/// bytes.
package struct ConversionCompiler: Sendable {
    /// What is wrong with a table; lines count from 1.
    package enum Problem: Error, Hashable, Sendable {
        case missing(table: String)
        case badLine(table: String, line: Int)
        case tooLarge
    }

    private struct Row {
        let key: [Unicode.Scalar]
        let forms: [String]
        let rank: Int
        /// Whether the key is a word for which a region has another word, so that its characters have no counterparts.
        let isRegionalWord: Bool
    }

    private var tables: [String: [(key: [Unicode.Scalar], forms: [String])]] = [:]
    private let rules: ContextRules

    /// A compiler without tables, for rules of context.
    package init(_ rules: ContextRules) { self.rules = rules }

    /// The form of a key that no later list of the same step may have.
    private static let dropped = "-"

    /// The names of the tables that are needed, without their ending.
    package static var tableNames: [String] {
        Array(Set(ConversionStep.allCases.flatMap { $0.lists.flatMap { $0.split(separator: "+").map(String.init) } }))
            .sorted()
    }

    /// Adds a table: lines of KEY, a tab, FORM and other forms after spaces; lines that begin with # are comments.
    /// The form - removes the key from the lists behind this one.
    package mutating func add(table name: String, _ text: String) throws(Problem) {
        var rows: [(key: [Unicode.Scalar], forms: [String])] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty || line.utf8.first == UInt8(ascii: "#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 2, !cells[0].isEmpty else { throw .badLine(table: name, line: number) }
            let forms = cells[1].split(separator: " ").map(String.init)
            guard let first = forms.first, first.utf8.count < 256 else { throw .badLine(table: name, line: number) }
            rows.append((Array(cells[0].unicodeScalars), forms))
        }
        tables[name] = rows
    }

    /// The compiled file.
    package func compile() throws(Problem) -> [UInt8] {
        var scalars: Set<UInt32> = []
        var steps: [[Row]] = []
        for step in ConversionStep.allCases {
            let rows = try rows(of: step)
            for row in rows { scalars.formUnion(row.key.map(\.value)) }
            steps.append(rows)
        }
        let sorted = scalars.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt16($0 + 1)) })
        let compatibility = (self.tables["compatibility"] ?? []).map { $0.key[0].value }
        // Forms of a region are no evidence of a script, although a table replaces them (群 by 羣).
        let regional = ["t2tw-characters", "t2hk-characters"].flatMap { self.tables[$0] ?? [] }.flatMap(\.forms)
        let shared = rules.sharedCharacters.union(regional.flatMap { $0.unicodeScalars.map(\.value) })
        var forms = FormPool()
        var tables: [(name: String, bytes: [UInt8])] = []
        for (step, rows) in zip(ConversionStep.allCases, steps) {
            tables += try Self.tables(
                step.rawValue, rows, numbers, compatibility: compatibility,
                shared: step == .simplifiedToTraditional ? shared : [],
                ruled: rules.characters(of: step), &forms)
        }
        let labels = Self.paged(numbers, pageSize: 256)
        tables.append(("lpages", CompiledFile.littleEndianBytes(of: labels.pages)))
        tables.append(("labels", CompiledFile.littleEndianBytes(of: labels.values)))
        tables.append(("forms", forms.bytes))
        return CompiledFile.write(magic: ConversionTables.magic, version: ConversionTables.version, tables: tables)
    }

    // The rows of a step; of equal keys the one in the list of the lowest rank.
    private func rows(of step: ConversionStep) throws(Problem) -> [Row] {
        var rows: [[Unicode.Scalar]: Row] = [:]
        var dropped: Set<[Unicode.Scalar]> = []
        for (rank, list) in step.lists.enumerated() {
            for name in list.split(separator: "+") {
                guard let table = tables[String(name)] else { throw .missing(table: String(name)) }
                for (key, forms) in table where rows[key] == nil && !dropped.contains(key) {
                    if forms == [Self.dropped] {
                        dropped.insert(key)
                        continue
                    }
                    let isRegional = name.hasSuffix("-words") && key.count > 1
                    rows[key] = Row(key: key, forms: forms, rank: rank, isRegionalWord: isRegional)
                }
            }
        }
        return Array(rows.values)
    }

    private static func tables(
        _ number: Int, _ rows: [Row], _ numbers: [UInt32: UInt16], compatibility: [UInt32], shared: Set<UInt32>,
        ruled: [UInt32], _ forms: inout FormPool
    ) throws(Problem) -> [(name: String, bytes: [UInt8])] {
        let rows = rows.map { (labels: $0.key.map { numbers[$0.value] ?? 0 }, row: $0) }
            .sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
        var single: [Unicode.Scalar: String] = [:]
        for (_, row) in rows where row.key.count == 1 { single[row.key[0]] = row.forms[0] }
        var heads: [UInt32: UInt32] = [:]
        var entries: [UInt64] = []
        let isRuled = Set(ruled)
        for scalar in ruled { heads[scalar] = ConversionTable.Head.ruled }
        for (_, row) in rows {
            let form = row.forms[0]
            let byCharacter = row.key.map { single[$0] ?? String(Character($0)) }.joined()
            let others = row.forms.dropFirst().map { " " + $0 }.joined()
            entries.append(
                ConversionTable.entryBits(
                    offset: forms.offset(of: form + others), count: form.utf8.count, otherCount: others.utf8.count,
                    rank: row.rank,
                    decides: row.key.count > 1
                        && (form != byCharacter || row.key.contains { isRuled.contains($0.value) }),
                    isAligned: !row.isRegionalWord
                        && row.key.map { UTF8.width($0) } == form.unicodeScalars.map { UTF8.width($0) }))
            let first = row.key[0].value
            guard row.key.count == 1 else {
                heads[first, default: 0] |= ConversionTable.Head.phrases
                continue
            }
            var head: UInt32 = 0
            if row.forms.count > 1 { head |= ConversionTable.Head.special }
            if !shared.contains(first), !row.forms.contains(where: { Array($0.unicodeScalars) == row.key }) {
                head |= ConversionTable.Head.foreign
            }
            if form.unicodeScalars.count == 1, let scalar = form.unicodeScalars.first {
                if scalar != row.key[0] { head |= scalar.value }
            } else {
                head |= ConversionTable.Head.phrases | ConversionTable.Head.long
            }
            heads[first, default: 0] |= head
        }
        // Characters that the compatibility step has to convert first.
        if number != ConversionStep.compatibility.rawValue {
            for scalar in compatibility {
                heads[scalar, default: 0] |= ConversionTable.Head.phrases | ConversionTable.Head.long
            }
        }
        let trie: DoubleArrayBuilder
        do throws(CompiledFileError) {
            trie = try DoubleArrayBuilder(
                keys: rows.map(\.labels), entries: (1...UInt32(rows.count)).map(\.self), labelCount: numbers.count + 1)
        } catch {
            throw .tooLarge
        }
        let pairs = rows.compactMap { _, row in
            row.key.count > 1 ? (first: row.key[0].value, second: row.key[1].value) : nil
        }
        let paged = paged(heads, pageSize: ConversionTable.pageSize)
        return [
            ("pages\(number)", CompiledFile.littleEndianBytes(of: paged.pages)),
            ("heads\(number)", CompiledFile.littleEndianBytes(of: paged.values)),
            ("trie\(number)", CompiledFile.littleEndianBytes(of: trie.nodes)),
            ("entry\(number)", CompiledFile.littleEndianBytes(of: entries)),
            ("pairs\(number)", CompiledFile.littleEndianBytes(of: PhrasePairs.bits(of: pairs))),
        ]
    }

    // Values by scalar in pages; page 0 is empty.
    private static func paged<Value: FixedWidthInteger>(
        _ values: [UInt32: Value], pageSize: Int
    ) -> (pages: [UInt16], values: [Value]) {
        var pages = [UInt16](repeating: 0, count: 0x110000 / pageSize)
        var out = [Value](repeating: 0, count: pageSize)
        for scalar in values.keys.sorted() {
            let page = Int(scalar) / pageSize
            if pages[page] == 0 {
                pages[page] = UInt16(out.count / pageSize)
                out += Array(repeating: 0, count: pageSize)
            }
            out[Int(pages[page]) * pageSize + Int(scalar) % pageSize] = values[scalar] ?? 0
        }
        return (pages, out)
    }
}

/// All forms, one behind the other, each once.
private struct FormPool {
    private(set) var bytes: [UInt8] = []
    private var offsets: [String: Int] = [:]

    mutating func offset(of form: String) -> Int {
        // Canonically equivalent strings are equal in Swift, but have different bytes.
        let key = form.utf8.map { String($0, radix: 16) }.joined()
        if let offset = offsets[key] { return offset }
        offsets[key] = bytes.count
        bytes += form.utf8
        return offsets[key] ?? 0
    }
}
