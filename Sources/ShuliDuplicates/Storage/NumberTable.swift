import ShuliStorage
import ShuliText

/// An array of numbers in a file: a table with a row for so many of them that they fill a page. All of it is read in the
/// time of a few hundred look-ups, and what changes here and there is written with few pages.
struct NumberTable<Number: BitwiseCopyable & Equatable> {
    // Bytes of a row that lie in one page of the file with what SQLite puts around them.
    private static var part: Int { 8_000 / MemoryLayout<Number>.stride }

    private let count: Statement
    private let select: Statement
    private let selectOne: Statement
    private let insert: Statement

    /// `name` is the table's.
    init(_ name: String, _ database: Database) throws {
        count = try database.prepare("SELECT coalesce(max(part) + 1, 0) FROM \(name)")
        select = try database.prepare("SELECT numbers FROM \(name) WHERE part >= ? ORDER BY part")
        selectOne = try database.prepare("SELECT numbers FROM \(name) WHERE part = ?")
        insert = try database.prepare("INSERT OR REPLACE INTO \(name)(part, numbers) VALUES (?, ?)")
    }

    /// What makes a table.
    static func schema(_ name: String) -> String {
        "CREATE TABLE \(name)(part INTEGER PRIMARY KEY, numbers BLOB NOT NULL);"
    }

    /// Reads what `numbers`, the first of the array, have not yet.
    func readRest(of numbers: inout [Number]) throws {
        if numbers.isEmpty { numbers.reserveCapacity(try mostCount()) }
        try read(from: numbers.count) { numbers += $0 }
    }

    // How many numbers there are, or somewhat more.
    fileprivate func mostCount() throws -> Int {
        _ = try count.step()
        defer { count.reset() }
        return count.integer(0) * Self.part
    }

    /// Calls `body` with the numbers from the one at `start` on, in portions.
    func read(from start: Int, _ body: (ArraySlice<Number>) -> Void) throws {
        var skipped = start % Self.part
        try select.bind(.integer(start / Self.part))
        while try select.step() {
            body(select.array(0, of: Number.self).dropFirst(skipped))
            skipped = 0
        }
    }

    /// Puts `numbers` at the end of the `count` that are there.
    func append(_ numbers: [Number], after count: Int) throws {
        guard !numbers.isEmpty else { return }
        var all: [Number] = []
        let first = count / Self.part
        if count % Self.part > 0 { try read(from: first * Self.part) { all += $0 } }
        all += numbers
        for (index, start) in stride(from: 0, to: all.count, by: Self.part).enumerated() {
            try store(all[start..<min(start + Self.part, all.count)], first + index)
        }
    }

    /// Makes the array what `numbers` is; it has no more of them than that. A row that stays the same is not written.
    func replace(by numbers: [Number]) throws {
        for (part, start) in stride(from: 0, to: numbers.count, by: Self.part).enumerated() {
            let row = numbers[start..<min(start + Self.part, numbers.count)]
            try selectOne.bind(.integer(part))
            let isSame = try selectOne.step() && selectOne.array(0, of: Number.self)[...] == row
            selectOne.reset()
            if !isSame { try store(row, part) }
        }
    }

    private func store(_ row: ArraySlice<Number>, _ part: Int) throws {
        try insert.bind(.integer(part), .bytes(row.withUnsafeBytes { Array($0) })).run()
    }
}

extension NumberTable<UInt64> {
    /// Reads what `index` has not yet of keys that are all different: each gets its place in the array as its number.
    func readRest(of index: inout KeyIndex) throws {
        if index.count == 0 { index = KeyIndex(expected: try mostCount()) }
        try read(from: index.count) { for key in $0 { _ = index.insert(key) } }
    }
}
