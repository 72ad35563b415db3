extension TextEncoding {
    /// The encoding that an HTML page declares in a `<meta>` tag among its first 4,096 bytes. (The HTML standard has it in
    /// the first 1,024; many pages have it later.)
    package init?(declaredInHTML bytes: some Collection<UInt8>) {
        // Down to a buffer at once: a generic collection of another module is read through witness tables.
        let head = bytes.prefix(4_096)
        let direct = head.withContiguousStorageIfAvailable { Self.declared(inHead: $0) }
        guard let encoding = direct ?? Array(head).withUnsafeBufferPointer({ Self.declared(inHead: $0) }) else {
            return nil
        }
        self = encoding
    }

    private static func declared(inHead bytes: UTF8Buffer) -> TextEncoding? {
        // The declaration is ASCII in every encoding that can declare itself so; it is compared in lower case.
        var head: [UInt8] = []
        head.reserveCapacity(bytes.count)
        for byte in bytes { head.append(byte >= 0x80 ? 0x20 : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
        return head.withUnsafeBufferPointer { head in
            let key = Array("charset".utf8)
            var from = 0
            while let found = head.firstPlace(of: key, in: from..<head.count) {
                from = found + key.count
                if let encoding = declared(in: head, behind: from) { return encoding }
            }
            return nil
        }
    }

    // The encoding that is named behind `charset` and an equals sign.
    private static func declared(in head: UTF8Buffer, behind key: Int) -> TextEncoding? {
        var start = key
        while start < head.count, [0x20, 0x3D, 0x22, 0x27, 0x09, 0x0A, 0x0D].contains(head[start]) { start += 1 }
        guard head[key..<start].contains(0x3D) else { return nil }
        var end = start
        while end < head.count, head[end] > 0x20, ![0x22, 0x27, 0x3E, 0x3B, 0x2F].contains(head[end]) { end += 1 }
        return TextEncoding(label: head.text(start..<end))
    }
}
