import CShuli
import Foundation
import ShuliC

/// Any bytes as the columns of a step of the search for duplicates: the first byte chooses the step, the rest is each of the
/// columns, cut at other places.
///
/// The batch is answered or is an error, and what is returned can be released.
func fuzzSteps(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (choice, content) = split(bytes, count: 1)
    let step = steps[choice % steps.count]
    // Rows of as many bytes as a record of most columns has, so that some are well-formed.
    let width = 33 + choice / steps.count % 4 * 8
    let count = content.count / width
    var columns: [ColumnMemory] = []
    for (place, name) in step.columns.enumerated() {
        // Columns of numbers are named in upper case here.
        let isNumber = name.first?.isUppercase ?? false
        columns.append(
            isNumber
                ? ColumnMemory(numbers: content, count, shift: place, name.lowercased())
                : ColumnMemory(bytes: content, count, width: width, shift: place, name))
    }
    for column in columns { column.connect() }
    var arrays: [UnsafeMutablePointer<ArrowArray>?] = columns.map { $0.array }
    var schemas: [UnsafeMutablePointer<ArrowSchema>?] = columns.map { $0.schema }
    arrays.withUnsafeMutableBufferPointer { arrays in
        schemas.withUnsafeMutableBufferPointer { schemas in
            "+s".withCString { format in
                var (array, schema) = (ArrowArray(), ArrowSchema())
                var none: UnsafeRawPointer?
                schema.format = format
                schema.release = { $0?.pointee.release = nil }
                array.release = { $0?.pointee.release = nil }
                (array.length, array.n_buffers) = (Int64(count), 1)
                (array.n_children, schema.n_children) = (Int64(arrays.count), Int64(arrays.count))
                (array.children, schema.children) = (arrays.baseAddress, schemas.baseAddress)
                withUnsafeMutablePointer(to: &none) { buffers in
                    array.buffers = buffers
                    checkAnswer(step.verb, &array, &schema)
                }
            }
        }
    }
}

/// A column of a batch and the memory that it is read from.
///
/// Unsafe code. Invariant: it lives as long as the call that reads it.
private final class ColumnMemory {
    let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
    let schema = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
    private let format: UnsafeMutablePointer<CChar>
    private let name: UnsafeMutablePointer<CChar>
    private let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 3)
    private var memory: [UnsafeMutableRawPointer] = []
    private let count: Int

    private init(_ format: String, _ name: String, _ count: Int, _ contents: [[UInt8]]) {
        (self.format, self.name, self.count) = (strdup(format), strdup(name), count)
        buffers[0] = nil
        for (place, bytes) in contents.enumerated() {
            let piece = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
            bytes.withUnsafeBytes { if let base = $0.baseAddress { piece.copyMemory(from: base, byteCount: $0.count) } }
            memory.append(piece)
            buffers[place + 1] = UnsafeRawPointer(piece)
        }
    }

    convenience init(numbers: UnsafeBufferPointer<UInt8>, _ count: Int, shift: Int, _ name: String) {
        // Small numbers, so that rows belong together.
        let values = (0..<count).map { Int64(numbers[($0 * 33 + shift) % numbers.count] & 7) }
        self.init("l", name, count, [values.withUnsafeBytes { Array($0) }])
    }

    convenience init(bytes: UnsafeBufferPointer<UInt8>, _ count: Int, width: Int, shift: Int, _ name: String) {
        let content = Array(bytes.dropFirst(shift)) + Array(bytes.prefix(shift))
        let ends = (0...count).map { Int32($0 * width) }
        self.init("z", name, count, [ends.withUnsafeBytes { Array($0) }, content])
    }

    func connect() {
        array.initialize(to: ArrowArray())
        schema.initialize(to: ArrowSchema())
        (schema.pointee.format, schema.pointee.name) = (UnsafePointer(format), UnsafePointer(name))
        schema.pointee.release = { $0?.pointee.release = nil }
        array.pointee.release = { $0?.pointee.release = nil }
        (array.pointee.length, array.pointee.n_buffers) = (Int64(count), Int64(memory.count + 1))
        array.pointee.buffers = buffers
    }

    deinit {
        for piece in memory { piece.deallocate() }
        buffers.deallocate()
        free(format)
        free(name)
        array.deallocate()
        schema.deallocate()
    }
}

private struct Step {
    let verb: OpaquePointer?
    let columns: [String]
}

// Opened once, as callers do, and never closed.
nonisolated(unsafe) private let steps: [Step] = [
    ("dedup-anchors", ["Key", "anchors"]), ("dedup-questions", ["Bucket", "block"]),
    ("dedup-strangers", ["left", "right"]), ("dedup-pairs", ["Key", "anchors"]),
    ("dedup-candidates", ["Bucket", "block", "Left", "Right"]),
    (
        "dedup-compare",
        ["Left", "Right", "Shared", "left_signature", "right_signature", "left_common", "right_common"]
    ),
    (
        "dedup-resolve",
        [
            "Component", "Key", "signature", "common", "edges", "Anchor_count", "id", "Title", "date", "source", "host",
            "Reprint", "Length", "Removed",
        ]
    ),
    (
        "dedup-resolve",
        [
            "Component", "Key", "signature", "common", "pairs", "Anchor_count", "id", "Title", "date", "source", "host",
            "Reprint", "Length", "Removed",
        ]
    ),
].map { name, columns in
    var verb: OpaquePointer?
    precondition(shulic_open(name, nil, &verb, nil) == 0)
    return Step(verb: verb, columns: columns)
}

private func checkAnswer(_ verb: OpaquePointer?, _ array: inout ArrowArray, _ schema: inout ArrowSchema) {
    var (out, outSchema) = (ArrowArray(), ArrowSchema())
    var message: UnsafeMutablePointer<CChar>?
    let code = shulic_run(verb, &array, &schema, &out, &outSchema, &message)
    precondition(array.release == nil && schema.release == nil)
    if code == 0 {
        out.release(&out)
        outSchema.release(&outSchema)
    } else {
        precondition(message != nil && out.release == nil)
    }
    shulic_free(message)
}
