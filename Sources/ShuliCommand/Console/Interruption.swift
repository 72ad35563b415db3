import Dispatch
import ShuliVerbs
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ctrl-C and SIGTERM. A program that is interrupted leaves no unfinished file and ends with exit code 130.
enum Interruption {
    /// What is asked to end, and what is said where it does not.
    private struct Request {
        let message: Wording
        let stop: @Sendable () -> Void
    }

    private static let request = Mutex<Request?>(nil)
    private static let observed = Mutex<Set<Int32>>([])
    private static let sources = Mutex<[any DispatchSourceSignal]>([])
    // In seconds. Work that cannot be asked, such as a long statement of the database, may be ended at any moment.
    private static let patience = 5.0

    /// From now on signals end the program here, but for those that it was started to ignore, as by `nohup`.
    static func observe() { observe(evenIgnored: false) }

    private static func observe(evenIgnored: Bool) {
        for number in [SIGINT, SIGTERM] where observed.withLock({ !$0.contains(number) }) {
            let previous = signal(number, SIG_IGN)
            // Unsafe: handlers are compared as the addresses that they are.
            let isIgnored = unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
            guard evenIgnored || !isIgnored else { continue }
            observed.withLock { _ = $0.insert(number) }
            sources.withLock { sources in
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { interrupted(by: number) }
                source.resume()
                sources.append(source)
            }
        }
    }

    /// Until `end` the first signal calls `stop` and lets the work end by itself; a second one, or the end of some
    /// seconds, ends the program with a message.
    static func begin(message: Wording, _ stop: @escaping @Sendable () -> Void) {
        request.withLock { $0 = Request(message: message, stop: stop) }
        observe(evenIgnored: true)
    }

    /// The work is done.
    static func end() { request.withLock { $0 = nil } }

    private static func interrupted(by number: Int32) {
        guard let request = request.withLock(\.self) else { return exit() }
        request.stop()
        _ = signal(number, SIG_DFL)
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) {
            Console.warn(request.message)
            exit()
        }
    }

    private static func exit() {
        UnfinishedFiles.removeAll()
        _exit(130)
    }
}
