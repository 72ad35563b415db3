import ShuliText
import SystemPackage

/// The bytes of an open file as they are read, with some that were used already: where a compressed member turns out to
/// be damaged, the next one may begin among those.
struct InputWindow: ~Copyable {
    private let descriptor: FileDescriptor
    private let closes: Bool
    private(set) var bytes: [UInt8] = []
    /// Where in `bytes` the next byte to use is.
    private(set) var used = 0
    // Where in the file `bytes` begin.
    private var base = 0
    private(set) var isAtEnd = false
    private static let pieceLength = 1 << 16
    // Bytes kept behind the place in use. Chosen by hand: damaged deflate data is recognized as such after some
    // kilobytes at most, but for a stored block, which has up to 64 KiB.
    private static let history = 1 << 20

    /// Opens a file; "-" is standard input.
    init(path: String) throws(ByteStream.Failure) {
        closes = path != "-"
        guard closes else {
            descriptor = .standardInput
            return
        }
        do {
            descriptor = try SystemPath.open(path)
        } catch {
            throw .system(SystemPath.words(for: error))
        }
    }

    deinit { if closes { try? descriptor.close() } }

    /// Where in the file the next byte to use is.
    var position: Int { base + used }
    /// Where in the file the oldest byte that is held is.
    var oldest: Int { base }
    /// How many bytes of the file were read.
    var readCount: Int { base + bytes.count }

    var rest: ArraySlice<UInt8> { bytes[used...] }

    /// How far it is to the first member or frame among the bytes that wait; nil where there is none.
    func firstMember(of method: Inflater.Method?) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var place = used
            while let found = buffer.first(method == .gzip ? 0x1F : 0x28, from: place), found + 4 <= buffer.count {
                if Inflater.Method(magic: bytes[found..<(found + 4)]) == method { return found - used }
                place = found + 1
            }
            return nil
        }
    }

    mutating func use(_ count: Int) { used += count }

    /// Goes on at a place of the file that is still held, or at the oldest byte held.
    mutating func goBack(to position: Int) { used = max(0, min(position - base, bytes.count)) }

    /// Reads until at least `count` bytes wait, or the end.
    mutating func fill(_ count: Int) throws(ByteStream.Failure) {
        while bytes.count - used < count, !isAtEnd { try readPiece() }
    }

    /// Takes all that waits, without keeping it.
    mutating func takeAll() -> [UInt8] {
        let taken = used == 0 ? bytes : Array(bytes[used...])
        base += bytes.count
        (bytes, used) = ([], 0)
        return taken
    }

    /// Goes on at a place of the file, which must not be a pipe.
    mutating func seek(to position: Int) throws(ByteStream.Failure) {
        do {
            try descriptor.seek(offset: Int64(position), from: .start)
        } catch {
            throw .system(SystemPath.words(for: error))
        }
        (bytes, used, base, isAtEnd) = ([], 0, position, false)
    }

    private mutating func readPiece() throws(ByteStream.Failure) {
        // At least as many bytes are dropped as moved, so that this is linear.
        if used > 2 * Self.history {
            let dropped = used - Self.history
            bytes.removeFirst(dropped)
            used -= dropped
            base += dropped
        }
        do {
            let descriptor = descriptor
            let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { memory, length in
                length = try descriptor.read(into: UnsafeMutableRawBufferPointer(memory))
            }
            isAtEnd = piece.isEmpty
            bytes += piece
        } catch {
            throw .system(SystemPath.words(for: error))
        }
    }
}
