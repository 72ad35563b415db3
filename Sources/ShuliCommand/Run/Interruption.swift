import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ctrl-C and SIGTERM: the first one asks the work to end, a second one, or the patience's end, ends the program with 130.
final class Interruption {
    private let sources: [any DispatchSourceSignal]
    // What can't be asked, as a long statement of a database, may be ended at any moment.
    private static let patience = 5.0

    /// From now on `stop` is called when the user interrupts.
    init(_ stop: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                stop()
                _ = signal(number, SIG_DFL)
                DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) {
                    Console.warn(CorpusConsole.interrupted)
                    _exit(130)
                }
            }
            source.resume()
            return source
        }
    }

    /// The work is done.
    func end() {
        for source in sources { source.cancel() }
    }
}
