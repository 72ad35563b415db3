import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of a run's input, and how to tell whether it changed since.
package struct InputFile: Hashable, Sendable {
    package let path: String
    /// In bytes; 0 where it can't be read.
    package let length: Int
    /// When it was last changed, in nanoseconds since 1970; 0 where it can't be read.
    package let modified: Int

    /// A file, whether it is there or not. One that can't be read is none: once it can, it has changed.
    package init(_ path: String) {
        var state = stat()
        let isFound = stat(path, &state) == 0 && access(path, R_OK) == 0
        self.path = path
        length = isFound ? Int(state.st_size) : 0
        #if canImport(Darwin)
            let time = state.st_mtimespec
        #else
            let time = state.st_mtim
        #endif
        modified = isFound ? Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) : 0
    }

    /// The files that paths name: a folder stands for all files below it by their names' bytes, without those whose name
    /// begins with a dot. A path where nothing is stands for itself, so that reading it says why.
    package static func all(_ paths: [String]) -> [InputFile] {
        paths.flatMap { path in files(below: path).map { InputFile($0) } }
    }

    private static func files(below path: String) -> [String] {
        guard isFolder(path), let names = names(in: path) else { return [path] }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .flatMap { files(below: folder + $0) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a file, or a folder with all that is in it.
    package static func removeAll(_ path: String) {
        if isFolder(path) { for name in names(in: path) ?? [] { removeAll("\(path)/\(name)") } }
        _ = remove(path)
    }

    // Nil where the folder can't be read.
    private static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}
