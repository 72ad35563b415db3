import Foundation
import ShuliDuplicates
import ShuliStorage

/// Damaged copies of an index file. The first byte says how: bytes of the file are changed (see `PatchedFile`), or values
/// of its tables are, so that SQLite finds nothing wrong with the file.
///
/// Opening, asking and adding throw or answer; verdicts that are given are about documents that have been added.
func fuzzIndex(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (kind, rest) = split(bytes, count: 1)
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    if kind & 1 == 0 {
        file.patched(rest) { try? Data($0).write(to: URL(filePath: path)) }
    } else {
        try? Data(original).write(to: URL(filePath: path))
        try? changeValues(rest)
    }
    if let index = try? DuplicateIndex(at: path, access: .read) { _ = try? index.matches(for: documents[0]) }
    guard var index = try? DuplicateIndex(at: path) else { return }
    _ = try? index.count
    _ = try? index.matches(for: documents[1])
    _ = try? index.verdicts(on: ["1"])
    _ = try? index.insert(.init(id: "new", text: documents[2].text + "又有一句。"))
    _ = try? index.verdicts()
}

private let path = scratchPath("index.db")
private let original = seed()
nonisolated(unsafe) private let file = PatchedFile(original, headLength: original.count)

private let documents: [IndexedDocument] = {
    let sentences = [
        "昨日上午，市教育局召开全市中小学食堂工作会议，部署今年的食品安全检查。",
        "会议要求各校在月底以前完成自查，并把结果报送主管部门，逾期的要说明理由。",
        "据介绍，去年全市共有三百二十所学校的食堂通过验收，比前年多了四十一所。",
        "家长代表在会上说，孩子们对新菜单很满意，剩饭剩菜也比以前少了很多。",
        "下一步，市里还要培训两千名食堂员工，费用由财政承担，不向学校收取。",
    ]
    return (0..<8).map { number in
        let part = sentences.indices.filter { ($0 + number) % 4 > 0 }.map { sentences[$0] }
        return .init(id: "\(number)", text: part.joined(), title: "食堂\(number / 2)", date: "2025-03-0\(number + 1)")
    }
}()

// The bytes of an index of all documents, half of them added after the first clusters were made.
private func seed() -> [UInt8] {
    let path = scratchPath("seed.db")
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
        var index = try DuplicateIndex(at: path)
        _ = try index.add(Array(documents.prefix(4)))
        try index.update()
        _ = try index.add(Array(documents.dropFirst(4)))
        _ = try index.verdicts()
    } catch {
        fatalError("\(error)")
    }
    return FileManager.default.contents(atPath: path).map { Array($0) } ?? []
}

// Each four bytes of the input choose a table, a column, a row and a place in it; up to sixteen bytes that follow are put
// there.
private func changeValues(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    let database = try Database(path, .write)
    let tables = try rows(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    var place = 0
    while place + 5 <= bytes.count {
        let choice = bytes[place..<place + 5].map { Int($0) }
        let new = Array(bytes[(place + 5)..<min(place + 6 + choice[4] % 16, bytes.count)])
        place += 5 + new.count
        let table = tables[choice[0] % tables.count]
        let columns = try rows(database, "SELECT name FROM pragma_table_info('\(table)')")
        let column = columns[choice[1] % columns.count]
        let select = try database.prepare(
            "SELECT rowid, \(column), typeof(\(column)) = 'blob' FROM \(table) ORDER BY rowid LIMIT 1 OFFSET "
                + "\(choice[2]) % max(1, (SELECT count(*) FROM \(table)))")
        guard try select.step() else { continue }
        let (row, isBlob, integer) = (select.integer(0), select.integer(2) == 1, select.integer(1))
        var blob = select.array(1, of: UInt8.self)
        select.reset()
        let start = choice[3] % max(1, blob.count)
        blob.replaceSubrange(start..<min(start + new.count, blob.count), with: new)
        if new.isEmpty { blob.removeLast(min(blob.count, choice[3])) }
        let value: Statement.Value =
            isBlob ? .bytes(blob) : .integer(new.first.map { Int(Int8(bitPattern: $0)) } ?? integer)
        try database.prepare("UPDATE \(table) SET \(column) = ? WHERE rowid = ?").bind(value, .integer(row)).run()
    }
}

private func rows(_ database: Database, _ query: String) throws -> [String] {
    let statement = try database.prepare(query)
    var rows: [String] = []
    while try statement.step() { rows.append(statement.text(0)) }
    return rows
}
