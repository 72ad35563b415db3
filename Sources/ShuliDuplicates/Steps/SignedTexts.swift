/// Texts of which the signatures are known, and of their anchors the common ones.
final class SignedTexts: TextStore {
    private var hashes: [UInt64] = []
    private var signatures: [TextSignature] = []
    private var anchors: [[UInt64]] = []
    private var numbers: [UInt64: Int] = [:]
    /// The common shingles of all texts.
    private(set) var commonShingles = CommonShingles()
    /// How many anchors of each text are not common.
    private(set) var distinctive: [UInt32] = []

    var count: Int { hashes.count }

    /// The number of a text; nil where it was not appended.
    func number(of key: UInt64) -> Int? { numbers[key] }

    /// The number of a text, which is appended where it is not known yet.
    func append(_ key: UInt64, _ signature: TextSignature, common: [UInt64]) -> Int {
        if let number = numbers[key] { return number }
        numbers[key] = count
        hashes.append(key)
        signatures.append(signature)
        anchors.append(signature.anchors)
        for anchor in common { commonShingles.insert(Posting.anchor(anchor), witnessedUpTo: 0) }
        distinctive.append(UInt32(max(0, anchors[count - 1].count - common.count)))
        return count - 1
    }

    func hash(of text: Int) -> UInt64 { hashes[text] }
    func symbols(of text: Int) -> ArraySlice<UInt16> { signatures[text].symbols[...] }
    func gaps(of text: Int) -> ArraySlice<UInt8> { signatures[text].gaps[...] }
    func anchorCount(of text: Int) -> Int { anchors[text].count }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        let keys = (anchors[left] + anchors[right]).map { AnchorKey(anchor: $0) }
        return AnchorKey.share(moreThan: limit, keys, 0..<anchors[left].count, anchors[left].count..<keys.count)
    }
}
