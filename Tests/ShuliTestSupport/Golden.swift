import Foundation
import Testing

/// Golden files: what came out once and was looked at. With SHULI_RECORD=1 in the environment they are written anew.
package enum Golden {
    /// Compares `actual` with a file below Corpora/golden, or records it.
    package static func check(
        _ actual: some Sequence<UInt8>, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = Repository.path("Corpora/golden/\(name)")
        if ProcessInfo.processInfo.environment["SHULI_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(actual).write(to: file)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(String(decoding: Array(actual), as: UTF8.self) == expected, sourceLocation: sourceLocation)
    }
}
