import ShuliStorage

/// The texts of an index on disk, read as they are needed; what was read stays in memory up to a bound.
///
/// An error of the storage is kept in `failure` and ends the run at the next place that may throw.
final class DiskTexts: TextStore {
    /// What is known of all texts without reading them.
    var states: TextStates
    private(set) var failure: (any Error)?
    private let database: Database
    private let select: Statement
    private let selectKeys: Statement
    private let bound: Int
    private var dataVersion = -1

    // Symbols of texts and gaps between their anchors, all dropped when there are too many of them.
    private var contents: [Int: (symbols: [UInt16], gaps: [UInt8])] = [:]
    private var contentBytes = 0
    // Keys of anchors, one after the other; for each text where its own start, by number.
    private var anchors: [AnchorKey] = []
    private var places: [UInt32] = []
    private var epoch: [UInt32] = []
    private var currentEpoch: UInt32 = 1

    /// `memory` bounds what is kept, in bytes.
    init(_ database: Database, memory: Int) throws {
        self.database = database
        bound = max(1 << 20, memory)
        states = try TextStates(database)
        select = try database.prepare("SELECT symbols, gaps FROM texts WHERE number = ?")
        selectKeys = try database.prepare("SELECT anchors FROM keys WHERE text = ?")
        try reload()
    }

    /// Takes note of what was added, and of what another process changed.
    ///
    /// Returns whether what was known is known no more.
    @discardableResult
    func reload() throws -> Bool {
        let version = try database.pragma("data_version")
        let isStale = version != dataVersion
        try states.reload(all: isStale)
        dataVersion = version
        places += repeatElement(0, count: count - places.count)
        epoch += repeatElement(0, count: count - epoch.count)
        return isStale
    }

    /// Forgets what a transaction that failed has left.
    func forget() { dataVersion = -1 }

    var count: Int { states.count }

    func hash(of text: Int) -> UInt64 { states.texts.keys[text] }

    func symbols(of text: Int) -> ArraySlice<UInt16> { content(of: text).symbols[...] }

    func gaps(of text: Int) -> ArraySlice<UInt8> { content(of: text).gaps[...] }

    private func content(of text: Int) -> (symbols: [UInt16], gaps: [UInt8]) {
        if let known = contents[text] { return known }
        var read: (symbols: [UInt16], gaps: [UInt8]) = ([], [])
        self.read(text, select) { read = ($0.array(0, of: UInt16.self), $0.array(1, of: UInt8.self)) }
        if contentBytes > bound / 2 {
            contents.removeAll()
            contentBytes = 0
        }
        contents[text] = read
        contentBytes += read.symbols.count * 2 + read.gaps.count + 128
        return read
    }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        readAnchors(of: left)
        readAnchors(of: right)
        readAnchors(of: left)  // The second may have made room for itself.
        return AnchorKey.share(moreThan: limit, anchors, anchors(of: left), anchors(of: right))
    }

    func anchorCount(of text: Int) -> Int {
        readAnchors(of: text)
        return anchors(of: text).count
    }

    private func anchors(of text: Int) -> Range<Int> {
        let start = Int(places[text]) + 1
        return start..<start + Int(anchors[start - 1])
    }

    private func readAnchors(of text: Int) {
        guard epoch[text] != currentEpoch else { return }
        if anchors.count * 4 > bound / 2 {
            anchors.removeAll(keepingCapacity: true)
            currentEpoch += 1
        }
        let place = anchors.count
        places[text] = UInt32(place)
        epoch[text] = currentEpoch
        anchors.append(0)
        read(text, selectKeys) { anchors += $0.array(0, of: AnchorKey.self) }
        anchors[place] = AnchorKey(anchors.count - place - 1)
    }

    /// Lets go of the anchors.
    func dropAnchors() {
        anchors = []
        currentEpoch += 1
    }

    private func read(_ text: Int, _ select: Statement, _ body: (Statement) -> Void) {
        do {
            defer { select.reset() }
            if try select.bind(.integer(text)).step() { body(select) }
        } catch {
            failure = failure ?? error
        }
    }

    /// Throws what went wrong while texts were read.
    func check() throws { if let failure { throw failure } }
}
