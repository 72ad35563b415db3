/// Takes features one after the other; their order is the model's.
protocol FeatureSink {
    mutating func put(_ name: StaticString, _ value: Float)
}

extension FeatureSink {
    @inline(__always)
    mutating func put(_ name: StaticString, _ condition: Bool) { put(name, condition ? 1 : 0) }

    @inline(__always)
    mutating func put(_ name: StaticString, log count: Int) { put(name, Logarithms.of(count)) }

    /// Counts on both sides of zero: the logarithm with the sign.
    @inline(__always)
    mutating func put(_ name: StaticString, signedLog count: Int) {
        put(name, count < 0 ? -Logarithms.of(-count) : Logarithms.of(count))
    }

    /// A share of a whole, 0 where the whole is nothing.
    @inline(__always)
    mutating func put(_ name: StaticString, _ part: Int, of whole: Int) {
        put(name, whole > 0 ? Float(part) / Float(whole) : 0)
    }
}

/// Writes the values of one block of a batch: some two hundred, too many to append one by one.
struct FeatureLane: FeatureSink {
    private let values: UnsafeMutableBufferPointer<Float>
    private var place: Int

    /// `batch` has room for all features of a block.
    init(_ batch: UnsafeMutableBufferPointer<TreeEnsemble.Batch.Values>, lane: Int) {
        values = UnsafeMutableRawBufferPointer(batch).bindMemory(to: Float.self)
        place = lane
    }

    // Unsafe code. Invariant: the lanes of a SIMD vector lie one after the other; a value is written inside the batch alone.
    @inline(__always)
    mutating func put(_ name: StaticString, _ value: Float) {
        precondition(place < values.count)
        values[place] = value
        place += TreeEnsemble.Batch.lanes
    }
}

/// Collects values: where few blocks are asked for, or a row of each is wanted.
struct FeatureList: FeatureSink {
    private(set) var values: [Float] = []

    mutating func put(_ name: StaticString, _ value: Float) { values.append(value) }
}

/// Collects names only: the list that a model was trained with.
struct FeatureNames: FeatureSink {
    private(set) var names: [String] = []

    mutating func put(_ name: StaticString, _ value: Float) { names.append("\(name)") }
}

/// log2(1 + n), the same on every machine: from a table of eighths of an octave, so that no libm's last bit shows.
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
