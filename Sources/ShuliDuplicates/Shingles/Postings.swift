/// An entry of the index: an anchor and the number of a text that has it, in one word, so that a sorted array of words is
/// a list of texts for each anchor.
enum Posting {
    /// How many of the lower bits are the text's number: enough for 268 million texts.
    static let textBits: UInt64 = 28
    static let textMask: UInt64 = (1 << textBits) - 1

    @inline(__always)
    static func make(_ anchor: UInt64, _ text: Int) -> UInt64 { anchor & ~textMask | UInt64(text) }

    @inline(__always)
    static func text(_ posting: UInt64) -> Int { Int(posting & textMask) }

    @inline(__always)
    static func anchor(_ posting: UInt64) -> UInt64 { posting & ~textMask }

    @inline(__always)
    static func sharesAnchor(_ left: UInt64, _ right: UInt64) -> Bool { (left ^ right) >> textBits == 0 }
}

/// Splits a stream of sorted postings into a list of texts for each anchor.
struct PostingLists {
    private var anchor: UInt64 = 0
    private var members: [Int] = []

    /// Takes the next postings and calls `body` with each list that they complete.
    mutating func read(
        _ postings: UnsafeBufferPointer<UInt64>, _ body: (_ anchor: UInt64, _ members: [Int]) throws -> Void
    ) rethrows {
        for posting in postings {
            if !members.isEmpty, !Posting.sharesAnchor(posting, anchor) {
                try body(anchor, members)
                members.removeAll(keepingCapacity: true)
            }
            anchor = Posting.anchor(posting)
            members.append(Posting.text(posting))
        }
    }

    /// Calls `body` with the last list.
    mutating func finish(_ body: (_ anchor: UInt64, _ members: [Int]) throws -> Void) rethrows {
        if !members.isEmpty { try body(anchor, members) }
        members.removeAll()
    }
}

/// Lists that have been read and are needed again.
struct KeptLists {
    private var anchors: [UInt64] = []
    private var ends: [Int] = []
    private var members: [Int32] = []

    mutating func append(_ anchor: UInt64, _ list: [Int]) {
        anchors.append(anchor)
        for member in list { members.append(Int32(member)) }
        ends.append(members.count)
    }

    func forEach(_ body: (_ members: [Int]) -> Void) {
        var start = 0
        var list: [Int] = []
        for end in ends {
            list.removeAll(keepingCapacity: true)
            for member in members[start..<end] { list.append(Int(member)) }
            body(list)
            start = end
        }
    }

    /// The anchors of `wanted` whose lists are not kept. Both are in ascending order.
    func others(of wanted: [UInt64]) -> [UInt64] {
        var position = 0
        return wanted.filter { anchor in
            while position < anchors.count, anchors[position] < anchor { position += 1 }
            return position == anchors.count || anchors[position] != anchor
        }
    }
}
