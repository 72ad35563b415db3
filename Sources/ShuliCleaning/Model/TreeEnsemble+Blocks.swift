extension TreeEnsemble {
    /// The log-odds of each block of a document; the ensemble is the one for its kind.
    func logOdds(_ context: BlockContext) -> [Float] {
        let count = context.lines.count
        var odds: [Float] = []
        odds.reserveCapacity(count)
        var scratch: [LeafSets] = []
        var features = [FeatureBatch.Values](repeating: .zero, count: featureCount)
        features.withUnsafeMutableBufferPointer { features in
            for start in stride(from: 0, to: count, by: FeatureBatch.lanes) {
                let blocks = start..<min(start + FeatureBatch.lanes, count)
                for index in blocks {
                    var sink = FeatureLane(features, lane: index - start)
                    context.put(index, into: &sink)
                }
                let sums = logOdds(UnsafeBufferPointer(features), scratch: &scratch)
                for index in blocks { odds.append(sums[index - start]) }
            }
        }
        return odds
    }

    /// The log-odds of each row of features.
    func logOdds(rows: [[Float]]) -> [Float] {
        var scratch: [LeafSets] = []
        var features = [FeatureBatch.Values](repeating: .zero, count: featureCount)
        return rows.map { row in
            for feature in features.indices { features[feature][0] = row[feature] }
            return features.withUnsafeBufferPointer { logOdds($0, scratch: &scratch)[0] }
        }
    }
}
