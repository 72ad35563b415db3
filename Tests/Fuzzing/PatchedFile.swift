/// A file in memory of which an input changes some bytes, for one check at a time. Files of megabytes that are valid can be
/// fuzzed in no other way: the input says only what is different.
///
/// An input is a list of patches: a byte whose lower four bits are the number of new bytes, less one, three bytes of an
/// offset, and the new bytes. The offset counts from the start of the file, and is below `headLength` where the first
/// byte's highest bit is set; with the second highest bit set the file ends there instead.
///
/// Unsafe code. Invariant: `memory` is allocated for `original.count` bytes and freed by nobody, so a view of it stays
/// valid; it changes only between two checks.
struct PatchedFile {
    private let original: [UInt8]
    private let memory: UnsafeMutableRawBufferPointer
    private let headLength: Int

    init(_ original: [UInt8], headLength: Int) {
        self.original = original
        self.headLength = min(headLength, original.count)
        memory = .allocate(byteCount: original.count, alignment: 64)
        memory.copyBytes(from: original)
    }

    /// Calls `body` with the patched bytes, then restores them.
    func patched(_ patches: UnsafeBufferPointer<UInt8>, _ body: (UnsafeRawBufferPointer) -> Void) {
        var touched: [Range<Int>] = []
        var length = original.count
        var place = 0
        while place + 4 <= patches.count {
            let kind = patches[place]
            let number = Int(patches[place + 1]) | Int(patches[place + 2]) << 8 | Int(patches[place + 3]) << 16
            let offset = number % (kind & 0x80 != 0 ? headLength : original.count)
            place += 4
            if kind & 0x40 != 0 {
                length = offset
                continue
            }
            let count = min(Int(kind & 0x0F) + 1, patches.count - place, original.count - offset)
            for index in 0..<count { memory[offset + index] = patches[place + index] }
            touched.append(offset..<offset + count)
            place += count
        }
        body(UnsafeRawBufferPointer(rebasing: memory[..<length]))
        for range in touched { for index in range { memory[index] = original[index] } }
    }
}
