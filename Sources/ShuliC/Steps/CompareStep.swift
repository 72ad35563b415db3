import Shuli
import ShuliVerbs

/// Compares the two texts of each row; too little in common is null.
struct CompareStep {
    let options: DuplicateOptions

    @Sendable
    func run(_ table: Table) throws(BatchError) -> Answers {
        let shared = try table.numbers("shared")
        let (left, right) = (try SideReader(table, "left"), try SideReader(table, "right"))
        var verification = PairVerification(options)
        var compared: [Int] = []
        for row in 0..<table.count {
            guard let one = try left.side(row), let two = try right.side(row) else { continue }
            verification.append(one, two, shared: Int(clamping: shared.number(row) ?? .max))
            compared.append(row)
        }
        var edges = [TextEdge?](repeating: nil, count: table.count)
        for (row, edge) in zip(compared, verification.edges()) { edges[row] = edge }
        var (contents, joins) = (TextColumn(), NumberColumn<Int64>(none: 0))
        for edge in edges {
            if let edge { try contents.append(edge.bytes) } else { contents.appendNull() }
            joins.append(edge.map { $0.joins ? 1 : 0 })
        }
        return Answers(
            [(SchemaParts("z", "edge"), contents.parts), (SchemaParts("l", "joins"), joins.parts)],
            count: table.count)
    }

    private struct SideReader {
        private let name: String
        private let keys: NumberReader
        private let signatures: CellReader
        private let common: CellReader

        init(_ table: Table, _ name: String) throws(BatchError) {
            self.name = name
            keys = try table.numbers(name)
            signatures = try table.cells("\(name)_signature")
            common = try table.cells("\(name)_common")
        }

        func side(_ row: Int) throws(BatchError) -> PairVerification.Side? {
            guard let key = keys.number(row), let bytes = try signatures.bytes(row) else { return nil }
            guard let signature = TextSignature(bytes) else { throw .foreign(row, "\(name)_signature") }
            return PairVerification.Side(
                key: UInt64(bitPattern: key), signature: signature, common: try common.words(row) ?? [])
        }
    }
}
