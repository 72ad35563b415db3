import CCompression

/// How a file is compressed.
package enum Compression: String, Sendable, CaseIterable {
    case none
    case gzip
    case zstd

    /// What a file's name ends with.
    package var ending: String {
        switch self {
        case .none: ""
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }

    /// `bytes` compressed by themselves: pieces that stand behind each other are one file. Nil where memory ran out.
    package func compressed(_ bytes: [UInt8], isFast: Bool = false) -> [UInt8]? {
        guard self != .none, !bytes.isEmpty else { return bytes }
        let kind = Int32(self == .gzip ? SHULI_COMPRESSION_GZIP : SHULI_COMPRESSION_ZSTD)
        let level: Int32 = isFast ? 1 : self == .gzip ? 6 : 3
        let bound = Int(shuli_compressed_bound(kind, Int64(bytes.count)))
        var made = Int64(0)
        let compressed = [UInt8](unsafeUninitializedCapacity: bound) { memory, length in
            made = bytes.withUnsafeBufferPointer {
                shuli_compress(kind, level, $0.baseAddress, Int64($0.count), memory.baseAddress, Int64(memory.count))
            }
            length = max(0, Int(made))
        }
        return made < 0 ? nil : compressed
    }
}

extension Compression {
    /// The version of zlib or of Zstandard; empty for no compression.
    package var libraryVersion: String {
        guard self != .none else { return "" }
        let kind = self == .gzip ? SHULI_COMPRESSION_GZIP : SHULI_COMPRESSION_ZSTD
        return String(cString: shuli_compression_version(Int32(kind)))
    }
}

/// CRC-32, as gzip has it, of bytes that come after others with the checksum `before`.
package func checksum(_ bytes: [UInt8], after before: Int = 0) -> Int {
    bytes.withUnsafeBufferPointer {
        Int(shuli_checksum_after(UInt32(truncatingIfNeeded: before), $0.baseAddress, Int64($0.count)))
    }
}
