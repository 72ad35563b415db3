import ShuliText

/// Compiles trained weights into the tables of a `SegmentationModel`.
package struct SegmentationCompiler: Sendable {
    /// Rows whose weights are all smaller are dropped.
    package var minimumWeight: Float = 0.05
    /// The share of weights that are clipped to 8 bits.
    package var clippedShare = 0.0001

    package init() {}

    /// The compiled model, which can only be opened together with `lexicon`.
    package func compile(_ trained: TrainedSegmentation, lexicon: Lexicon) -> [UInt8] {
        var work = Work(
            minimumWeight: minimumWeight, symbolCount: lexicon.alphabet.labelCount, standards: trained.weights.count)
        for (number, key) in trained.keys.enumerated() { work.take(key, trained.weights.map { $0[number] }) }
        work.merge(clippedShare: clippedShare)
        return CompiledFile.write(
            magic: SegmentationModel.magic, version: SegmentationModel.version,
            lexiconFingerprint: lexicon.file.fingerprint, tables: work.tables())
    }
}

/// The tables as real numbers, before they are scaled to integers.
private struct Work {
    typealias Layout = SegmentationModel.Layout
    let minimumWeight: Float
    var scale: Float = 1
    let symbolCount: Int
    let standards: Int
    /// By a pair of symbols in one number: 16 weights for each standard.
    var pairs: [Int: [SIMD16<Float>]] = [:]
    var unigrams: [[SIMD16<Float>]]
    var joins: [Int: [SIMD4<Float>]] = [:]
    var others: [FeatureKey.Template: [Int: [SIMD4<Float>]]] = [:]

    init(minimumWeight: Float, symbolCount: Int, standards: Int) {
        self.minimumWeight = minimumWeight
        self.symbolCount = symbolCount
        self.standards = standards
        unigrams = Array(
            repeating: Array(repeating: .zero, count: symbolCount), count: standards)
    }

    /// A row with the weights of one of the four characters around a pair; `place` 0 is the one before its first.
    private func row(_ weights: SIMD4<Float>, place: Int) -> SIMD16<Float> {
        var row = SIMD16<Float>.zero
        for tag in 0..<4 { row[place * 4 + tag] = weights[tag] }
        return row
    }

    mutating func take(_ key: UInt64, _ weights: [SIMD4<Float>]) {
        guard let template = FeatureKey.template(key) else { return }
        let (a, b, c) = FeatureKey.values(key)
        switch template {
        case .character:
            // a - 2 is the position of the symbol relative to the character with the weights.
            for k in 0..<standards { unigrams[k][b] += row(weights[k], place: 3 - a) }
        case .characters:
            if isSmall(weights) { return }
            for k in 0..<standards {
                pairs[b << 16 | c, default: Array(repeating: .zero, count: standards)][k] += row(
                    weights[k], place: 3 - a)
            }
        case .beginAndCharacter: join(b, a, weights)
        case .endAndCharacter: join(b, Layout.lengthBuckets + a, weights)
        case .nearSurname: join(b, Layout.firstNearSurname + a, weights)
        case .behindName: join(b, Layout.firstBehindName + a, weights)
        case .beforeSurname: join(b, Layout.firstBeforeSurname + a, weights)
        default:
            others[template, default: [:]][Self.pack(a, b, c)] = weights
        }
    }

    private func isSmall(_ weights: [SIMD4<Float>]) -> Bool {
        weights.allSatisfy { max(abs($0.min()), abs($0.max())) < minimumWeight }
    }

    private mutating func join(_ symbol: Int, _ feature: Int, _ weights: [SIMD4<Float>]) {
        if !isSmall(weights) { joins[symbol << 16 | feature] = weights }
    }

    private static func pack(_ a: Int, _ b: Int, _ c: Int) -> Int { a << 40 | b << 20 | c }

    private func weight(_ template: FeatureKey.Template, _ k: Int, _ a: Int, _ b: Int = 0, _ c: Int = 0) -> SIMD4<Float>
    {
        others[template]?[Self.pack(a, b, c)]?[k] ?? .zero
    }

    private func bytes(_ rows: [SIMD4<Float>]) -> [UInt8] {
        CompiledFile.littleEndianBytes(
            of: rows.flatMap { row in (0..<4).map { Int16(max(-8000, min(8000, (row[$0] * scale).rounded()))) } })
    }

    private func small(_ value: Float) -> UInt8 {
        UInt8(bitPattern: Int8(max(-127, min(127, (value * scale).rounded()))))
    }

    /// Adds the weights of the first character of each pair to the row of the pair, and chooses the scale for 8 bits.
    mutating func merge(clippedShare: Double) {
        for key in pairs.keys {
            for k in 0..<standards { pairs[key]?[k] += unigrams[k][key >> 16] }
        }
        var magnitudes: [Float] = []
        for rows in pairs.values { for row in rows { magnitudes.append(max(row.max(), -row.min())) } }
        for rows in joins.values { for row in rows { magnitudes.append(max(row.max(), -row.min())) } }
        for rows in unigrams { for row in rows where row != .zero { magnitudes.append(max(row.max(), -row.min())) } }
        magnitudes.sort()
        let place = min(magnitudes.count - 1, Int(Double(magnitudes.count) * (1 - clippedShare)))
        let high = magnitudes.isEmpty ? 1 : max(magnitudes[place], 0.1)
        scale = max(1, (127 / high).rounded(.down))
    }

