import ShuliText

/// What is odd about a document that can be read all the same.
package struct InputDoubt: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A record has a key twice. The last one counts.
        case repeatedKey(String)
        /// A string has the escape of half a character, which is read as U+FFFD.
        case loneSurrogate
        /// The text looks as if it had been decoded in the wrong encoding before it came.
        case misread(Mojibake.Damage)

        /// What both have in common of which one is said and the other is not.
        fileprivate func isLike(_ other: Kind) -> Bool {
            switch (self, other) {
            case (.repeatedKey, .repeatedKey), (.loneSurrogate, .loneSurrogate), (.misread, .misread): true
            default: false
            }
        }
    }

    package let origin: Origin
    package let kind: Kind
}

/// What is odd about the documents of the input, each kind of it once a file: where it is first found.
package struct InputDoubts {
    private var file: String?
    private var said: [InputDoubt.Kind] = []

    package init() {}

    /// What is to be said of the next document; `damage` is what its text looks like.
    package mutating func next(_ record: Record, _ damage: Mojibake.Damage?) -> [InputDoubt] {
        guard !record.doubts.isEmpty || damage != nil else { return [] }
        let kinds = record.doubts + (damage.map { [.misread($0)] } ?? [])
        return kinds.compactMap { next(InputDoubt(origin: record.origin, kind: $0)) }
    }

    /// The same for what was found already.
    package mutating func next(_ doubt: InputDoubt) -> InputDoubt? {
        if doubt.origin.file != file { (file, said) = (doubt.origin.file, []) }
        guard !said.contains(where: doubt.kind.isLike) else { return nil }
        said.append(doubt.kind)
        return doubt
    }
}

extension Record {
    /// What the text looks like that was decoded in the wrong encoding before it came; nil for one that looks sound.
    package var damage: Mojibake.Damage? {
        // Of many records in a file the first ones are looked at and then every eighth: it is said once a file.
        if let line = origin.line, line > 256, !line.isMultiple(of: 8) { return nil }
        let damage = MojibakeDetector().damage(bySampleOf: text)
        // What could not be decoded here is said where it is read.
        return damage == .replaced && (!undecodable.isEmpty || doubts.contains(.loneSurrogate)) ? nil : damage
    }
}

extension JSONRecord {
    /// What is odd about it.
    var doubts: [InputDoubt.Kind] {
        (repeatedKey.map { [.repeatedKey($0)] } ?? []) + (hasLoneSurrogate ? [.loneSurrogate] : [])
    }
}
