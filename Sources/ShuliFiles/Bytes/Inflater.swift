import CCompression

/// Inflates compressed bytes piece by piece, one member (gzip) or frame (Zstandard) at a time.
///
/// Unsafe code. Invariant: the C object lives exactly as long as this value; a call reads and writes only the memory
/// that it is handed.
struct Inflater: ~Copyable {
    enum Method: Sendable {
        case gzip, zstd, zlib, deflate, brotli

        fileprivate var code: Int32 {
            switch self {
            case .gzip: Int32(SHULI_COMPRESSION_GZIP)
            case .zstd: Int32(SHULI_COMPRESSION_ZSTD)
            case .zlib: Int32(SHULI_COMPRESSION_ZLIB)
            case .deflate: Int32(SHULI_COMPRESSION_DEFLATE)
            case .brotli: Int32(SHULI_COMPRESSION_BROTLI)
            }
        }

        /// The method of a file or body that begins with these bytes: gzip, or Zstandard with its frames and those that
        /// are to be skipped (RFC 1952, 2.3.1; RFC 8878, 3.1). Nil where it is not compressed by one of them.
        init?(magic bytes: ArraySlice<UInt8>) {
            let head = Array(bytes.prefix(4))
            if head.starts(with: [0x1F, 0x8B, 0x08]), head.count < 4 || head[3] & 0xE0 == 0 {
                self = .gzip
            } else if head == [0x28, 0xB5, 0x2F, 0xFD] {
                self = .zstd
            } else if head.count == 4, head[0] & 0xF0 == 0x50, head[1...] == [0x2A, 0x4D, 0x18] {
                self = .zstd
            } else {
                return nil
            }
        }
    }

    enum Status {
        case more
        case end
        /// The inflater's words for what is wrong, and whether that is only the checksum.
        case damaged(String, isChecksum: Bool)
    }

    private let inflater: OpaquePointer

    /// Nil where memory ran out.
    init?(_ method: Method) {
        guard let inflater = shuli_inflater_open(method.code) else { return nil }
        self.inflater = inflater
    }

    deinit { shuli_inflater_close(inflater) }

    /// Makes ready for a member or frame.
    mutating func reset() { shuli_inflater_reset(inflater) }

    /// Inflates `input` up to the end of a member or frame, to at most `room` bytes: those, and how many bytes of
    /// `input` they took.
    mutating func run(_ input: ArraySlice<UInt8>, room: Int) -> (output: [UInt8], consumed: Int, status: Status) {
        var (consumed, produced) = (Int64(0), Int64(0))
        var code: Int32 = 0
        let output = [UInt8](unsafeUninitializedCapacity: room) { memory, length in
            input.withUnsafeBufferPointer { source in
                code = shuli_inflater_run(
                    inflater, source.baseAddress, Int64(source.count), &consumed, memory.baseAddress,
                    Int64(memory.count), &produced)
            }
            length = Int(produced)
        }
        let status: Status =
            switch Int(code) {
            case Int(SHULI_INFLATER_MORE): .more
            case Int(SHULI_INFLATER_END): .end
            default:
                .damaged(
                    String(cString: shuli_inflater_error(inflater)),
                    isChecksum: Int(code) == Int(SHULI_INFLATER_CHECKSUM))
            }
        return (output, Int(consumed), status)
    }
}
