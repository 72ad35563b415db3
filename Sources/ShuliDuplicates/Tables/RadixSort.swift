/// Sorts words by their bytes, the least significant first, in linear time. A byte that is equal in all words is skipped.
enum RadixSort {
    static func sort(_ words: inout [UInt64]) {
        var scratch: [UInt64] = []
        sort(&words, &scratch)
    }

    /// The same with scratch memory that the caller keeps for the next sort.
    static func sort(_ words: inout [UInt64], _ scratch: inout [UInt64]) {
        guard words.count > 256 else {
            words.sort()
            return
        }
        var counts = [Int](repeating: 0, count: 8 * 256)
        for word in words {
            for byte in 0..<8 { counts[byte << 8 | Int(word >> (UInt64(byte) * 8) & 255)] += 1 }
        }
        if scratch.count < words.count {
            scratch += repeatElement(0, count: words.count - scratch.count)
        } else {
            scratch.removeLast(scratch.count - words.count)
        }
        for byte in 0..<8 {
            let base = byte << 8
            if counts[base..<base + 256].contains(words.count) { continue }
            var next = 0
            for value in 0..<256 {
                let count = counts[base + value]
                counts[base + value] = next
                next += count
            }
            let shift = UInt64(byte) * 8
            words.withUnsafeBufferPointer { source in
                scratch.withUnsafeMutableBufferPointer { target in
                    for word in source {
                        let slot = base | Int(word >> shift & 255)
                        target[counts[slot]] = word
                        counts[slot] += 1
                    }
                }
            }
            swap(&words, &scratch)
        }
    }

    /// Removes each word that equals the one before it.
    static func removeRepeated(_ words: inout [UInt64]) {
        guard words.count > 1 else { return }
        var kept = 1
        for index in 1..<words.count where words[index] != words[kept - 1] {
            words[kept] = words[index]
            kept += 1
        }
        words.removeLast(words.count - kept)
    }
}
