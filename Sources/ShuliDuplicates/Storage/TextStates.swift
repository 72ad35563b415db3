import ShuliStorage

/// What an index on disk knows of each of its texts by heart, by their numbers: twenty bytes and the place in a table of
/// hashes.
///
/// It lies in the file in rows of `part` texts, so that all of it is read in the time of a few hundred look-ups and what
/// changed is written with few pages, wherever in it the changes are.
struct TextStates {
    /// The texts of one row: their states fill most of a page.
    static let part = 512

    static let schema = """
        CREATE TABLE hashes(part INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
        CREATE TABLE states(
            part INTEGER PRIMARY KEY, clusters BLOB NOT NULL, telling BLOB NOT NULL, lengths BLOB NOT NULL);
        """

    /// The hash of all symbols of each text.
    private(set) var hashes: [UInt64] = []
    /// The cluster of each text that was evaluated, as the number of one of its texts; so the next two.
    var clusters: [UInt32] = []
    /// How many anchors were no furniture.
    var telling: [UInt32] = []
    /// How many symbols were outside of furniture, where a comparison asked for it.
    var lengths: [UInt32] = []
    // The number of a text plus one, by its hash (open addressing); 0 where there is none.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    var count: Int { hashes.count }

    /// The text with this hash.
    func text(withHash hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if hashes[Int(slots[slot]) - 1] == hash { return Int(slots[slot]) - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func append(_ new: ArraySlice<UInt64>) {
        let first = hashes.count
        hashes += new
        if hashes.count * 2 > slots.count {
            var capacity = slots.count
            while capacity < hashes.count * 2 { capacity *= 2 }
            slots = [UInt32](repeating: 0, count: capacity)
            for text in hashes.indices { enter(text) }
        } else {
            for text in first..<hashes.count { enter(text) }
        }
    }

    private mutating func enter(_ text: Int) {
        var slot = Int(truncatingIfNeeded: hashes[text]) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(text + 1)
    }

    // MARK: Storage

    /// Stores the hashes of new texts, which get the numbers behind all that are known.
    func storeHashes(_ new: [UInt64], _ database: Database) throws {
        let first = count / Self.part
        let all = hashes[(first * Self.part)...] + new
        let insert = try database.prepare("INSERT OR REPLACE INTO hashes(part, hashes) VALUES (?, ?)")
        for (index, start) in stride(from: all.startIndex, to: all.endIndex, by: Self.part).enumerated() {
            let part = Array(all[start..<min(start + Self.part, all.endIndex)])
            try insert.bind(.integer(first + index), .words(part)).run()
        }
    }

    /// Reads the hashes of texts that are not known yet.
    mutating func readNewHashes(_ database: Database) throws {
        let select = try database.prepare("SELECT hashes FROM hashes WHERE part >= ? ORDER BY part")
        try select.bind(.integer(count / Self.part))
        while try select.step() { append(select.array(0, of: UInt64.self).dropFirst(count % Self.part)) }
    }

    /// Reads what was found of the texts that were evaluated.
    mutating func readStates(_ database: Database) throws {
        (clusters, telling, lengths) = ([], [], [])
        let select = try database.prepare("SELECT clusters, telling, lengths FROM states ORDER BY part")
        while try select.step() {
            clusters += select.array(0, of: UInt32.self)
            telling += select.array(1, of: UInt32.self)
            lengths += select.array(2, of: UInt32.self)
        }
    }

    /// Stores what was found, where it is something else than before: a row that is not written is a page that is not.
    func storeStates(_ database: Database) throws {
        let select = try database.prepare("SELECT clusters, telling, lengths FROM states WHERE part = ?")
        let insert = try database.prepare(
            "INSERT OR REPLACE INTO states(part, clusters, telling, lengths) VALUES (?, ?, ?, ?)")
        for (part, start) in stride(from: 0, to: clusters.count, by: Self.part).enumerated() {
            let range = start..<min(start + Self.part, clusters.count)
            let columns = [clusters, telling, lengths].map { Array($0[range]) }
            try select.bind(.integer(part))
            let stored =
                try select.step() ? columns.indices.map { select.array(Int32($0), of: UInt32.self) } : []
            select.reset()
            guard stored != columns else { continue }
            try insert.bind([.integer(part)] + columns.map { .numbers($0) }).run()
        }
    }
}
