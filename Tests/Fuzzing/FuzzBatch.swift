import CShuli
import ShuliC

/// Any bytes as a column of the C interface: the first chooses the format and the verb, the next the length and the offset, the
/// rest is each of its buffers, which are as long as the largest offset that is read asks for.
///
/// The batch is answered with as many rows or is an error, and what is returned can be released.
func fuzzBatch(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (choice, content) = split(bytes, count: 3)
    let formats = ["u", "U", "z", "Z", "vu", "vz"]
    let format = formats[(choice >> 16) % formats.count]
    let verb = verbs[(choice >> 16) / formats.count % verbs.count]
    // Offsets have two bytes of the input, so that the data is never shorter than they say.
    let numbers = stride(from: 0, to: content.count - 1, by: 2).map { Int(content[$0]) << 8 | Int(content[$0 + 1]) }
    var index: [UInt8] = []
    for number in numbers + [Int](repeating: 0, count: 1 << 11) {
        // The highest values become negative ones.
        let value = number > 0xFF00 ? number - 0x10000 : number
        if format == "U" || format == "Z" {
            withUnsafeBytes(of: Int64(value)) { index += $0 }
        } else {
            withUnsafeBytes(of: Int32(value)) { index += $0 }
        }
    }
    let data = Array(content) + [UInt8](repeating: 0x61, count: max(0, 0x10000 - content.count))
    let sizes = [Int64(data.count)]
    index.withUnsafeBytes { index in
        data.withUnsafeBytes { data in
            sizes.withUnsafeBytes { sizes in
                run(
                    verb, format, length: choice >> 8 & 0xFF, offset: choice & 0x3F, isNullable: choice & 0x40 != 0,
                    [index.baseAddress, data.baseAddress, format.hasPrefix("v") ? sizes.baseAddress : nil])
            }
        }
    }
}

private func run(
    _ verb: OpaquePointer?, _ format: String, length: Int, offset: Int, isNullable: Bool, _ given: [UnsafeRawPointer?]
) {
    var buffers = [isNullable ? given[1] : nil] + (given[2] == nil ? Array(given.prefix(2)) : given)
    buffers.withUnsafeMutableBufferPointer { buffers in
        format.withCString { format in
            var (array, schema) = (ArrowArray(), ArrowSchema())
            schema.format = format
            schema.release = { $0?.pointee.release = nil }
            (array.length, array.offset, array.null_count) = (Int64(length), Int64(offset), -1)
            (array.n_buffers, array.buffers) = (Int64(buffers.count), buffers.baseAddress)
            array.release = { $0?.pointee.release = nil }
            check(verb, &array, &schema, length)
        }
    }
}

// Opened once, as callers do, and never closed.
nonisolated(unsafe) private let verbs: [OpaquePointer?] = [
    ("segment", "{}"), ("segment", #"{"output": "lines"}"#), ("tag", "{}"), ("sentences", "{}"), ("clean", "{}"),
    ("keywords", #"{"output": "json"}"#), ("summarize", "{}"), ("normalize", #"{"repair": true}"#),
    ("convert", #"{"to": "tw"}"#), ("filter", "{}"), ("mask", "{}"), ("fingerprint", "{}"), ("dedup", "{}"),
].map { name, options in
    var verb: OpaquePointer?
    precondition(shulic_open(name, options, &verb, nil) == 0)
    return verb
}

private func check(
    _ verb: OpaquePointer?, _ array: inout ArrowArray, _ schema: inout ArrowSchema, _ length: Int
) {
    var (out, outSchema) = (ArrowArray(), ArrowSchema())
    var message: UnsafeMutablePointer<CChar>?
    let code = shulic_run(verb, &array, &schema, &out, &outSchema, &message)
    precondition(array.release == nil && schema.release == nil)
    if code == 0 {
        precondition(out.length == length && out.n_children == 3)
        out.release(&out)
        outSchema.release(&outSchema)
    } else {
        precondition(message != nil && out.release == nil)
    }
    shulic_free(message)
}
