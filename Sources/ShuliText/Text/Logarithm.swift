#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The C library's logarithm, under a name that needs no Foundation.
public enum Logarithm {
    /// ln x.
    public static func natural(_ x: Double) -> Double { log(x) }
}
