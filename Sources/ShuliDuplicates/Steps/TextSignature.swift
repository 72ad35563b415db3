/// A text as the steps of a distributed search hand it on: what they compare of it.
package struct TextSignature: Sendable, Hashable {
    let symbols: [UInt16]
    /// See `Fingerprint.gaps`.
    let gaps: [UInt8]

    init(symbols: [UInt16], gaps: [UInt8]) { (self.symbols, self.gaps) = (symbols, gaps) }

    /// The signature that `bytes` are; nil where they are none. No bytes are the signature of a text without symbols.
    package init?(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else {
            self.init(symbols: [], gaps: [])
            return
        }
        guard bytes.count >= 4 else { return nil }
        let count = bytes.withUnsafeBytes { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
        guard count <= bytes.count - 4, (bytes.count - 4 - count) % 2 == 0 else { return nil }
        let gaps = Array(bytes[4..<4 + count])
        let symbols = [UInt16](unsafeUninitializedCapacity: (bytes.count - 4 - count) / 2) { memory, initialized in
            initialized = bytes[(4 + count)...].withUnsafeBytes { UnsafeMutableRawBufferPointer(memory).copy($0) } / 2
        }
        guard Anchors.fit(gaps, symbols: symbols.count) else { return nil }
        self.init(symbols: symbols, gaps: gaps)
    }

    /// The number of gaps in four bytes, the gaps, and two bytes a symbol.
    package var bytes: [UInt8] {
        guard !symbols.isEmpty else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + gaps.count + symbols.count * 2)
        withUnsafeBytes(of: UInt32(gaps.count).littleEndian) { bytes += $0 }
        bytes += gaps
        symbols.withUnsafeBytes { bytes += $0 }
        return bytes
    }

    /// The different anchors, ascending.
    var anchors: [UInt64] { Fingerprint.anchors(of: symbols[...], gaps: gaps[...]) }
}

extension UnsafeMutableRawBufferPointer {
    /// Copies bytes for which there is room; returns how many.
    fileprivate func copy(_ source: UnsafeRawBufferPointer) -> Int {
        copyMemory(from: source)
        return source.count
    }
}

extension PreparedDocument {
    /// The hash of the text, by which equal texts are recognized; nil where it has no letter, digit or ideograph.
    package var key: UInt64? { text.symbols.isEmpty ? nil : fingerprint.hash }
    /// The different anchors of the text, ascending.
    package var anchors: [UInt64] { fingerprint.anchors }
    /// What is compared of the text.
    package var signature: TextSignature { TextSignature(symbols: text.symbols, gaps: fingerprint.gaps) }
}
