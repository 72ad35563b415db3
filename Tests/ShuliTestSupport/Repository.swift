import Foundation

/// The files of the checkout that tests read.
package enum Repository {
    /// The top of the checkout.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file or folder below the top.
    package static func path(_ relative: String) -> URL { root.appending(path: relative) }

    /// The bytes of a file below the top.
    package static func bytes(_ relative: String) throws -> [UInt8] { Array(try Data(contentsOf: path(relative))) }

    /// The text of a file below the top.
    package static func text(_ relative: String) throws -> String {
        try String(contentsOf: path(relative), encoding: .utf8)
    }

    /// The names of the files in a folder with an ending, sorted.
    package static func files(in folder: String, ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder).path()).filter { $0.hasSuffix(ending) }
            .sorted()
    }
}
