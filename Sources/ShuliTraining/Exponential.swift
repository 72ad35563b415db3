/// e^x by additions and multiplications alone, so that training results in the same weights on every machine; library
/// functions differ in the last bit. Relative error below 2e-7 for -87 < x < 88.
@inline(__always)
func exponential(_ x: Float) -> Float {
    let bounded = min(max(x, -87), 88)
    let scaled = bounded * 1.442_695_04
    let whole = scaled.rounded()
    let rest = (bounded - whole * 0.693_359_375) - whole * -2.121_944_4e-4
    var sum: Float = 1.987_569_15e-4
    sum = sum * rest + 1.398_199_95e-3
    sum = sum * rest + 8.333_451_9e-3
    sum = sum * rest + 4.166_579_6e-2
    sum = sum * rest + 1.666_666_55e-1
    sum = sum * rest + 5.000_000_1e-1
    sum = sum * rest * rest + rest + 1
    return sum * Float(sign: .plus, exponent: Int(whole), significand: 1)
}
