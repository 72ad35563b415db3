import CShuli
import Foundation
import ShuliC

/// Any bytes as a column of the C interface: the first chooses the format and the verb, the next the length and the offset, the
/// rest is each of its buffers, which are as long as the largest offset that is read asks for. The highest bit of the offset
/// says that the column is both the ids and the texts of documents, for an index.
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
                    choice & 0x80 == 0 ? verb : nil, format, length: choice >> 8 & 0xFF, offset: choice & 0x3F,
                    isNullable: choice & 0x40 != 0,
                    [index.baseAddress, data.baseAddress, format.hasPrefix("v") ? sizes.baseAddress : nil])
            }
        }
    }
}

// Without a verb the batch goes to an index.
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
            if let verb {
                check(&array, &schema, length) { shulic_run(verb, $0, $1, $2, $3, $4) }
            } else {
                checkIndex(array, schema, length)
            }
        }
    }
}

private func checkIndex(_ column: ArrowArray, _ type: ArrowSchema, _ length: Int) {
    var index: OpaquePointer?
    precondition(shulic_index_open(nil, &index, nil) == 0)
    let names = ["id", "text"].map { (name: String) in strdup(name) }
    let columns = UnsafeMutablePointer<ArrowArray>.allocate(capacity: names.count)
    let types = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: names.count)
    var (arrays, schemas) = ([columns, columns + 1].map(Optional.some), [types, types + 1].map(Optional.some))
    var none: UnsafeRawPointer?
    for function in [shulic_index_add, shulic_index_query, shulic_index_add] {
        for (place, name) in names.enumerated() {
            (columns + place).initialize(to: column)
            (types + place).initialize(to: type)
            types[place].name = UnsafePointer(name)
        }
        arrays.withUnsafeMutableBufferPointer { arrays in
            schemas.withUnsafeMutableBufferPointer { schemas in
                withUnsafeMutablePointer(to: &none) { buffers in
                    "+s".withCString { format in
                        var (array, schema) = (ArrowArray(), ArrowSchema())
                        schema.format = format
                        schema.release = { $0?.pointee.release = nil }
                        array.release = { $0?.pointee.release = nil }
                        (array.length, array.n_buffers, array.buffers) = (Int64(length), 1, buffers)
                        (array.n_children, schema.n_children) = (Int64(arrays.count), Int64(schemas.count))
                        (array.children, schema.children) = (arrays.baseAddress, schemas.baseAddress)
                        check(&array, &schema, length) { function(index, $0, $1, $2, $3, $4) }
                    }
                }
            }
        }
    }
    var (out, outSchema) = (ArrowArray(), ArrowSchema())
    precondition(shulic_index_verdicts(index, "longest", &out, &outSchema, nil) == 0)
    out.release(&out)
    outSchema.release(&outSchema)
    shulic_index_close(index)
    for name in names { free(name) }
    columns.deallocate()
    types.deallocate()
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

private typealias Function = (
    UnsafeMutablePointer<ArrowArray>, UnsafeMutablePointer<ArrowSchema>, UnsafeMutablePointer<ArrowArray>,
    UnsafeMutablePointer<ArrowSchema>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32

private func check(
    _ array: inout ArrowArray, _ schema: inout ArrowSchema, _ length: Int, _ function: Function
) {
    var (out, outSchema) = (ArrowArray(), ArrowSchema())
    var message: UnsafeMutablePointer<CChar>?
    let code = function(&array, &schema, &out, &outSchema, &message)
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
