import ShuliBase
import ShuliCleaning
import ShuliFiles

/// Which documents a report shows.
extension RunReport {
    private static let sampleLines = 60
    private static let sampleCharacters = 160
    private static let excerptCharacters = 200

    /// Keeps an article line by line, where it is one of those that are shown.
    mutating func sample(_ record: Record, _ article: Article) {
        let rank = SampleRank.rank(record.idSource)
        guard wantsSample(rank) else { return }
        func line(_ range: TextRange, _ removal: Removal? = nil) -> (TextRange, Sample.Line) {
            let text = String(article.input[range].prefix(Self.sampleCharacters))
            return (range, Sample.Line(text: text, rule: removal?.rule, reason: removal?.reason))
        }
        let lines = (article.kept.map { line($0) } + article.removals.map { line($0.range, $0) })
            .filter { !$0.1.text.isEmpty }.sorted { $0.0 < $1.0 }.map(\.1)
        keep(
            Sample(
                id: record.id, title: record.title, lines: Array(lines.prefix(Self.sampleLines)),
                isCut: lines.count > Self.sampleLines, rank: rank))
    }

    /// Keeps the beginning of a rejected document, where it is one of those that are shown.
    mutating func sampleRejected(_ record: Record, _ rejection: Record.Rejection) {
        dropped.append(
            Dropped(
                id: record.id, title: record.title, step: rejection.step, rule: rejection.rule,
                reason: rejection.reason, excerpt: String(record.text.prefix(Self.excerptCharacters)),
                rank: SampleRank.rank(record.idSource)))
        limitDropped()
    }
}

/// Which records are shown as samples: those whose ids have the smallest hashes, so that a run of the same input shows the
/// same ones.
package enum SampleRank {
    /// FNV-1a, followed by the mixing step of MurmurHash3; 63 bits, which fit into a number of JSON and of SQLite.
    package static func rank(_ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return (hash ^ hash >> 33) >> 1
    }
}

extension RunReport.Step {
    /// Adds the time since an instant, and sets the instant to now.
    mutating func take(_ time: inout ContinuousClock.Instant) {
        let now = ContinuousClock.now
        seconds += (now - time).seconds
        time = now
    }
}

extension Duration {
    /// In seconds.
    var seconds: Double {
        let (whole, parts) = components
        return Double(whole) + Double(parts) / 1e18
    }
}
