import CDictionaries
import ShuliText

/// The trees that tell the blocks of a body from furniture: one ensemble for pages, one for flattened texts.
///
/// Gradient boosted decision trees (Friedman 2001; trained by LightGBM, `Dictionaries/Tools/train_cleaner.py`): the sum of
/// a leaf of each tree is the log-odds that a block belongs to the body. Tables of each ensemble: `trees` (each tree's
/// first node), `features`, `cuts`, `lefts`, `rights` a node (a negative child is leaf −1 − child), `leaves`.
package struct BlockModel: Sendable {
    /// The ensemble for one kind of document.
    struct Ensemble: Sendable {
        let trees: Table<UInt32>
        let features: Table<UInt16>
        let cuts: Table<Float>
        let lefts: Table<Int16>
        let rights: Table<Int16>
        let firstLeaves: Table<UInt32>
        let leaves: Table<Float>

        init(_ file: CompiledFile, _ prefix: String, featureCount: Int) throws(CompiledFileError) {
            trees = try file.table(prefix + "trees", of: UInt32.self)
            firstLeaves = try file.table(prefix + "leafs", of: UInt32.self, count: trees.count)
            features = try file.table(prefix + "feats", of: UInt16.self)
            cuts = try file.table(prefix + "cuts", of: Float.self, count: features.count)
            lefts = try file.table(prefix + "lefts", of: Int16.self, count: features.count)
            rights = try file.table(prefix + "rights", of: Int16.self, count: features.count)
            leaves = try file.table(prefix + "values", of: Float.self)
            for tree in 0..<trees.count {
                let nodes = Int(trees[tree])..<(tree + 1 < trees.count ? Int(trees[tree + 1]) : features.count)
                let firstLeaf = Int(firstLeaves[tree])
                guard nodes.lowerBound <= nodes.upperBound, nodes.upperBound <= features.count else {
                    throw .damaged(table: prefix + "trees")
                }
                for node in nodes {
                    guard Int(features[node]) < featureCount else { throw .damaged(table: prefix + "feats") }
                    for child in [Int(lefts[node]), Int(rights[node])] {
                        // A child stands behind its parent, so that every walk ends.
                        let holds =
                            child < 0
                            ? firstLeaf - 1 - child < leaves.count
                            : nodes.lowerBound + child > node && nodes.lowerBound + child < nodes.upperBound
                        guard holds else { throw .damaged(table: prefix + "lefts") }
                    }
                }
            }
        }

        /// The log-odds of a block. `row` has as many features as the ensemble was opened for.
        func logOdds(_ row: UnsafeBufferPointer<Float>) -> Float {
            var sum: Float = 0
            for tree in 0..<trees.count {
                let root = Int(trees[tree])
                var child = 0
                repeat {
                    let node = root + child
                    child = Int(row[Int(features[node])] <= cuts[node] ? lefts[node] : rights[node])
                } while child >= 0
                sum += leaves[Int(firstLeaves[tree]) - 1 - child]
            }
            return sum
        }
    }

    let pages: Ensemble
    let texts: Ensemble
    /// The weights of a headline's features.
    let headlines: Table<Float>
    private let file: CompiledFile

    /// Tells this model from others: sixteen hexadecimal digits that follow from its contents.
    package var version: String { file.versionName }

    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        file = try CompiledFile(bytes, magic: "SHULICLN", version: 1)
        pages = try Ensemble(file, "p", featureCount: BlockFeatureNames.pages.count)
        texts = try Ensemble(file, "t", featureCount: BlockFeatureNames.texts.count)
        headlines = try file.table("headline", of: Float.self, count: HeadlineCandidates.names.count)
    }

    /// A model in a file, mapped.
    package init(contentsOf path: String) throws(CompiledFileError) {
        try self.init(CompiledBytes(mapping: path))
    }

    /// The model that is part of the program.
    package static let standard: BlockModel = {
        // Unsafe code. Invariant: an embedded file is aligned, immutable and as long-lived as the program.
        let file = shuli_dictionary_cleaning()
        do throws(CompiledFileError) {
            return try BlockModel(
                CompiledBytes(immortal: UnsafeRawBufferPointer(start: file.bytes, count: Int(file.length))))
        } catch {
            fatalError("the embedded cleaning model: \(error)")
        }
    }()
}

/// The names of the features, in the order that the models know.
package enum BlockFeatureNames {
    package static let pages = names(isPage: true)
    package static let texts = names(isPage: false)

    private static func names(isPage: Bool) -> [String] {
        var document = BlockDocument(plain: "。")
        document.isPage = isPage
        var names = FeatureNames()
        BlockReading(document, title: nil, headlines: nil).context.put(0, into: &names)
        return names.names
    }
}
