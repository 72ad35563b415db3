import CICU

/// A failure that ICU reported.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done, for instance "open converter \"gb18031\"".
    public let operation: String
    /// ICU's name of the status, for instance "U_FILE_ACCESS_ERROR".
    public let status: String

    public var description: String { "ICU could not \(operation): \(status)" }

    /// Throws where `status` is one of ICU's failures (a positive number).
    static func check(_ status: ShuliICUStatus, _ operation: @autoclosure () -> String) throws(ICUError) {
        guard status > 0 else { return }
        throw ICUError(operation: operation(), status: String(cString: shuli_icu_status_name(status)))
    }
}

/// The versions of the ICU that is linked and of the Unicode that it knows.
public enum ICUVersion {
    /// For instance "72.1".
    public static let icu = read().icu
    /// For instance "15.0".
    public static let unicode = read().unicode

    private static func read() -> (icu: String, unicode: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { memory in
            guard let base = memory.baseAddress else { return ("", "") }
            shuli_icu_version(base, base + 20)
            return (String(cString: base), String(cString: base + 20))
        }
    }
}
