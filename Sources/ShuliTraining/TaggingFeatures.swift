import ShuliText

/// A feature of a word between its neighbours.
struct TaggingFeature: Hashable {
    enum Template: UInt64 {
        case word = 1, wordBefore, wordBehind, first, last, firstPair, lastPair, lastBefore, firstBehind
        case form, formsAround, formAndClass, classBefore, classBehind, classesBefore, classesBehind
        case pairBefore, pairBehind, border, classesAround, wordBefore2, formsBefore, history2, history3
    }

    let template: Template
    let a: UInt64
    let b: UInt64

    init(_ template: Template, _ a: some BinaryInteger, _ b: some BinaryInteger) {
        self.template = template
        self.a = UInt64(a)
        self.b = UInt64(b)
    }

    init(_ template: Template, _ a: some BinaryInteger) { self.init(template, a, UInt64(0)) }

    /// A key for `FeatureIndex`: the template in the upper 8 bits, a hash of the values below.
    var key: UInt64 {
        let mixed = (a &* 0x9e37_79b9_7f4a_7c15) ^ (b &+ 0x7f4a_7c15) &* 0xd6e8_feb8_6659_fd93
        return template.rawValue << 56 | (mixed ^ mixed >> 31) & 0x00ff_ffff_ffff_ffff
    }

    /// All features of the word at a place of a sentence.
    static func all(_ shapes: [WordShape], at place: Int) -> [TaggingFeature] {
        func shape(_ index: Int) -> WordShape { shapes.indices.contains(index) ? shapes[index] : .outside }
        let (w, p, pp, ppp, n) = (
            shape(place), shape(place - 1), shape(place - 2), shape(place - 3), shape(place + 1)
        )
        func classes(_ left: WordShape, _ right: WordShape) -> UInt64 {
            UInt64(left.wordClass) << 8 | UInt64(right.wordClass)
        }
        return [
            .init(.word, w.key), .init(.first, w.first), .init(.last, w.last), .init(.firstPair, w.firstPair),
            .init(.lastPair, w.lastPair), .init(.form, w.form), .init(.formAndClass, w.wordClass, w.form),
            .init(.wordBefore, p.key), .init(.lastBefore, p.last), .init(.wordBefore2, pp.key),
            .init(.wordBehind, n.key), .init(.firstBehind, n.first), .init(.formsAround, p.form, n.form),
            .init(.classBefore, p.wordClass, w.key), .init(.classBehind, n.wordClass, w.key),
            .init(.classesBefore, p.wordClass, w.wordClass), .init(.classesBehind, w.wordClass, n.wordClass),
            .init(.pairBefore, p.key, w.key), .init(.pairBehind, w.key, n.key), .init(.border, w.last, n.first),
            .init(.classesAround, classes(p, n), w.wordClass), .init(.formsBefore, p.form, w.form),
            .init(.history2, classes(pp, p), w.key), .init(.history3, classes(ppp, pp), w.key),
        ]
    }
}
