import ShuliStorage
import ShuliText

/// An array of numbers in a file: a table with a row for as many of them as fill a page. The whole array is read in the
/// time of a few hundred look-ups, and changes here and there write few pages.
struct NumberTable<Number: BitwiseCopyable & Equatable> {
    // How many numbers a row has, except the last one: with SQLite's headers it fills a page of 8,192 bytes.
    private static var rowCount: Int { 8_000 / MemoryLayout<Number>.stride }

    private let name: String
    private let database: Database
    private let lastRow: Statement
    private let select: Statement
    private let selectOne: Statement
    private let insert: Statement

    /// `name` is the name of the table.
    init(_ name: String, _ database: Database) throws {
        (self.name, self.database) = (name, database)
        lastRow = try database.prepare("SELECT coalesce(max(part), -1) FROM \(name)")
        select = try database.prepare("SELECT part, numbers FROM \(name) WHERE part >= ? ORDER BY part")
        selectOne = try database.prepare("SELECT numbers FROM \(name) WHERE part = ?")
        insert = try database.prepare("INSERT OR REPLACE INTO \(name)(part, numbers) VALUES (?, ?)")
    }

    /// The SQL that creates the table.
    static func schema(_ name: String) -> String {
        "CREATE TABLE \(name)(part INTEGER PRIMARY KEY, numbers BLOB NOT NULL);"
    }

    private var damage: StorageError { database.damage("the array \(name) is not whole") }

    /// Reads the numbers of the array after those that `numbers` has.
    func readRest(of numbers: inout [Number]) throws {
        if numbers.isEmpty { numbers.reserveCapacity(try maximumCount()) }
        try read(from: numbers.count) { numbers += $0 }
    }

    // An upper bound for how many numbers there are. A row takes a page, so a file can't have more rows than pages.
    fileprivate func maximumCount() throws -> Int {
        _ = try lastRow.step()
        defer { lastRow.reset() }
        let pages = try database.pragma("page_count")
        return max(0, min(lastRow.integer(0), pages) + 1) * Self.rowCount
    }

    /// Calls `body` with the numbers from `start` on, in portions. Throws where rows are missing or have a wrong length.
    func read(from start: Int, _ body: (ArraySlice<Number>) throws -> Void) throws {
        var row = start / Self.rowCount
        var skipped = start % Self.rowCount
        var isLast = false
        defer { select.reset() }
        try select.bind(.integer(row))
        while try select.step() {
            let size = select.bytes(1).count
            let count = size / MemoryLayout<Number>.stride
            guard !isLast, select.integer(0) == row, size == count * MemoryLayout<Number>.stride,
                count <= Self.rowCount, count >= max(1, skipped)
            else { throw damage }
            try body(select.array(1, of: Number.self).dropFirst(skipped))
            isLast = count < Self.rowCount
            skipped = 0
            row += 1
        }
        guard skipped == 0 else { throw damage }
    }

    /// Appends `numbers` to the `count` numbers of the array.
    func append(_ numbers: [Number], after count: Int) throws {
        guard !numbers.isEmpty else { return }
        var all: [Number] = []
        let first = count / Self.rowCount
        if count % Self.rowCount > 0 { try read(from: first * Self.rowCount) { all += $0 } }
        guard all.count == count % Self.rowCount else { throw damage }
        all += numbers
        for (index, start) in stride(from: 0, to: all.count, by: Self.rowCount).enumerated() {
            try store(all[start..<min(start + Self.rowCount, all.count)], first + index)
        }
    }

    /// Replaces the array by one that is at least as long. A row that stays the same is not written.
    func replace(by numbers: [Number]) throws {
        for (row, start) in stride(from: 0, to: numbers.count, by: Self.rowCount).enumerated() {
            let new = numbers[start..<min(start + Self.rowCount, numbers.count)]
            try selectOne.bind(.integer(row))
            let isSame = try selectOne.step() && selectOne.array(0, of: Number.self)[...] == new
            selectOne.reset()
            if !isSame { try store(new, row) }
        }
    }

    private func store(_ numbers: ArraySlice<Number>, _ row: Int) throws {
        try insert.bind(.integer(row), .bytes(numbers.withUnsafeBytes { Array($0) })).run()
    }
}

extension NumberTable<UInt64> {
    /// Reads the keys that `index` does not have yet. All keys are different, so each gets its position as its number.
    func readRest(of index: inout KeyIndex) throws {
        if index.count == 0 { index = KeyIndex(expected: try maximumCount()) }
        try read(from: index.count) { keys in
            for key in keys {
                let next = index.count
                guard index.insert(key) == next else { throw damage }
            }
        }
    }
}
