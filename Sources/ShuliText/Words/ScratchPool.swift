#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Workspaces for decoding, each used by one call at a time and kept for the next: on a short text allocation would
/// cost more than segmentation.
///
/// Unsafe code. Invariant: `free` is accessed only while `lock` is held, and a workspace only by the call that took it
/// out of `free`. The lock is the one of the C library because the thread sanitizer knows it: on Linux it does not see
/// into `Synchronization.Mutex` and reports every access under one as a race.
final class ScratchPool: @unchecked Sendable {
    /// The memory of one call.
    final class Workspace {
        var scratch = SegmentationScratch()
        var ends: [Int] = []
        var kinds: [TokenKind] = []
        var tagging = TaggingScratch()
    }

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    // At most as many as there were simultaneous calls.
    private var free: [Workspace] = []

    init() {
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Calls `body` with a workspace that no other call uses.
    func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
        pthread_mutex_lock(lock)
        let taken = free.popLast()
        pthread_mutex_unlock(lock)
        let workspace = taken ?? Workspace()
        let result = body(workspace)
        workspace.ends.removeAll(keepingCapacity: workspace.ends.capacity < 1 << 16)
        workspace.kinds.removeAll(keepingCapacity: workspace.kinds.capacity < 1 << 16)
        pthread_mutex_lock(lock)
        free.append(workspace)
        pthread_mutex_unlock(lock)
        return result
    }
}
