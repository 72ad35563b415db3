import ShuliText

/// One line of a document, prepared for reading labels and names: its scalars with their folded labels and places.
///
/// White space is one space, a full-width blank U+3000 (which Chinese pages put inside names), the end of an inline element
/// `FoldedLine.seam`.
struct FoldedLine {
    private(set) var scalars: [UInt32] = []
    /// The labels of the alphabet, which fold width, case and script: 作者：, 作者: and 記者 as 记者.
    private(set) var labels: [UInt16] = []
    /// Where each scalar begins in the buffer; one element more for the end.
    private(set) var places: [Int] = []
    /// The index of the line in its document.
    let index: Int

    static let seam: UInt32 = 0x1F
    static let blank: UInt32 = 0x3000

    /// `seams` are the places of the document where an inline element begins or ends, in order.
    init(_ buffer: UTF8Buffer, _ range: TextRange, index: Int, seams: [Int], alphabet: Alphabet = .cleaning) {
        self.index = index
        // Most lines are of Han characters, of three bytes each.
        let capacity = range.count / 2 + 2
        scalars.reserveCapacity(capacity)
        labels.reserveCapacity(capacity)
        places.reserveCapacity(capacity)
        var seam = seams.partitioningIndex { $0 > range.lowerBound }
        var offset = range.lowerBound
        while offset < range.upperBound {
            while seam < seams.count, seams[seam] <= offset {
                if seams[seam] == offset, let last = scalars.last, last != 0x20, last != Self.seam {
                    put(Self.seam, 6, offset)
                }
                seam += 1
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar) == .space {
                let space = scalar == Self.blank ? Self.blank : 0x20
                if scalars.last == Self.seam || scalars.last == 0x20 {
                    scalars[scalars.count - 1] = space
                } else if scalars.last == Self.blank {
                    // Two blanks separate like any white space.
                    scalars[scalars.count - 1] = 0x20
                } else {
                    put(space, Alphabet.Fixed.space, offset)
                }
            } else {
                put(scalar, UInt16(truncatingIfNeeded: alphabet.entry(of: scalar)), offset)
            }
            offset += length
        }
        places.append(range.upperBound)
    }

    private mutating func put(_ scalar: UInt32, _ label: UInt16, _ place: Int) {
        scalars.append(scalar)
        labels.append(label)
        places.append(place)
    }

    var indices: Range<Int> { scalars.indices }

    /// The first place of any of some phrases at or after `start`; of two at one place the longer. Linear in the line for a few phrases.
    func first(of phrases: Phrases, from start: Int = 0) -> Range<Int>? {
        for place in start..<max(start, labels.count) where phrases.mayBegin(with: labels[place]) {
            if let length = phrases.length(in: labels, at: place) { return place..<place + length }
        }
        return nil
    }

    /// The length of the longest phrase that begins at a place, with the white space inside: 作　者：, 文 |.
    func length(of phrases: Phrases, at place: Int) -> Int? { phrases.length(in: labels, at: place) }

    /// Whether one of some phrases ends where `end` is.
    func ends(with phrases: Phrases, at end: Int) -> Bool { phrases.isEnd(end, of: labels) }

    func isSpace(_ place: Int) -> Bool {
        let scalar = scalars[place]
        return scalar == 0x20 || scalar == Self.seam || scalar == Self.blank
    }

    func isHan(_ place: Int) -> Bool { CharacterClass(scalars[place]) == .han }

    /// The text of a range without white space at its ends.
    func text(_ range: Range<Int>, _ buffer: UTF8Buffer) -> String {
        buffer.text(buffer.trimmed(TextRange(places[range.lowerBound], places[range.upperBound])))
    }
}
