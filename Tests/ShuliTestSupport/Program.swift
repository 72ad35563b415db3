import Foundation

/// The built program, run as a user runs it.
package struct Program: Sendable {
    /// What a run left behind.
    package struct Outcome: Sendable {
        package let status: Int32
        package let output: String
        package let messages: String
    }

    private let executable: URL

    /// The program that `SHULI_PROGRAM` names, else the program `shuli` beside the running tests.
    package static func shuli() throws -> Program {
        if let path = ProcessInfo.processInfo.environment["SHULI_PROGRAM"] {
            return Program(executable: URL(filePath: path))
        }
        // swift test runs a helper with the path of the bundle that stands beside the program, or the bundle itself.
        let candidates =
            CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
            + [Repository.path(".build/debug")]
        let found = candidates.map { $0.appending(path: "shuli") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path())
        }
        guard let found else { throw CocoaError(.fileNoSuchFile) }
        return Program(executable: found)
    }

    /// Runs the program, by default at the top of the checkout, so that paths in its output are relative.
    package func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = ["LANG": "C"],
        in directory: URL = Repository.root
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files instead of pipes: neither side can fill one up while the other waits.
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func handle(_ name: String, _ contents: [UInt8] = []) throws -> FileHandle {
            let file = folder.appending(path: name)
            try Data(contents).write(to: file)
            return try FileHandle(forUpdating: file)
        }
        process.standardInput = try handle("in", input)
        process.standardOutput = try handle("out")
        process.standardError = try handle("err")
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            // Not `Data(contentsOf:)`: on Linux it leaks for an empty file, which hides leaks of our own.
            let file = try FileHandle(forReadingFrom: folder.appending(path: name))
            return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, output: try text("out"), messages: try text("err"))
    }

    /// Runs a line of the shell in which `$SHULI` is the program.
    package func shell(
        _ line: String, in directory: URL = Repository.root, language: String = "C"
    ) throws -> Outcome {
        try Program(executable: URL(filePath: "/bin/sh")).run(
            ["-c", line], environment: ["LANG": language, "SHULI": executable.path()], in: directory)
    }
}
