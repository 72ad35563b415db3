import CHTML
import ShuliText

/// Tells tables of data from tables that lay out a page.
struct DataTables {
    struct Row {
        let blocks: Range<Int>
        var cells: [Int32] = []
        var isHead: Bool
    }

    private var rows: [Int32: [Row]] = [:]
    private var layouts: Set<Int32> = []

    init(_ elements: PageElements) {
        guard elements.nodes.contains(where: { Int($0.tag) == SHULI_TAG_TABLE }) else { return }
        // The table and row that each node lies in; −1 for none.
        var tables = [Int32](repeating: -1, count: elements.nodes.count)
        for (number, node) in elements.nodes.enumerated() {
            let around = number == 0 ? -1 : tables[Int(node.parent)]
            tables[number] = around
            let own = Int32(clamping: number)
            switch Int(node.tag) {
            case SHULI_TAG_TABLE:
                if around >= 0 { layouts.insert(around) }
                tables[number] = own
                rows[own] = []
            case SHULI_TAG_TR where around >= 0:
                let isInHead = Int(elements.nodes[Int(node.parent)].tag) == SHULI_TAG_THEAD
                rows[around]?.append(Row(blocks: node.blocks, isHead: isInHead))
            case SHULI_TAG_TD, SHULI_TAG_TH:
                guard around >= 0, let last = rows[around]?.indices.last else { continue }
                rows[around]?[last].cells.append(own)
                // The longest cells of data are a sentence or two: 200 Han characters.
                if node.text.count > 600 || node.blocks.count > 6 { layouts.insert(around) }
            default: break
            }
        }
        for (table, own) in rows {
            rows[table] = own.map { row in
                var row = row
                row.isHead =
                    row.isHead
                    || !row.cells.isEmpty && row.cells.allSatisfy { Int(elements.nodes[Int($0)].tag) == SHULI_TAG_TH }
                return row
            }
            if own.count < 2 || own.allSatisfy({ $0.cells.count < 2 }) { layouts.insert(table) }
        }
    }

    func holdsData(_ table: Int32) -> Bool { rows[table] != nil && !layouts.contains(table) }

    func rows(of table: Int32) -> [Row] { rows[table] ?? [] }
}
