/// An incremental 64-bit FNV-1a hash (Fowler, Noll and Vo); equal on every machine.
struct RunningHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    mutating func add(_ unit: some FixedWidthInteger & UnsignedInteger) {
        value = (value ^ UInt64(unit)) &* 0x0000_0100_0000_01b3
    }
}
