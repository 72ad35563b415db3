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

    /// A file, whether it is there or not. One that can't be read has no length and no time: once it can, it has
    /// changed.
    package init(_ path: String) {
        let state = SystemPath.isReadable(path) ? SystemPath.state(path) : nil
        self.path = path
        length = state.map { Int($0.st_size) } ?? 0
        #if canImport(Darwin)
            let time = state?.st_mtimespec
        #else
            let time = state?.st_mtim
        #endif
        modified = time.map { Int($0.tv_sec) * 1_000_000_000 + Int($0.tv_nsec) } ?? 0
    }

    /// The files that paths name: a folder is read as all files below it, by the bytes of their names, without those
    /// whose names begin with a dot. A path that names nothing is kept, so that reading it says why.
    ///
    /// Links are followed, but no folder is read twice. Devices, sockets and named pipes inside a folder are skipped:
    /// reading them might never end.
    package static func all(_ paths: [String]) -> [InputFile] {
        var skipped = SkippedRecords()
        return Self.paths(paths, skipped: &skipped).map { InputFile($0) }
    }

    /// The same paths, without those in the folder `excluded`, and how many were skipped.
    package static func paths(
        _ paths: [String], excluding excluded: String? = nil, skipped: inout SkippedRecords
    ) -> [String] {
        var walk = FolderWalk(excluding: excluded.flatMap(SystemPath.state))
        for path in paths { walk.add(path) }
        skipped.add(walk.skipped)
        return walk.paths
    }

    /// Whether a path names a pipe, a device or a socket, which can't be read twice.
    package static func isSpecial(_ path: String) -> Bool {
        guard let state = SystemPath.state(path) else { return false }
        return ![S_IFREG, S_IFDIR].contains(state.st_mode & S_IFMT)
    }

    /// The checksum of a file's bytes; nil where it can't be read. Linear, in constant memory.
    package static func checksum(of path: String) -> Int? {
        guard let file = try? SystemPath.open(path) else { return nil }
        return try? file.closeAfter {
            var sum = 0
            while true {
                let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 18) { memory, length in
                    length = try file.read(into: UnsafeMutableRawBufferPointer(memory))
                }
                if piece.isEmpty { return sum }
                sum = ShuliFiles.checksum(piece, after: sum)
            }
        }
    }

    /// The names in a folder; none where it can't be read.
    package static func entries(of folder: String) -> [String] { SystemPath.names(in: folder) ?? [] }

    /// Removes a file, or a folder with all that is in it.
    package static func removeAll(_ path: String) {
        // A link is removed, not what it leads to.
        var state = stat()
        if lstat(path, &state) == 0, state.st_mode & S_IFMT == S_IFDIR {
            for name in SystemPath.names(in: path) ?? [] { removeAll("\(path)/\(name)") }
        }
        _ = remove(path)
    }
}

/// Collects the files below folders.
private struct FolderWalk {
    private struct Identity: Hashable {
        let device: UInt64
        let number: UInt64

        init(_ state: stat) {
            device = UInt64(truncatingIfNeeded: state.st_dev)
            number = UInt64(truncatingIfNeeded: state.st_ino)
        }
    }

    private let excluded: Identity?
    private(set) var paths: [String] = []
    private(set) var skipped = SkippedRecords()
    private var visited: Set<Identity> = []

    init(excluding excluded: stat?) { self.excluded = excluded.map { Identity($0) } }

    /// Adds what the user named.
    mutating func add(_ path: String) {
        guard path != "-", let state = SystemPath.state(path), state.st_mode & S_IFMT == S_IFDIR else {
            paths.append(path)
            return
        }
        visited = []
        let count = paths.count
        walk(path, state)
        if paths.count == count { skipped.add(.emptyFolder) }
    }

    private mutating func walk(_ folder: String, _ state: stat) {
        let identity = Identity(state)
        if identity == excluded { return }
        guard visited.insert(identity).inserted else { return skipped.add(.repeatedFolder) }
        guard let names = SystemPath.names(in: folder) else {
            paths.append(folder)
            return
        }
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names.filter({ !$0.hasPrefix(".") }).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let path = start + name
            guard let state = SystemPath.state(path) else {
                // A link that leads nowhere: reading it says so.
                paths.append(path)
                continue
            }
            switch state.st_mode & S_IFMT {
            case S_IFDIR: walk(path, state)
            case S_IFREG: paths.append(path)
            default: skipped.add(.specialFile)
            }
        }
    }
}
