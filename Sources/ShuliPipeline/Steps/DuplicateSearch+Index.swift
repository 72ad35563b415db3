import ShuliDuplicates
import ShuliFiles

extension DuplicateSearch {
    /// Republished articles by a `DuplicateIndex` in a file; of each cluster one is kept.
    package static func index(
        _ options: DuplicateIndex.Options = DuplicateIndex.Options(), keeping policy: SurvivorPolicy = .first
    ) -> DuplicateSearch {
        DuplicateSearch(name: "dedup") { record, number in
            var document = DuplicateIndex.Document(
                id: "\(number)", text: record.text, title: record.title, isReprint: record.traits.isReprint,
                removed: record.traits.removed)
            // What no policy asks for is not kept.
            switch policy {
            case .earliest, .sources:
                document.date = record.traits.date
                document.source = record.traits.source
                document.host = record.traits.host
            case .first, .longest, .cleanest: break
            }
            return DuplicateIndex.PreparedDocument(document)
        } open: { path in
            IndexStore(try DuplicateIndex(at: path, options: options), policy)
        }
    }
}

/// An index whose documents are known by the numbers of their records.
private final class IndexStore: DuplicateStore {
    private var index: DuplicateIndex
    private let policy: SurvivorPolicy

    init(_ index: consuming DuplicateIndex, _ policy: SurvivorPolicy) {
        self.index = index
        self.policy = policy
    }

    var count: Int { get throws { try index.count } }

    func add(_ prepared: [any Sendable]) throws {
        try index.add(prepared.compactMap { $0 as? DuplicateIndex.PreparedDocument })
    }

    func lots() throws -> DuplicateLots {
        var lots = DuplicateLots()
        for verdict in try index.verdicts(keeping: policy).all where !verdict.isKept || verdict.relation != .unique {
            guard let number = Int(verdict.id), let cluster = Int(verdict.cluster) else { continue }
            lots[number] = DuplicateLots.Lot(
                cluster: cluster, original: verdict.original.flatMap { Int($0) } ?? number,
                relation: verdict.relation.rawValue, similarity: Float(verdict.similarity))
        }
        return lots
    }
}
