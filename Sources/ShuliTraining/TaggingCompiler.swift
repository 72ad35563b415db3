import ShuliText

/// Compiles trained weights into the tables of a `TaggingModel`.
struct TaggingCompiler {
    /// Features whose weights are all smaller are dropped.
    var minimumWeight: Float = 0.2
    /// The share of features whose greatest weight is not clipped to 8 bits.
    var unclippedShare: Float = 0.9995

    /// The compiled model, which can only be opened together with `lexicon`.
    func compile(_ trained: TrainedTagging, lexicon: Lexicon) -> [UInt8] {
        let rounded = rounded(trained)
        var tables = TaggingTables(labelCount: lexicon.alphabet.labelCount)
        for (feature, row) in rounded.features { tables.add(feature, row) }
        return CompiledFile.write(
            magic: TaggingModel.magic, version: TaggingModel.version, lexiconFingerprint: lexicon.file.fingerprint,
            tables: tables.compiled(transitions: rounded.transitions))
    }

    /// The features that are kept and the transitions, as whole numbers of one scale.
    func rounded(
        _ trained: TrainedTagging
    ) -> (features: [(feature: TaggingFeature, row: SIMD16<Int16>)], transitions: [SIMD16<Int16>]) {
        var magnitudes: [Float] = []
        var kept: [Int] = []
        for (number, row) in trained.weights.enumerated() {
            let greatest = max(row.max(), -row.min())
            if greatest < minimumWeight { continue }
            magnitudes.append(greatest)
            kept.append(number)
        }
        magnitudes.sort()
        let high = magnitudes.isEmpty ? 1 : magnitudes[Int(Float(magnitudes.count - 1) * unclippedShare)]
        let scale = (127 / high).rounded(.down)
        func row(_ weights: SIMD16<Float>, most: Float) -> SIMD16<Int16> {
            var row = SIMD16<Int16>.zero
            for lane in 0..<16 { row[lane] = Int16(max(-most, min(most, (weights[lane] * scale).rounded()))) }
            return row
        }
        return (
            kept.map { (trained.features[$0], row(trained.weights[$0], most: 127)) },
            trained.transitions.map { row($0, most: 8_000) }
        )
    }
}

/// The tables of a model while it is compiled.
private struct TaggingTables {
    typealias Row = SIMD16<Int16>
    typealias Layout = TaggingModel.Layout

    /// Rows by key, the keys in order of their first occurrence: the same on every run.
    private struct Keyed {
        let width: Int
        private(set) var keys: [UInt64] = []
        private(set) var rows: [Row] = []
        private var numbers: [UInt64: Int] = [:]

        init(width: Int) { self.width = width }

        /// The number of a key; one that was not there gets rows of zeros.
        mutating func number(of key: UInt64) -> Int {
            if let number = numbers[key] { return number }
            numbers[key] = keys.count
            keys.append(key)
            rows += Array(repeating: .zero, count: width)
            return keys.count - 1
        }

        mutating func set(_ key: UInt64, _ place: Int, _ row: Row) { rows[number(of: key) * width + place] = row }
    }

    private var words = Keyed(width: Layout.wordRows)
    private var pairs = Keyed(width: Layout.pairRows)
    private var spellings = Keyed(width: Layout.spellingRows)
    private var histories = Keyed(width: 1)
    private var characters: [Row]
    /// By the number of a word, its flags and the rows of the classes of its neighbours.
    private var flags: [Int: UInt64] = [:]
    private var classesBefore: [Int: [Int: Row]] = [:]
    private var classesBehind: [Int: [Int: Row]] = [:]
    /// Weights by forms and classes, before they are put together.
    private var small: [TaggingFeature.Template: [[UInt64]: Row]] = [:]

    init(labelCount: Int) {
        characters = Array(repeating: .zero, count: labelCount * Layout.characterRows)
    }

    mutating func add(_ feature: TaggingFeature, _ row: Row) {
        let (a, b) = (feature.a, feature.b)
        func character(_ place: Int) -> Int { Int(a) * Layout.characterRows + place }
        switch feature.template {
        case .word: words.set(a, 0, row)
        case .wordBefore: words.set(a, 1, row)
        case .wordBefore2: words.set(a, 2, row)
        case .wordBehind: words.set(a, 3, row)
        case .first: characters[character(0)] = row
        case .last: characters[character(1)] = row
        case .lastBefore: characters[character(2)] = row
        case .firstBehind: characters[character(3)] = row
        case .firstPair: spellings.set(a, 0, row)
        case .lastPair: spellings.set(a, 1, row)
        case .border: spellings.set(a << 16 | b, 2, row)
        case .pairBefore, .pairBehind:
            pairs.set(Layout.pairKey(a, b), feature.template == .pairBefore ? 0 : 1, row)
            flags[words.number(of: a), default: 0] |= TaggingModel.Context.isFirst
            flags[words.number(of: b), default: 0] |= TaggingModel.Context.isSecond
        case .classBefore: classesBefore[words.number(of: b), default: [:]][Int(a)] = row
        case .classBehind: classesBehind[words.number(of: b), default: [:]][Int(a)] = row
        case .history2, .history3:
            let reach: UInt64 = feature.template == .history2 ? 2 : 3
            histories.set(Layout.historyKey(b, reach: reach, UInt8(a >> 8), UInt8(a & 0xff)), 0, row)
            flags[words.number(of: b), default: 0] |= TaggingModel.Context.hasHistory
        case .form, .formAndClass, .formsAround, .formsBefore, .classesBefore, .classesBehind, .classesAround:
            small[feature.template, default: [:]][[a, b]] = row
        }
    }

