/// Receives the features of a block one after the other, always in the same order, which is that of the model.
protocol FeatureSink {
    mutating func put(_ name: StaticString, _ value: Float)
}

extension FeatureSink {
    @inline(__always)
    mutating func put(_ name: StaticString, _ condition: Bool) { put(name, condition ? 1 : 0) }

    @inline(__always)
    mutating func put(_ name: StaticString, log count: Int) { put(name, Logarithms.of(count)) }

    /// The logarithm of a count's absolute value, with the sign of the count.
    @inline(__always)
    mutating func put(_ name: StaticString, signedLog count: Int) {
        put(name, count < 0 ? -Logarithms.of(-count) : Logarithms.of(count))
    }

    /// A part's share of a whole; 0 where the whole is 0.
    @inline(__always)
    mutating func put(_ name: StaticString, _ part: Int, of whole: Int) {
        put(name, whole > 0 ? Float(part) / Float(whole) : 0)
    }
}

/// Blocks whose features are computed and evaluated together, one a lane.
enum FeatureBatch {
    /// One feature of every block of the batch.
    typealias Values = SIMD16<Float>
    static let lanes = 16
}

/// Writes the features of one block into its lane of a batch. A block has some two hundred, too many to append one by one.
struct FeatureLane: FeatureSink {
    private let values: UnsafeMutableBufferPointer<Float>
    private var place: Int

    /// `batch` has an element for each feature.
    init(_ batch: UnsafeMutableBufferPointer<FeatureBatch.Values>, lane: Int) {
        values = UnsafeMutableRawBufferPointer(batch).bindMemory(to: Float.self)
        place = lane
    }

    // Unsafe code. Invariant: the lanes of a SIMD vector are adjacent in memory, and `place` is checked before each write.
    @inline(__always)
    mutating func put(_ name: StaticString, _ value: Float) {
        precondition(place < values.count)
        values[place] = value
        place += FeatureBatch.lanes
    }
}

/// Collects the features of one block in an array.
struct FeatureList: FeatureSink {
    private(set) var values: [Float] = []

    mutating func put(_ name: StaticString, _ value: Float) { values.append(value) }
}

/// Collects only the names of the features.
struct FeatureNames: FeatureSink {
    private(set) var names: [String] = []

    mutating func put(_ name: StaticString, _ value: Float) { names.append("\(name)") }
}
