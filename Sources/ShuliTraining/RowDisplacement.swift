/// Packs the rows of a sparse table into one array by displacing them (Tarjan and Yao 1979; first fit, the longest rows
/// first).
struct RowDisplacement {
    private(set) var bases: [UInt32]
    /// The row of each element; 0xffff for a free element.
    private(set) var checks: [UInt16]

    /// - Parameters:
    ///   - keys: row << 16 | column, sorted.
    ///   - width: the number of columns; every base plus `width` is within `checks`.
    init(keys: [Int], rowCount: Int, width: Int) {
        bases = Array(repeating: 0, count: rowCount)
        checks = []
        var rows: [(row: Int, columns: [Int])] = []
        for key in keys {
            if rows.last?.row == key >> 16 {
                rows[rows.count - 1].columns.append(key & 0xffff)
            } else {
                rows.append((key >> 16, [key & 0xffff]))
            }
        }
        rows.sort { ($1.columns.count, $0.row) < ($0.columns.count, $1.row) }
        var firstFree = 0
        for (row, columns) in rows {
            var place = firstFree
            while true {
                let base = place - columns[0]
                if base >= 0 {
                    let needed = base + columns[columns.count - 1] + 1
                    if checks.count < needed { checks += Array(repeating: 0xffff, count: needed - checks.count) }
                    if columns.allSatisfy({ checks[base + $0] == 0xffff }) {
                        for column in columns { checks[base + column] = UInt16(row) }
                        bases[row] = UInt32(base)
                        break
                    }
                }
                place += 1
            }
            while firstFree < checks.count, checks[firstFree] != 0xffff { firstFree += 1 }
        }
        let needed = Int(bases.max() ?? 0) + width
        if checks.count < needed { checks += Array(repeating: 0xffff, count: needed - checks.count) }
    }

    func place(of key: Int) -> Int { Int(bases[key >> 16]) + (key & 0xffff) }
}
