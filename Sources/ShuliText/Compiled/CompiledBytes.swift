#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a compiled file, embedded, mapped or in memory, kept alive as long as anything reads them.
///
/// Unsafe code. Invariant: `raw` points to memory that is aligned to 16 bytes, never written to after `init`, and valid
/// until `deinit`; that makes sharing it between tasks safe.
package final class CompiledBytes: @unchecked Sendable {
    package let raw: UnsafeRawBufferPointer
    private let end: End

    private enum End { case nothing, free, unmap }

    /// Bytes that live as long as the program, such as an embedded file.
    package init(immortal raw: UnsafeRawBufferPointer) {
        self.raw = raw
        end = .nothing
    }

    /// A copy of `bytes`.
    package init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 16), alignment: 64)
        copy.copyBytes(from: bytes)
        raw = UnsafeRawBufferPointer(rebasing: copy[0..<bytes.count])
        end = .free
    }

    /// A file, mapped read-only; its pages are shared between processes and read when they are first touched.
    ///
    /// The file must not be truncated while it is mapped.
    package init(mapping path: String) throws(CompiledFileError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(Self.words(for: errno)) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .unreadable(Self.words(for: errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable(Self.words(for: EISDIR)) }
        let size = Int(status.st_size)
        guard size > 0 else { throw .damaged(table: "head") }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw .unreadable(Self.words(for: errno))
        }
        raw = UnsafeRawBufferPointer(start: start, count: size)
        end = .unmap
    }

    private static func words(for code: Int32) -> String { String(cString: strerror(code)) }

    deinit {
        switch end {
        case .nothing: break
        case .free: raw.deallocate()
        case .unmap: munmap(UnsafeMutableRawPointer(mutating: raw.baseAddress), raw.count)
        }
    }
}

/// One table of a compiled file.
///
/// Unsafe code. Invariant: `base ..< base + count` lies within the bytes of a `CompiledBytes` that the owner of this
/// value keeps alive, and is aligned for `Element` (tables begin at multiples of 64 bytes). The subscript does not
/// check its index: whoever reads proves `0 <= index < count`, from a check on opening or right before the access.
@usableFromInline package struct Table<Element: BitwiseCopyable>: @unchecked Sendable {
    @usableFromInline package let base: UnsafePointer<Element>
    package let count: Int

    package init(_ raw: UnsafeRawBufferPointer, at offset: Int, count: Int) {
        let start = raw.baseAddress.map { $0 + offset } ?? UnsafeRawPointer(bitPattern: 64)
        // An empty table may lie at the very end; its base is never read.
        base = start.unsafelyUnwrapped.assumingMemoryBound(to: Element.self)
        self.count = count
    }

    @inlinable @inline(__always)
    package subscript(index: Int) -> Element { base[index] }
}
