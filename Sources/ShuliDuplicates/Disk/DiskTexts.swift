import ShuliStorage

/// The texts of an index in a file. They are read when they are needed and kept in memory up to a bound.
///
/// `TextStore` can't throw, so an error is kept and thrown by `check`; until then the text is empty.
final class DiskTexts: TextStore {
    /// What is known of all texts without reading them.
    var states: TextStates
    private var failure: (any Error)?
    private let database: Database
    private let select: Statement
    private let selectKeys: Statement
    private let bound: Int
    private var dataVersion = -1

    // Symbols of texts and gaps between their anchors. All are dropped when they exceed the bound.
    private var contents: [Int: (symbols: [UInt16], gaps: [UInt8])] = [:]
    private var contentBytes = 0
    // The keys of anchors, text after text, each list behind its length; for each text the start of its list, which is
    // valid if its epoch is the current one.
    private var anchors: [AnchorKey] = []
    private var starts: [UInt32] = []
    private var epochs: [UInt32] = []
    private var currentEpoch: UInt32 = 1

    /// `memory` bounds what is kept, in bytes.
    init(_ database: Database, memory: Int) throws {
        self.database = database
        bound = max(1 << 20, memory)
        states = try TextStates(database)
        select = try database.prepare("SELECT symbols, gaps FROM texts WHERE number = ?")
        selectKeys = try database.prepare("SELECT anchors FROM keys WHERE text = ?")
    }

    /// Reads the states of texts that were added; of all texts if another process has changed the file. Runs inside of a
    /// transaction or snapshot.
    ///
    /// Returns whether another process has changed the file.
    func reload() throws -> Bool {
        let version = try database.pragma("data_version")
        let isStale = version != dataVersion
        try states.reload(all: isStale)
        dataVersion = version
        starts += repeatElement(0, count: max(0, count - starts.count))
        epochs += repeatElement(0, count: max(0, count - epochs.count))
        return isStale
    }

    /// Forgets what may be wrong after an error: what a failed transaction has left, or what was read of a damaged file.
    func forget() {
        dataVersion = -1
        failure = nil
        contents.removeAll()
        contentBytes = 0
        dropAnchors()
    }

    var count: Int { states.count }

    func hash(of text: Int) -> UInt64 { states.texts.keys[text] }

    func symbols(of text: Int) -> ArraySlice<UInt16> { content(of: text).symbols[...] }

    func gaps(of text: Int) -> ArraySlice<UInt8> { content(of: text).gaps[...] }

    private func content(of text: Int) -> (symbols: [UInt16], gaps: [UInt8]) {
        if let known = contents[text] { return known }
        var content: (symbols: [UInt16], gaps: [UInt8]) = ([], [])
        read(text, select) { row in
            let (symbols, gaps) = (row.array(0, of: UInt16.self), row.array(1, of: UInt8.self))
            // Anchors are hashed without checks of bounds. A text has one symbol or more.
            guard !symbols.isEmpty, Anchors.fit(gaps, symbols: symbols.count) else { return false }
            content = (symbols, gaps)
            return true
        }
        if contentBytes > bound / 2 {
            contents.removeAll()
            contentBytes = 0
        }
        contents[text] = content
        contentBytes += content.symbols.count * 2 + content.gaps.count + 128
        return content
    }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        readAnchors(of: left)
        readAnchors(of: right)
        readAnchors(of: left)  // Reading the second list may have dropped the first one.
        return AnchorKey.share(moreThan: limit, anchors, anchors(of: left), anchors(of: right))
    }

    func anchorCount(of text: Int) -> Int {
        readAnchors(of: text)
        return anchors(of: text).count
    }

    private func anchors(of text: Int) -> Range<Int> {
        let start = Int(starts[text]) + 1
        return start..<start + Int(anchors[start - 1])
    }

    private func readAnchors(of text: Int) {
        guard epochs[text] != currentEpoch else { return }
        if anchors.count * 4 > bound / 2 {
            anchors.removeAll(keepingCapacity: true)
            currentEpoch += 1
        }
        let start = anchors.count
        starts[text] = UInt32(start)
        epochs[text] = currentEpoch
        anchors.append(0)
        read(text, selectKeys) {
            anchors += $0.array(0, of: AnchorKey.self)
            return true
        }
        anchors[start] = AnchorKey(anchors.count - start - 1)
    }

    /// Frees the memory of the anchors.
    func dropAnchors() {
        anchors = []
        currentEpoch += 1
    }

    // Calls `body` with the row of a text; a row that is missing, or for which `body` returns false, is an error.
    private func read(_ text: Int, _ select: Statement, _ body: (Statement) -> Bool) {
        do {
            defer { select.reset() }
            guard try select.bind(.integer(text)).step(), body(select) else {
                throw database.damage("text \(text) is not whole")
            }
        } catch {
            failure = failure ?? error
        }
    }

    /// Throws the first error that occurred while texts were read.
    func check() throws { if let failure { throw failure } }
}
