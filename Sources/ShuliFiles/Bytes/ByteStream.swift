/// The bytes of a file or of standard input in pieces; gzip and Zstandard are recognized by their first bytes and
/// inflated. Not shared between tasks.
///
/// Damage ends where it occurs: what was inflated before it is given out, then the damage, then what the next member or
/// frame holds. Time and memory are linear in the file and its inflated bytes.
package struct ByteStream: ~Copyable {
    /// Why bytes stopped coming.
    package enum Failure: Error, Hashable, Sendable {
        /// The system's words.
        case system(String)
        case memory
        case damaged(StreamDamage)
    }

    /// A stretch of the file that could not be inflated.
    package struct Damage: Hashable, Sendable {
        package let what: StreamDamage
        /// How many bytes of the damaged member were given out before.
        package let memberLength: Int
    }

    package enum Piece {
        case bytes([UInt8])
        case damage(Damage)
        case end
    }

    private var window: InputWindow
    private var inflater: Inflater?
    private var method: Inflater.Method?
    private var isInMember = false
    private var memberStart = 0
    private var memberLength = 0
    private var inflated = 0
    private var pending: Damage?
    private var isBroken = false
    // Bytes that were inflated twice since a member was damaged.
    private var repeated = 0
    private static let pieceLength = 1 << 16
    // What inflates to more than the first, and to more than so many times its size, was made to fill memory: zeros reach
    // 1,030 times in gzip, text with repetitions some fifty.
    private static let bombBytes = 1 << 28
    private static let bombRatio = 900

    /// Opens a file; "-" is standard input.
    package static func open(_ path: String) throws(Failure) -> ByteStream {
        var stream = ByteStream(try InputWindow(path: path))
        try stream.recognizeCompression(path)
        return stream
    }

    private init(_ window: consuming InputWindow) { self.window = window }

    private mutating func recognizeCompression(_ path: String) throws(Failure) {
        try window.fill(4)
        method = Inflater.Method(magic: window.rest)
        let name = path.lowercased()
        let isNamed = name.hasSuffix(".gz") || name.hasSuffix(".zst")
        if method == nil, isNamed, !window.rest.isEmpty {
            // The first member may be damaged in its first bytes. Text has none of these control characters.
            try window.fill(Self.pieceLength)
            for candidate in [Inflater.Method.gzip, .zstd] where window.firstMember(of: candidate) != nil {
                method = candidate
                break
            }
        }
        guard let method else { return }
        inflater = Inflater(method)
        if inflater == nil { throw .memory }
    }

    /// The next bytes, or what is wrong with those that should come.
    package mutating func next() throws(Failure) -> Piece {
        if inflater == nil {
            try window.fill(1)
            return window.rest.isEmpty ? .end : .bytes(window.takeAll())
        }
        while true {
            if let damage = pending {
                pending = nil
                return .damage(damage)
            }
            if isBroken { return .end }
            if !isInMember, try !beginMember() {
                if pending == nil { return .end }
                continue
            }
            let piece = try inflate()
            if !piece.isEmpty { return .bytes(piece) }
        }
    }

    // MARK: Members

    // Goes to the next member or frame; false at the end, and where there is something else before it.
    private mutating func beginMember() throws(Failure) -> Bool {
        let start = window.position
        try window.fill(4)
        // Tapes and disks pad with zeros, which gzip itself ignores behind a member.
        while let byte = window.rest.first, byte == 0, start > 0 {
            window.use(window.rest.prefix { $0 == 0 }.count)
            try window.fill(4)
        }
        if window.rest.isEmpty { return false }
        guard isMember(window.rest) else {
            let place = window.position
            memberLength = 0
            try seekMember(from: place + 1)
            pending = damage(.notCompressed(count: window.position - place, byte: place))
            return false
        }
        memberStart = window.position
        (memberLength, isInMember) = (0, true)
        inflater?.reset()
        return true
    }

    private func isMember(_ bytes: ArraySlice<UInt8>) -> Bool {
        method != nil && Inflater.Method(magic: bytes) == method
    }

    // Inflates the next bytes of a member. At its end, or where it is damaged, `isInMember` becomes false.
    private mutating func inflate() throws(Failure) -> [UInt8] {
        try window.fill(1)
        let isAtEnd = window.rest.isEmpty
        guard let (piece, consumed, status) = inflater?.run(window.rest, room: Self.pieceLength) else { return [] }
        window.use(consumed)
        inflated += piece.count
        memberLength += piece.count
        switch status {
        case .end: isInMember = false
        case .more:
            if inflated > Self.bombBytes, inflated / Self.bombRatio > window.readCount {
                pending = damage(.bomb(ratio: Self.bombRatio, byte: memberStart))
                isBroken = true
            } else if isAtEnd, piece.isEmpty {
                try leaveMember(.cutOff(byte: window.position), isChecksum: false)
            }
        case .damaged(let words, let isChecksum):
            try leaveMember(.inflater(words, byte: window.position), isChecksum: isChecksum)
        }
        return piece
    }

    private mutating func leaveMember(_ damage: StreamDamage, isChecksum: Bool) throws(Failure) {
        isInMember = false
        let place = window.position
        pending = self.damage(damage)
        // The next member may have been taken for data of this one, unless only the checksum is wrong and a member or the
        // end of the file follows. What is inflated again is never more than the file has.
        var from = memberStart + 1
        // Zstandard does not say how far it came where a checksum is wrong: then the place is that of the member itself.
        if isChecksum, place > memberStart, try endsMember(place) { from = place }
        repeated += place - min(place, max(from, window.oldest))
        try seekMember(from: repeated > window.readCount ? max(place, memberStart + 1) : from)
    }

    // Whether a member may end near a place: gzip has eight bytes behind its data, four of which may have been read.
    private mutating func endsMember(_ place: Int) throws(Failure) -> Bool {
        try window.fill(16)
        return window.rest.count <= 4 || (0...4).contains { isMember(window.rest.dropFirst($0)) }
    }

    private func damage(_ damage: StreamDamage) -> Damage { Damage(what: damage, memberLength: memberLength) }

    // Goes to the first member at or behind a place, or to the end.
    private mutating func seekMember(from place: Int) throws(Failure) {
        window.goBack(to: place)
        while true {
            try window.fill(Self.pieceLength)
            if let found = window.firstMember(of: method) { return window.use(found) }
            let count = window.rest.count
            // The last three bytes may be the begin of a member.
            window.use(window.isAtEnd ? count : max(0, count - 3))
            if window.isAtEnd { return }
        }
    }

    // MARK: The whole

    /// Bytes of the file that were read, before they were inflated.
    package var position: Int { window.readCount }

    /// Whether the bytes are given out as they are in the file.
    package var isPlain: Bool { inflater == nil }

    /// Goes on at a place of a file that is not compressed.
    package mutating func seek(to place: Int) throws(Failure) { try window.seek(to: place) }

    /// All bytes that are left; nil where there are more than `limit`. Damage is an error.
    package mutating func all(limit: Int) throws(Failure) -> [UInt8]? {
        var damage: Damage?
        let bytes = try sound(limit: limit, &damage)
        if let damage { throw .damaged(damage.what) }
        return bytes
    }

    /// All bytes that are left and can be read, and the first damage among them; nil where there are more than `limit`.
    package mutating func sound(limit: Int, _ first: inout Damage?) throws(Failure) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            switch try next() {
            case .end: return bytes
            case .damage(let damage): first = first ?? damage
            case .bytes(let piece):
                bytes += piece
                if bytes.count > limit { return nil }
            }
        }
    }
}
