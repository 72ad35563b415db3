#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The logarithm of the C library, without Foundation.
package enum Logarithm {
    /// ln x.
    @inlinable package static func natural(_ x: Double) -> Double { log(x) }
}

/// The powers of the C library, without Foundation.
package enum Exponential {
    /// e^x.
    @inlinable package static func natural(_ x: Double) -> Double { exp(x) }
    /// 10^x.
    package static func ten(_ x: Double) -> Double { pow(10, x) }
    /// x^y.
    package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
