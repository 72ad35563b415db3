extension RunReport {
    /// How much of each kind of sample is kept.
    package static let sampleLimit = 24
    package static let droppedLimit = 4
    package static let clusterLimit = 20

    /// Adds what another part of the run did. Plan, version, inputs and seconds stay.
    package mutating func merge(_ other: RunReport) {
        records += other.records
        written += other.written
        rejected += other.rejected
        skipped += other.skipped
        inputBytes += other.inputBytes
        writtenBytes += other.writtenBytes
        for step in other.steps {
            guard let place = steps.firstIndex(where: { $0.name == step.name }) else {
                steps.append(step)
                continue
            }
            steps[place].entered += step.entered
            steps[place].left += step.left
            steps[place].seconds += step.seconds
        }
        for rejection in other.rejections { reject(rejection.step, rejection.rule, count: rejection.count) }
        for histogram in other.histograms {
            guard let place = histograms.firstIndex(where: { $0.name == histogram.name }) else {
                histograms.append(histogram)
                continue
            }
            for bin in histogram.bounds.indices {
                histograms[place].written[bin] += histogram.written[bin]
                histograms[place].rejected[bin] += histogram.rejected[bin]
            }
        }
        scripts.add(other.scripts)
        personalData.add(other.personalData)
        showSamples(of: other)
        clusterCount += other.clusterCount
        clusteredRecords += other.clusteredRecords
        clusters += other.clusters
    }

    /// Adds only the samples of another part.
    mutating func showSamples(of other: RunReport) {
        for sample in other.samples where wantsSample(sample.rank) { keep(sample) }
        guard !other.dropped.isEmpty else { return }
        dropped += other.dropped
        limitDropped()
    }

    /// Counts records that a rule of a step kept out.
    package mutating func reject(_ step: String, _ rule: String, count: Int = 1) {
        if let place = rejections.firstIndex(where: { $0.step == step && $0.rule == rule }) {
            rejections[place].count += count
        } else {
            rejections.append(Rejection(step: step, rule: rule, count: count))
        }
    }

    /// Whether a sample of this rank would be kept.
    package func wantsSample(_ rank: UInt64) -> Bool {
        rank <= sampleBound && (samples.count < Self.sampleLimit || samples.last.map { rank < $0.rank } ?? true)
    }

    /// Adds a sample; those of the smallest ranks stay.
    package mutating func keep(_ sample: Sample) {
        let place = samples.firstIndex { (sample.rank, sample.id) < ($0.rank, $0.id) } ?? samples.count
        samples.insert(sample, at: place)
        if samples.count > Self.sampleLimit { samples.removeLast() }
    }

    /// Counts a masked passage.
    package mutating func countPersonalData(_ kind: String) { personalData.add(kind) }

    /// Puts everything into the order in which it is written.
    package mutating func arrange() {
        let order = Dictionary(steps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        func rank(_ step: String) -> Int { order[step] ?? -1 }
        rejections.sort { (rank($0.step), -$0.count, $0.rule) < (rank($1.step), -$1.count, $1.rule) }
        scripts.sort { (-$0.count, $0.name) < (-$1.count, $1.name) }
        personalData.sort { (-$0.count, $0.name) < (-$1.count, $1.name) }
        dropped.sort { (rank($0.step), $0.rule, $0.rank) < (rank($1.step), $1.rule, $1.rank) }
    }

    /// Keeps of the dropped documents of each rule those of the smallest hashes.
    mutating func limitDropped() {
        var counts: [String: Int] = [:]
        dropped = dropped.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.filter {
            counts["\($0.step) \($0.rule)", default: 0] += 1
            return counts["\($0.step) \($0.rule)", default: 0] <= Self.droppedLimit
        }
    }
}

extension [RunReport.Tally] {
    mutating func add(_ name: String, count: Int = 1) {
        if let place = firstIndex(where: { $0.name == name }) {
            self[place].count += count
        } else {
            append(RunReport.Tally(name: name, count: count))
        }
    }

    mutating func add(_ others: [RunReport.Tally]) {
        for other in others { add(other.name, count: other.count) }
    }
}
