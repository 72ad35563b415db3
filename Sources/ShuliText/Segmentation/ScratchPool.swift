#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Workspace for decoding, lent to one call at a time and kept for the next: a call on a short text would else spend more on
/// allocating than on cutting.
///
/// Unsafe code. Invariant: `free` is touched only while `lock` is held, and a workspace by nobody but the call that took it
/// out of `free`. The lock is the C library's because the thread sanitizer knows that one: on Linux it can't see into
/// `Synchronization.Mutex` and reports every access under it as a race.
final class ScratchPool: @unchecked Sendable {
    /// What one call needs.
    final class Workspace {
        var scratch = SegmentationScratch()
        var ends: [Int] = []
    }

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    // As many as calls ran at once, at most.
    private var free: [Workspace] = []

    init() {
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Calls `body` with workspace that nobody else uses.
    func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
        pthread_mutex_lock(lock)
        let taken = free.popLast()
        pthread_mutex_unlock(lock)
        let workspace = taken ?? Workspace()
        let result = body(workspace)
        workspace.ends.removeAll(keepingCapacity: workspace.ends.capacity < 1 << 16)
        pthread_mutex_lock(lock)
        free.append(workspace)
        pthread_mutex_unlock(lock)
        return result
    }
}
