import CICU

/// A failure that ICU reported.
package struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operation that failed, for instance "open converter \"gb18031\"".
    package let operation: String
    /// ICU's name of the status, for instance "U_FILE_ACCESS_ERROR".
    package let status: String

    package var description: String { "ICU could not \(operation): \(status)" }

    /// Throws where `status` is one of ICU's failures (a positive number).
    static func check(_ status: ShuliICUStatus, _ operation: @autoclosure () -> String) throws(ICUError) {
        guard status > 0 else { return }
        throw ICUError(operation: operation(), status: String(cString: shuli_icu_status_name(status)))
    }
}

/// The versions of the linked ICU and of its Unicode data.
package enum ICUVersion {
    /// For instance "72.1".
    package static let icu = read().icu
    /// For instance "15.0".
    package static let unicode = read().unicode

    private static func read() -> (icu: String, unicode: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { memory in
            guard let base = memory.baseAddress else { return ("", "") }
            shuli_icu_version(base, base + 20)
            return (String(cString: base), String(cString: base + 20))
        }
    }
}
