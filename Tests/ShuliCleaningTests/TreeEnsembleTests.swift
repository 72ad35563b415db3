import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliCleaning

/// A tree as a test writes it, walked from root to leaf.
private indirect enum Tree {
    case leaf(Float)
    case node(feature: Int, threshold: Float, Tree, Tree)

    func value(_ features: [Float]) -> Float {
        switch self {
        case .leaf(let value): value
        case .node(let feature, let threshold, let left, let right):
            (features[feature] > threshold ? right : left).value(features)
        }
    }

    static func random(depth: Int, features: Int, _ random: inout SeededRandom) -> Tree {
        guard depth > 0, Int.random(in: 0..<5, using: &random) > 0 else {
            return .leaf(Float.random(in: -1...1, using: &random))
        }
        return .node(
            feature: Int.random(in: 0..<features, using: &random),
            threshold: Float(Int.random(in: -3...3, using: &random)),
            Tree.random(depth: depth - 1, features: features, &random),
            Tree.random(depth: depth - 1, features: features, &random))
    }
}

/// The tables of an ensemble, in the layout that `TreeEnsemble` reads.
private struct Tables {
    var trees: [UInt32] = []
    var firstLeaves: [UInt32] = []
    var features: [UInt16] = []
    var thresholds: [Float] = []
    var lefts: [Int16] = []
    var rights: [Int16] = []
    var values: [Float] = []

    init(_ trees: [Tree]) { for tree in trees { add(tree) } }

    private mutating func add(_ tree: Tree) {
        let (firstNode, firstLeaf) = (features.count, values.count)
        trees.append(UInt32(firstNode))
        firstLeaves.append(UInt32(firstLeaf))
        // Returns how a parent refers to the tree: a node's place, or −1 − leaf.
        func place(_ tree: Tree) -> Int16 {
            switch tree {
            case .leaf(let value):
                values.append(value)
                return Int16(-1 - (values.count - 1 - firstLeaf))
            case .node(let feature, let threshold, let left, let right):
                let node = features.count
                features.append(UInt16(feature))
                thresholds.append(threshold)
                lefts.append(0)
                rights.append(0)
                lefts[node] = place(left)
                rights[node] = place(right)
                return Int16(node - firstNode)
            }
        }
        if case .leaf(let value) = tree {
            features.append(0)
            thresholds.append(0)
            lefts.append(-1)
            rights.append(-1)
            values.append(value)
        } else {
            _ = place(tree)
        }
    }

    func file() throws -> CompiledFile {
        let bytes = CompiledFile.write(
            magic: "SHULITST", version: 1,
            tables: [
                ("xtrees", CompiledFile.littleEndianBytes(of: trees)),
                ("xleafs", CompiledFile.littleEndianBytes(of: firstLeaves)),
                ("xfeats", CompiledFile.littleEndianBytes(of: features)),
                ("xcuts", CompiledFile.littleEndianBytes(of: thresholds.map(\.bitPattern))),
                ("xlefts", CompiledFile.littleEndianBytes(of: lefts)),
                ("xrights", CompiledFile.littleEndianBytes(of: rights)),
                ("xvalues", CompiledFile.littleEndianBytes(of: values.map(\.bitPattern))),
            ])
        return try CompiledFile(CompiledBytes(copying: bytes), magic: "SHULITST", version: 1)
    }
}

@Suite struct TreeEnsembleTests {
    @Test func theSumOfTheLeavesThatAWalkReaches() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<20 {
            let trees = (0..<12).map { _ in Tree.random(depth: 4, features: 6, &random) }
            let ensemble = try TreeEnsemble(Tables(trees).file(), "x", featureCount: 6)
            let rows = (0..<40).map { _ in (0..<6).map { _ in Float(Int.random(in: -4...4, using: &random)) } }
            let expected = rows.map { row in trees.reduce(Float(0)) { $0 + $1.value(row) } }
            #expect(ensemble.logOdds(rows: rows) == expected)
        }
    }

    @Test func anEnsembleWithoutTreesGivesZero() throws {
        let ensemble = try TreeEnsemble(Tables([]).file(), "x", featureCount: 3)
        #expect(ensemble.logOdds(rows: [[1, 2, 3]]) == [0])
    }

    @Test func inconsistentTablesAreRefused() throws {
        let tree = Tree.node(feature: 1, threshold: 0, .leaf(1), .node(feature: 0, threshold: 2, .leaf(2), .leaf(3)))
        func isRefused(_ change: (inout Tables) -> Void) throws -> Bool {
            var tables = Tables([tree])
            change(&tables)
            let file = try tables.file()
            do throws(CompiledFileError) {
                _ = try TreeEnsemble(file, "x", featureCount: 2)
                return false
            } catch {
                return true
            }
        }
        #expect(try !isRefused { _ in })
        #expect(try isRefused { $0.features[0] = 2 }, "a feature that does not exist")
        #expect(try isRefused { $0.lefts[0] = -9 }, "a leaf that does not exist")
        #expect(try isRefused { $0.rights[0] = 0 }, "a node that is its own child")
        #expect(try isRefused { $0.rights[0] = 9 }, "a node that does not exist")
        #expect(try isRefused { $0.trees[0] = 9 }, "a tree without nodes")
        #expect(try isRefused { ($0.trees, $0.firstLeaves) = ([1, 0], [0, 0]) }, "trees out of order")
        #expect(try isRefused { $0.firstLeaves[0] = 1 }, "a leaf outside of the tree")
        #expect(try isRefused { $0.thresholds.removeLast() }, "tables of different lengths")
        #expect(try isRefused { ($0.lefts[1], $0.rights[1]) = ($0.rights[1], $0.lefts[1]) }, "leaves out of order")
    }

    @Test func theBuiltInModelFitsTheFeatures() {
        #expect(BlockModel.standard.pages.featureCount == FeatureSchema.pages.count)
        #expect(BlockModel.standard.texts.featureCount == FeatureSchema.texts.count)
        #expect(BlockModel.standard.headlines.featureCount == FeatureSchema.headlines.count)
        #expect(Set(FeatureSchema.texts).isSubset(of: FeatureSchema.pages))
    }
}
