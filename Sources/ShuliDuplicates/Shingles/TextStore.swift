/// Where folded texts are read from: memory or a file. Texts have the numbers 0 ..< count, and no two are equal.
protocol TextStore: AnyObject {
    var count: Int { get }
    /// The hash of all symbols of a text.
    func hash(of text: Int) -> UInt64
    /// The symbols of a text.
    func symbols(of text: Int) -> ArraySlice<UInt16>
    /// The gaps between the anchors of a text.
    func gaps(of text: Int) -> ArraySlice<UInt8>
    /// How many different anchors a text has.
    func anchorCount(of text: Int) -> Int
    /// Whether two texts share more than `limit` anchors.
    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool
}
