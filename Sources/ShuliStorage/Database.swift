import libsqlite3

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A connection to a SQLite file. It must not be used by two tasks at a time.
///
/// Unsafe code. Invariant: `handle` is open from `init` to `deinit`, and statements keep their database alive.
package final class Database {
    /// How to open a file.
    package enum Mode {
        /// The file is created if it is missing. One connection may write at a time, while others read.
        case write
        /// The file is only read.
        case read
        /// A file for this connection alone, which need not survive a crash.
        case scratch
    }

    /// The `sqlite3 *`, for what is registered on a connection.
    package let handle: OpaquePointer
    package let path: String

    package init(_ path: String, _ mode: Mode) throws(StorageError) {
        var handle: OpaquePointer?
        let flags = mode == .read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            // "unable to open database file" hides why.
            let cause = handle.map { sqlite3_system_errno($0) } ?? 0
            let message =
                cause != 0
                ? String(cString: strerror(cause))
                : handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw StorageError(path: path, message: message)
        }
        self.handle = handle
        self.path = path
        sqlite3_busy_timeout(handle, 60_000)
        switch mode {
        case .write:
            // A committed transaction survives the end of the process; one that was not committed leaves nothing.
            try execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            // In pages (32 MB): mostly the log is moved into the file once, when it is closed, and not on the way, too.
            try execute("PRAGMA wal_autocheckpoint = 4096")
        case .scratch: try execute("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        case .read: break
        }
        try execute("PRAGMA temp_store = FILE; PRAGMA cache_size = -\(Self.cache >> 10)")
    }

    // Bytes of memory for pages of the file; more does not help where pages are read in their order.
    private static let cache = 8 << 20

    /// Reads the first so many bytes of the file through a memory map, without copies.
    package func setMap(bytes: Int) throws(StorageError) { try execute("PRAGMA mmap_size = \(bytes)") }

    /// The version of SQLite.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements without parameters and results.
    package func execute(_ sql: String) throws(StorageError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// The number that a PRAGMA returns; 0 where it returns nothing.
    package func pragma(_ name: String) throws(StorageError) -> Int {
        let statement = try prepare("PRAGMA \(name)")
        return try statement.step() ? statement.integer(0) : 0
    }

    /// The number of the row that was inserted last.
    package var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

    package func prepare(_ sql: String) throws(StorageError) -> Statement { try Statement(self, sql) }

    /// Runs `body` in a transaction, which is rolled back if it throws.
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

    /// Runs `body` on one state of the file, whatever others write meanwhile.
    package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN")
        defer { try? execute("COMMIT") }
        return try body()
    }

    fileprivate func failure() -> StorageError {
        StorageError(
            path: path, message: String(cString: sqlite3_errmsg(handle)),
            isDamage: sqlite3_errcode(handle) == SQLITE_CORRUPT)
    }

    /// An error that says that the file does not hold what was written to it.
    package func damage(_ detail: String) -> StorageError {
        StorageError(path: path, message: detail, isDamage: true)
    }
}

/// A prepared statement.
///
/// Unsafe code. Invariant: `handle` is prepared from `init` to `deinit`; bound bytes outlive the step that reads them,
/// because SQLite copies them (`transient`); column pointers are not used after the next step.
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
        /// Stored so that SQLite orders it as an unsigned number.
        case word(UInt64)
        case text(String)
        case words([UInt64])
        case symbols([UInt16])
        case numbers([UInt32])
        case bytes([UInt8])
    }

    /// Resets the statement and binds its parameters.
    @discardableResult
    package func bind(_ values: Value...) throws(StorageError) -> Statement { try bind(values) }

    /// Resets the statement and binds its parameters.
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
                case .text(let text):
                    sqlite3_bind_text64(
                        handle, place, text, UInt64(text.utf8.count), Self.transient, UInt8(SQLITE_UTF8))
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

    /// Goes to the next row; false at the end.
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

    /// Runs a statement whose rows nobody needs.
    package func run() throws(StorageError) { while try step() {} }

    /// Leaves the current row. A statement at a row keeps its state of the file open.
    package func reset() { sqlite3_reset(handle) }

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }
    package func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
    package func word(_ column: Int32) -> UInt64 { UInt64(bitPattern: sqlite3_column_int64(handle, column)) ^ 1 << 63 }

    package func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The bytes of a column, which are valid until the statement is bound, stepped or reset.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// Calls `body` with the bytes of a column.
    package func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        try body(bytes(column))
    }

    /// The fixed-width values that a column holds; bytes after the last whole one are left out.
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
