#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The language that messages are in.
package enum MessageLanguage {
    /// Whether messages are to be in Chinese, by LC_ALL, LC_MESSAGES or LANG.
    package static let isChinese: Bool = {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(value).first { !$0.isEmpty }
        return locale?.lowercased().hasPrefix("zh") == true
    }()

    private static func value(_ variable: String) -> String? { getenv(variable).map { String(cString: $0) } }
}
