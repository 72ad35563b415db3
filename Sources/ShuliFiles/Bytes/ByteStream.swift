import CCompression
import SystemPackage

/// The bytes of a file or of standard input in pieces; gzip and Zstandard are recognized by their first bytes and
/// inflated. Not shared between tasks.
package struct ByteStream: ~Copyable {
    /// Why bytes stopped coming.
    package enum Failure: Error, Hashable, Sendable {
        case system(String)
        case damaged(String)
    }

    private let descriptor: FileDescriptor
    private let closes: Bool
    private var inflater: OpaquePointer?
    // Read but not yet inflated or given out.
    private var input: [UInt8] = []
    private var used = 0
    private var isAtEnd = false
    private var inflated = 0
    // Inflated, but not yet given out.
    private var ahead: [UInt8] = []
    private var consumed = 0
    private static let pieceLength = 1 << 16
    // What inflates to more than the first, and to more than so many times its size, was made to fill memory: zeros reach
    // 1,030 times in gzip, text with repetitions some fifty.
    private static let bombBytes = 1 << 28
    private static let bombRatio = 900

    /// Opens a file; "-" is standard input.
    package static func open(_ path: String) throws(Failure) -> ByteStream {
        var stream = ByteStream(try descriptor(path), closes: path != "-")
        try stream.recognizeCompression()
        return stream
    }

    private init(_ descriptor: FileDescriptor, closes: Bool) {
        self.descriptor = descriptor
        self.closes = closes
    }

    private mutating func recognizeCompression() throws(Failure) {
        try fill(4)
        if input.starts(with: [0x1F, 0x8B]) {
            inflater = shuli_inflater_open(Int32(SHULI_COMPRESSION_GZIP))
        } else if input.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            inflater = shuli_inflater_open(Int32(SHULI_COMPRESSION_ZSTD))
        }
    }

    deinit {
        if let inflater { shuli_inflater_close(inflater) }
        if closes { try? descriptor.close() }
    }

    private static func descriptor(_ path: String) throws(Failure) -> FileDescriptor {
        guard path != "-" else { return .standardInput }
        do {
            return try FileDescriptor.open(FilePath(path), .readOnly)
        } catch {
            throw .system(words(for: error))
        }
    }

    private static func words(for error: any Error) -> String {
        (error as? Errno)?.description ?? "\(error)"
    }

    // Reads until at least `count` bytes wait in `input`, or the end.
    private mutating func fill(_ count: Int) throws(Failure) {
        while input.count - used < count && !isAtEnd {
            input.removeFirst(used)
            used = 0
            let start = input.count
            do {
                let descriptor = descriptor
                let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { memory, length in
                    length = try descriptor.read(into: UnsafeMutableRawBufferPointer(memory))
                }
                input.append(contentsOf: piece)
                consumed += piece.count
            } catch {
                throw .system(Self.words(for: error))
            }
            isAtEnd = input.count == start
        }
    }

    /// The next bytes; empty at the end.
    package mutating func next() throws(Failure) -> [UInt8] {
        guard ahead.isEmpty else {
            defer { ahead = [] }
            return ahead
        }
        try fill(1)
        guard let inflater else {
            let piece = Array(input[used...])
            used = input.count
            return piece
        }
        while true {
            var consumed: Int64 = 0
            var produced: Int64 = 0
            var status: Int32 = 0
            let waiting = input[used...]
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { memory, length in
                waiting.withUnsafeBufferPointer { source in
                    status = shuli_inflater_run(
                        inflater, source.baseAddress, Int64(source.count), &consumed, memory.baseAddress,
                        Int64(memory.count), &produced)
                }
                length = Int(produced)
            }
            used += Int(consumed)
            guard status == 0 else { throw .damaged(String(cString: shuli_inflater_error(inflater))) }
            inflated += piece.count
            guard inflated < Self.bombBytes || inflated / Self.bombRatio < consumed else {
                throw .damaged("inflates to more than \(Self.bombRatio) times its size: a bomb")
            }
            if !piece.isEmpty { return piece }
            if used == input.count && isAtEnd {
                guard shuli_inflater_is_complete(inflater) != 0 else {
                    throw .damaged("the compressed data is cut off")
                }
                return []
            }
            try fill(1)
        }
    }

    /// How many bytes of the file were read, before they were inflated.
    package mutating func position() -> Int { consumed }

    /// Goes on at a place, counted in inflated bytes from the begin; only forward where the bytes are compressed.
    package mutating func skip(to place: Int) throws(Failure) {
        guard inflater != nil else {
            do {
                try descriptor.seek(offset: Int64(place), from: .start)
            } catch {
                throw .system(Self.words(for: error))
            }
            input = []
            used = 0
            consumed = place
            isAtEnd = false
            return
        }
        while inflated < place {
            let before = inflated
            let piece = try next()
            if piece.isEmpty { return }
            // The rest of the piece is given out again.
            if inflated > place { ahead = Array(piece[(place - before)...]) }
        }
    }

    /// All bytes that are left; nil where there are more than `limit`.
    package mutating func all(limit: Int) throws(Failure) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            let piece = try next()
            if piece.isEmpty { return bytes }
            bytes.append(contentsOf: piece)
            if bytes.count > limit { return nil }
        }
    }
}
