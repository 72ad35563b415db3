import libsqlite3

/// A connection to a SQLite file. Not shared between tasks.
///
/// Unsafe code. Invariant: `handle` is open from `init` to `deinit`; statements keep their database alive.
package final class Database {
    /// How to open a file.
    package enum Mode {
        /// Made where there is none; one connection may write at a time, others read beside it.
        case write
        /// Only read.
        case read
        /// A file that nobody else sees and that need not survive a crash.
        case scratch
    }

    fileprivate let handle: OpaquePointer
    package let path: String

    package init(_ path: String, _ mode: Mode) throws(StorageError) {
        var handle: OpaquePointer?
        let flags = mode == .read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let words = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw StorageError(path: path, words: words)
        }
        self.handle = handle
        self.path = path
        sqlite3_busy_timeout(handle, 60_000)
        switch mode {
        case .write:
            // Whatever was committed survives the end of the process; what was not is as if it had never been begun.
            try execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            // Pages: what a day adds is put into the file once, when it is closed, and not in the middle of it too.
            try execute("PRAGMA wal_autocheckpoint = 4096")
        case .scratch: try execute("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        case .read: break
        }
        try execute("PRAGMA temp_store = FILE; PRAGMA cache_size = -\(Self.cache >> 10)")
    }

    // The memory for pages of the file that is enough where they are read in their order.
    private static let cache = 8 << 20

    /// Reads the first so many bytes of the file where the system has mapped them into memory, and not by copies.
    package func setMap(bytes: Int) throws(StorageError) { try execute("PRAGMA mmap_size = \(bytes)") }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements without parameters and results.
    package func execute(_ sql: String) throws(StorageError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// The number that a PRAGMA answers with.
    package func pragma(_ name: String) throws(StorageError) -> Int {
        let statement = try prepare("PRAGMA \(name)")
        return try statement.step() ? statement.integer(0) : 0
    }

    package func prepare(_ sql: String) throws(StorageError) -> Statement { try Statement(self, sql) }

    /// Runs `body` in a transaction: all of it counts, or nothing.
    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// Runs `body` on one state of the file, whatever is written meanwhile.
    package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN")
        defer { try? execute("COMMIT") }
        return try body()
    }

    fileprivate func failure() -> StorageError {
        StorageError(path: path, words: String(cString: sqlite3_errmsg(handle)))
    }
}

/// A prepared statement.
///
/// Unsafe code. Invariant: `handle` is prepared from `init` to `deinit`; bound bytes outlive the step that reads them,
/// since they are copied (`transient`); column pointers are copied before the next step.
package final class Statement {
    private let database: Database
    private let handle: OpaquePointer
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    fileprivate init(_ database: Database, _ sql: String) throws(StorageError) {
        var handle: OpaquePointer?
        guard
            sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil) == SQLITE_OK,
            let handle
        else { throw database.failure() }
        self.database = database
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// A value to bind.
    package enum Value {
        case null
        case integer(Int)
        /// Ordered as unsigned.
        case word(UInt64)
        case text(String)
        case words([UInt64])
        case symbols([UInt16])
        case numbers([UInt32])
        case bytes([UInt8])
    }

    /// Starts anew with these parameters.
    @discardableResult
    package func bind(_ values: Value...) throws(StorageError) -> Statement { try bind(values) }

    /// Starts anew with these parameters.
    @discardableResult
    package func bind(_ values: [Value]) throws(StorageError) -> Statement {
        sqlite3_reset(handle)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code: Int32 =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let integer): sqlite3_bind_int64(handle, place, Int64(integer))
                case .word(let word): sqlite3_bind_int64(handle, place, Int64(bitPattern: word ^ 1 << 63))
                case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), Self.transient)
                case .words(let words): words.withUnsafeBytes { blob(place, $0) }
                case .symbols(let symbols): symbols.withUnsafeBytes { blob(place, $0) }
                case .numbers(let numbers): numbers.withUnsafeBytes { blob(place, $0) }
                case .bytes(let bytes): bytes.withUnsafeBytes { blob(place, $0) }
                }
            guard code == SQLITE_OK else { throw database.failure() }
        }
        return self
    }

    private func blob(_ place: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let base = bytes.baseAddress else { return sqlite3_bind_zeroblob(handle, place, 0) }
        return sqlite3_bind_blob64(handle, place, base, UInt64(bytes.count), Self.transient)
    }

    /// The next row; false at the end.
    package func step() throws(StorageError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        default:
            let failure = database.failure()
            sqlite3_reset(handle)
            throw failure
        }
    }

    /// Runs a statement that has no rows.
    package func run() throws(StorageError) { while try step() {} }

    /// Lets go of the row: a statement that is left at one keeps its state of the file open.
    package func reset() { sqlite3_reset(handle) }

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }
    package func word(_ column: Int32) -> UInt64 { UInt64(bitPattern: sqlite3_column_int64(handle, column)) ^ 1 << 63 }

    package func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A column's bytes where they lie, until the statement is bound, stepped or reset.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// Calls `body` with a column's bytes where they lie.
    package func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(bytes(column))
    }

    /// A column of fixed-width values.
    package func array<Element: BitwiseCopyable>(_ column: Int32, of type: Element.Type) -> [Element] {
        withBytes(column) { bytes in
            let count = bytes.count / MemoryLayout<Element>.stride
            return [Element](unsafeUninitializedCapacity: count) { memory, initialized in
                UnsafeMutableRawBufferPointer(memory).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[..<(count * MemoryLayout<Element>.stride)]))
                initialized = count
            }
        }
    }
}
