import ArgumentParser
import Shuli
import ShuliVerbs

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Refuses to write over a file that is read, or over a file twice, before anything is read.
enum OutputCheck {
    // Names and links do not matter: a file is known by its device and its number there.
    private struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    /// `outputs` and `inputs` are paths, or folders, whose files are read; "-" among the inputs is standard input. What is
    /// no regular file, such as a pipe or a device, may be read and written.
    static func check(writing outputs: [String?], reading inputs: [String]) throws {
        var written: Set<Identity> = []
        var paths: Set<String> = []
        for path in outputs.compactMap(\.self) where path != "-" {
            guard let identity = identity(of: path) else {
                // A file that is not there yet.
                guard !exists(path), !paths.insert(path).inserted else { continue }
                throw ValidationError(Wording("两个输出同名", "two outputs of one name").at(path))
            }
            guard written.insert(identity).inserted else {
                throw ValidationError(Wording("两个输出是同一个文件", "two outputs in one file").at(path))
            }
        }
        guard !written.isEmpty else { return }
        for file in InputFile.all(inputs) {
            guard let identity = file.path == "-" ? standardInput : identity(of: file.path) else { continue }
            if written.contains(identity) {
                let wording = Wording(
                    "正在读取，不能覆盖；请写到另一个文件", "is read, so it can't be written over; write to another file")
                throw ValidationError(wording.at(file.path))
            }
        }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    // Nil for what is no regular file.
    private static func identity(of path: String) -> Identity? {
        var state = stat()
        return stat(path, &state) == 0 ? identity(state) : nil
    }

    private static var standardInput: Identity? {
        var state = stat()
        return fstat(0, &state) == 0 ? identity(state) : nil
    }

    private static func identity(_ state: stat) -> Identity? {
        guard state.st_mode & S_IFMT == S_IFREG else { return nil }
        return Identity(
            device: UInt64(truncatingIfNeeded: state.st_dev), number: UInt64(truncatingIfNeeded: state.st_ino))
    }
}
