extension TextEncoding {
    /// The encoding that an HTML page declares in a `<meta>` tag among its first 4,096 bytes. (The HTML standard demands the
    /// first 1,024; real pages have scripts before it.)
    package init?(declaredInHTML bytes: some Collection<UInt8>) {
        // The declaration is ASCII in every encoding that can declare itself so.
        let head = Array(bytes.prefix(4_096).map { $0 < 0x80 ? $0 | ((0x41...0x5A).contains($0) ? 0x20 : 0) : 0x20 })
        let key = Array("charset".utf8)
        for found in head.ranges(of: key) {
            var start = found.upperBound
            while start < head.count, [0x20, 0x3D, 0x22, 0x27, 0x09, 0x0A, 0x0D].contains(head[start]) { start += 1 }
            guard head[found.upperBound..<start].contains(0x3D) else { continue }
            var end = start
            while end < head.count, head[end] > 0x20, !([0x22, 0x27, 0x3E, 0x3B, 0x2F] as [UInt8]).contains(head[end]) {
                end += 1
            }
            let label = String(decoding: head[start..<end], as: UTF8.self)
            if let encoding = TextEncoding(label: label) {
                self = encoding
                return
            }
        }
        return nil
    }
}
