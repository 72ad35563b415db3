import ShuliVerbs
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The terminal, the environment and the standard streams.
enum Console {
    /// After this a closed pipe is an error of `write`, which ends the program quietly, and not a signal.
    static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Gives each standard stream that is closed a place, so that no file of ours gets its number and is read or written in
    /// its stead. Reading or writing the stream itself still fails.
    static func reserveStandardStreams() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Makes what follows English, whatever the environment says.
    static func speakEnglish() { setEnvironment("LC_ALL", "C") }

    static func setEnvironment(_ name: String, _ value: String) { setenv(name, value, 1) }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Seconds on a monotonic clock.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Writes to standard output.
    static func write(_ text: String) {
        do {
            try FileDescriptor.standardOutput.writeAll(text.utf8)
        } catch {
            endAfterWriteError(error, path: nil)
        }
    }

    /// Writes a message to standard error.
    static func warn(_ wording: Wording) { warn(line: wording.line) }

    /// Writes a line to standard error.
    static func warn(line: String) {
        _ = try? FileDescriptor.standardError.writeAll("\(line)\n".utf8)
    }

    /// Shows a line on the terminal that the next one replaces.
    static func showStatus(_ line: String) {
        _ = try? FileDescriptor.standardError.writeAll("\r\u{1B}[2K\(line)".utf8)
    }

    /// A closed pipe ends the program quietly; any other failure to write ends it with a message and exit code 74.
    static func endAfterWriteError(_ error: any Error, path: String?) -> Never {
        UnfinishedFiles.removeAll()
        if let errno = error as? Errno, errno == .brokenPipe { exit(0) }
        let reason = Wording.system((error as? Errno)?.description ?? "\(error)")
        warn(path.map(reason.at) ?? Wording("标准输出: \(reason.chinese)", "standard output: \(reason.english)"))
        exit(74)
    }
}
