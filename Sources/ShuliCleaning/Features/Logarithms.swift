/// log2(1 + n) to the nearest lower eighth of an octave, from a table, so that it is equal on every machine whatever its libm.
enum Logarithms {
    private static let fractions: [Float] = (0..<8).map { index in
        // log2(1 + index / 8) to seven places.
        [0, 0.1699250, 0.3219281, 0.4594316, 0.5849625, 0.7004397, 0.8073549, 0.9068906][index]
    }

    @inline(__always)
    static func of(_ count: Int) -> Float {
        let value = UInt64(max(0, count)) + 1
        let exponent = 63 - value.leadingZeroBitCount
        let fraction = exponent >= 3 ? Int(value >> UInt64(exponent - 3)) & 7 : Int(value << UInt64(3 - exponent)) & 7
        return Float(exponent) + fractions[fraction]
    }
}