    func compiled(transitions: [Row]) -> [(name: String, bytes: [UInt8])] {
        let placed = Self.places(words.keys)
        let origins = (0..<PartOfSpeech.modelledCount).map { to in
            var row = Row.zero
            for from in 0..<PartOfSpeech.modelledCount { row[from] = transitions[from][to] }
            return row
        }
        return Self.tables("words", words) + Self.tables("pairs", pairs) + Self.tables("spell", spellings)
            + Self.tables("past", histories) + contexts(placed) + forms() + [
                ("chars", Self.bytes(characters)), ("classes", Self.wideBytes(classes())),
                ("follow", Self.wideBytes(transitions)), ("origins", Self.wideBytes(origins)),
            ]
    }

    /// By the place of a word, its context, and the rows of the contexts.
    private func contexts(_ placed: (slots: Int, places: [Int])) -> [(name: String, bytes: [UInt8])] {
        var contexts = [UInt64](repeating: 0, count: placed.slots)
        var rows: [Row] = []
        for (number, place) in placed.places.enumerated() {
            let (before, behind) = (classesBefore[number] ?? [:], classesBehind[number] ?? [:])
            var bits = flags[number] ?? 0
            if !before.isEmpty || !behind.isEmpty { bits |= UInt64(rows.count) << TaggingModel.Context.startShift }
            for wordClass in before.keys { bits |= 1 << UInt64(wordClass) }
            for wordClass in behind.keys { bits |= 1 << UInt64(Layout.classCount + wordClass) }
            for (_, row) in before.sorted(by: { $0.key < $1.key }) { rows.append(row) }
            for (_, row) in behind.sorted(by: { $0.key < $1.key }) { rows.append(row) }
            contexts[place] = bits
        }
        return [("context", CompiledFile.littleEndianBytes(of: contexts)), ("ctxrow", Self.bytes(rows))]
    }

    private func weight(_ template: TaggingFeature.Template, _ a: UInt64, _ b: UInt64) -> Row {
        small[template]?[[a, b]] ?? .zero
    }

    /// The numbers of the forms that have weights, from 1, and the rows by number.
    private func forms() -> [(name: String, bytes: [UInt8])] {
        var used: Set<UInt64> = []
        for (template, position) in [(TaggingFeature.Template.form, 0), (.formAndClass, 1)] {
            for values in (small[template] ?? [:]).keys { used.insert(values[position]) }
        }
        for template in [TaggingFeature.Template.formsAround, .formsBefore] {
            for values in (small[template] ?? [:]).keys { used.formUnion(values) }
        }
        // Number 0 has no weights; a table of bytes has room for 255 others, several times as many as there are.
        let listed = Array(used.sorted().prefix(255))
        var numbers = [UInt8](repeating: 0, count: Layout.formNumbers)
        for (index, form) in listed.enumerated() { numbers[Int(form)] = UInt8(index + 1) }
        let all: [UInt64?] = [nil] + listed
        var own: [Row] = []
        for wordClass in 0..<UInt64(Layout.classCount) {
            own += all.map { form in
                form.map { weight(.form, $0, 0) &+ weight(.formAndClass, wordClass, $0) } ?? .zero
            }
        }
        var near: [Row] = []
        for before in all {
            for other in all {
                guard let before, let other else {
                    near += [.zero, .zero]
                    continue
                }
                near += [weight(.formsAround, before, other), weight(.formsBefore, before, other)]
            }
        }
        return [("forms", numbers), ("ownform", Self.wideBytes(own)), ("nearform", Self.bytes(near))]
    }

    private func classes() -> [Row] {
        let all = 0..<UInt64(Layout.classCount)
        return all.flatMap { p in
            all.flatMap { w in
                all.map { n in
                    weight(.classesBefore, p, w) &+ weight(.classesBehind, w, n)
                        &+ weight(.classesAround, p << 8 | n, w)
                }
            }
        }
    }

    private static func tables(_ name: String, _ keyed: Keyed) -> [(name: String, bytes: [UInt8])] {
        let (slots, places) = places(keyed.keys)
        var checks = [UInt32](repeating: 0, count: slots)
        var rows = [Row](repeating: .zero, count: slots * keyed.width)
        for (number, place) in places.enumerated() {
            checks[place] = WeightTable.hash(keyed.keys[number], mask: slots - 1).check
            for row in 0..<keyed.width { rows[place * keyed.width + row] = keyed.rows[number * keyed.width + row] }
        }
        return [(name, CompiledFile.littleEndianBytes(of: checks)), (name + "row", bytes(rows))]
    }

    /// A slot for each key by linear probing, in a table that is at most half full: most searches are for keys that are
    /// not there.
    private static func places(_ keys: [UInt64]) -> (slots: Int, places: [Int]) {
        var slots = 1_024
        while slots < 2 * keys.count { slots *= 2 }
        while true {
            if let places = places(keys, slots: slots) { return (slots, places) }
            slots *= 2
        }
    }

    /// Nil where a key would be further from its own slot than the reader searches.
    private static func places(_ keys: [UInt64], slots: Int) -> [Int]? {
        var taken = [Bool](repeating: false, count: slots)
        var places: [Int] = []
        for key in keys {
            let start = WeightTable.hash(key, mask: slots - 1).place
            guard let probe = (0..<WeightTable.longestProbe).first(where: { !taken[(start + $0) & (slots - 1)] })
            else { return nil }
            taken[(start + probe) & (slots - 1)] = true
            places.append((start + probe) & (slots - 1))
        }
        return places
    }

    private static func bytes(_ rows: [Row]) -> [UInt8] {
        rows.flatMap { row in (0..<16).map { UInt8(bitPattern: Int8(truncatingIfNeeded: row[$0])) } }
    }

    private static func wideBytes(_ rows: [Row]) -> [UInt8] {
        CompiledFile.littleEndianBytes(of: rows.flatMap { row in (0..<16).map { row[$0] } })
    }
}