    func tables() -> [(name: String, bytes: [UInt8])] {
        let pairPlaces = RowDisplacement(keys: pairs.keys.sorted(), rowCount: symbolCount, width: symbolCount)
        let joinPlaces = RowDisplacement(keys: joins.keys.sorted(), rowCount: symbolCount, width: Layout.joinedCount)
        var tables: [(name: String, bytes: [UInt8])] = [
            ("numbers", CompiledFile.littleEndianBytes(of: [UInt32(scale), UInt32(standards)])),
            ("pairbase", CompiledFile.littleEndianBytes(of: pairPlaces.bases)),
            ("pairchk", CompiledFile.littleEndianBytes(of: pairPlaces.checks)),
            ("joinbase", CompiledFile.littleEndianBytes(of: joinPlaces.bases)),
            ("joinchk", CompiledFile.littleEndianBytes(of: joinPlaces.checks)),
        ]
        for k in 0..<standards {
            var pairBytes = [UInt8](repeating: 0, count: pairPlaces.checks.count * 16)
            for (key, rows) in pairs {
                let place = pairPlaces.place(of: key)
                for lane in 0..<16 { pairBytes[place * 16 + lane] = small(rows[k][lane]) }
            }
            var joinBytes = [UInt8](repeating: 0, count: joinPlaces.checks.count * 4)
            for (key, weights) in joins {
                let place = joinPlaces.place(of: key)
                for lane in 0..<4 { joinBytes[place * 4 + lane] = small(weights[k][lane]) }
            }
            tables.append(("pair.\(k)", pairBytes))
            tables.append(("uni.\(k)", unigrams[k].flatMap { row in (0..<16).map { small(row[$0]) } }))
            tables.append(("join.\(k)", joinBytes))
            tables += tabulated(k)
        }
        return tables
    }

    /// The tables of the features that do not depend on characters, with precomputed sums.
    private func tabulated(_ k: Int) -> [(name: String, bytes: [UInt8])] {
        let kinds = (0..<Layout.kindWindows).map { window in
            var sum = SIMD4<Float>.zero
            for o in 0..<5 {
                let rest = window >> (12 - 3 * o)
                sum += weight(.kinds, k, o, rest & 7)
                if o < 4 { sum += weight(.kinds2, k, o, window >> (9 - 3 * o) & 0o77) }
                if o < 3 { sum += weight(.kinds3, k, o, window >> (6 - 3 * o) & 0o777) }
            }
            return sum
        }
        func matches(
            _ length: FeatureKey.Template, _ bucket: FeatureKey.Template, _ sources: FeatureKey.Template,
            _ wordClass: FeatureKey.Template, count: Int
        ) -> [SIMD4<Float>] {
            (0..<count).map { number in
                let match = UInt16(number)
                let code = WordMatch.code(match)
                return weight(length, k, code) + weight(bucket, k, code, WordMatch.bucket(match))
                    + weight(sources, k, code, WordMatch.sources(match))
                    + weight(wordClass, k, code, WordMatch.wordClass(match))
            }
        }
        func neighbours(_ template: FeatureKey.Template) -> [SIMD4<Float>] {
            (0..<Layout.matchCount).map {
                weight(template, k, WordMatch.code(UInt16($0)), WordMatch.wordClass(UInt16($0)))
            }
        }
        var names: [SIMD4<Float>] = []
        for template in [FeatureKey.Template.nearBegin, .nearEnd, .nearNextBegin] {
            for place in 0...SurnameClasses.places {
                for bucket in 0..<Layout.lengthBuckets { names.append(weight(template, k, place, bucket)) }
            }
        }
        for surname in 0...SurnameClasses.count {
            for word in 0..<Layout.lengthClasses { names.append(weight(.surnameBehindWord, k, surname, word)) }
        }
        for surname in 0...SurnameClasses.count {
            for bucket in 0..<Layout.lengthBuckets { names.append(weight(.surnameBeforeWord, k, surname, bucket)) }
        }
        func interleaved(_ a: [SIMD4<Float>], _ b: [SIMD4<Float>]) -> [SIMD4<Float>] { zip(a, b).flatMap { [$0, $1] } }
        let begin = matches(.begin, .beginBucket, .beginSources, .beginClass, count: Layout.matchCount)
        let end = matches(.end, .endBucket, .endSources, .endClass, count: Layout.matchCount)
        let cover = matches(.cover, .coverBucket, .coverSources, .coverClass, count: Layout.coverCount)
        var lengths: [SIMD4<Float>] = []
        for b in 0..<Layout.lengthBuckets {
            for e in 0..<Layout.lengthBuckets {
                for c in 0..<WordMatch.coverShapes {
                    lengths.append(
                        weight(.lengths, k, b >> 3, e >> 3, c) + weight(.beginWithCover, k, b, c)
                            + weight(.endWithCover, k, e, c) + weight(.overlap, k, b, e))
                }
            }
        }
        return [
            ("kinds.\(k)", bytes(kinds)), ("begin.\(k)", bytes(interleaved(begin, neighbours(.nextBeginClass)))),
            ("end.\(k)", bytes(interleaved(end, neighbours(.previousEndClass)))), ("cover.\(k)", bytes(cover)),
            ("len.\(k)", bytes(lengths)), ("names.\(k)", bytes(names)),
        ]
    }
}
