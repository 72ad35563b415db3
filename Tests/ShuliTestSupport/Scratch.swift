import Foundation

/// A folder that goes when the test is over.
package final class Scratch {
    package let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-\(UUID().uuidString)")

    package init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    package func path(_ name: String) -> String { folder.appending(path: name).path() }

    package func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path()
    }

    package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
    package func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
    package func lines(_ name: String) throws -> [String] { try text(name).split(separator: "\n").map(String.init) }
}
