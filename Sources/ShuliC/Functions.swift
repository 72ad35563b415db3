import CShuli
import Shuli
import ShuliVerbs

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// The functions of shulic.h, which says what they take and give.
//
// Unsafe code. Invariants: a pointer that a caller may leave out is checked; texts that are returned come from malloc and are
// freed by shulic_free alone; a verb is retained from shulic_open to shulic_close, and never changes; an index is retained from
// shulic_index_open to shulic_index_close.

/// The versions and licences of all parts as JSON, to be freed by `shulic_free`.
@_cdecl("shulic_version")
public func version() -> UnsafeMutablePointer<CChar>? { text(String(decoding: Version.json, as: UTF8.self)) }

/// Frees a text that the library returned; null is allowed.
@_cdecl("shulic_free")
public func freeText(_ text: UnsafeMutablePointer<CChar>?) { free(text) }

/// Opens a verb with options as JSON. Returns 0, or 64 with a message.
@_cdecl("shulic_open")
public func openVerb(
    _ name: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?, _ out: UnsafeMutablePointer<OpaquePointer?>?,
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    openObject(out, message, needing: Wording("需要命令的名称和存放它的位置", "the name of a verb and a place for it are needed")) {
        () throws(BatchError) -> (OpenVerb, notes: [String])? in
        guard let name else { return nil }
        do throws(OptionError) {
            return try OpenVerb.open(String(cString: name), options: options.map { String(cString: $0) })
        } catch {
            throw BatchError(error)
        }
    }
}

/// Takes a batch through a verb: a row out for a row in. Returns 0, or 64 or 65 with a message. Linear in the batch.
@_cdecl("shulic_run")
public func runVerb(
    _ handle: OpaquePointer?, _ array: UnsafeMutablePointer<ArrowArray>?,
    _ schema: UnsafeMutablePointer<ArrowSchema>?, _ outArray: UnsafeMutablePointer<ArrowArray>?,
    _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    let verb: OpenVerb? = object(handle)
    return answerBatch(array, schema, outArray, outSchema, message, with: verb) {
        verb, array, schema throws(BatchError) in try verb.run(array, schema)
    }
}

/// Closes a verb; null is allowed.
@_cdecl("shulic_close")
public func closeVerb(_ handle: OpaquePointer?) { release(handle) }

/// Opens an index of documents with options as JSON. Returns 0, 64 or 74 with a message.
@_cdecl("shulic_index_open")
public func openIndex(
    _ options: UnsafePointer<CChar>?, _ out: UnsafeMutablePointer<OpaquePointer?>?,
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    openObject(out, message, needing: Wording("需要存放索引的位置", "a place for the index is needed")) {
        () throws(BatchError) in
        (try OpenIndex.open(options: options.map { String(cString: $0) }), notes: [])
    }
}

/// Adds a batch of documents to an index. Returns 0, or 64, 65 or 74 with a message. Linear in the batch.
@_cdecl("shulic_index_add")
public func addToIndex(
    _ handle: OpaquePointer?, _ array: UnsafeMutablePointer<ArrowArray>?,
    _ schema: UnsafeMutablePointer<ArrowSchema>?, _ outArray: UnsafeMutablePointer<ArrowArray>?,
    _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    let index: OpenIndex? = object(handle)
    return answerBatch(array, schema, outArray, outSchema, message, with: index) {
        index, array, schema throws(BatchError) in try index.add(array, schema)
    }
}

/// Asks an index what the documents of a batch are like. Returns 0, or 64, 65 or 74 with a message.
@_cdecl("shulic_index_query")
public func queryIndex(
    _ handle: OpaquePointer?, _ array: UnsafeMutablePointer<ArrowArray>?,
    _ schema: UnsafeMutablePointer<ArrowSchema>?, _ outArray: UnsafeMutablePointer<ArrowArray>?,
    _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    let index: OpenIndex? = object(handle)
    return answerBatch(array, schema, outArray, outSchema, message, with: index) {
        index, array, schema throws(BatchError) in try index.query(array, schema)
    }
}

/// Says of all documents of an index what they are to each other. Returns 0, or 64 or 74 with a message.
@_cdecl("shulic_index_verdicts")
public func indexVerdicts(
    _ handle: OpaquePointer?, _ keep: UnsafePointer<CChar>?, _ outArray: UnsafeMutablePointer<ArrowArray>?,
    _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    let index: OpenIndex? = object(handle)
    return answer(outArray, outSchema, message, with: index) { index throws(BatchError) in
        try index.verdicts(keeping: keep.map { String(cString: $0) } ?? "first")
    }
}

/// Closes an index; null is allowed.
@_cdecl("shulic_index_close")
public func closeIndex(_ handle: OpaquePointer?) { release(handle) }

// MARK: What they have in common

// Opens an object and retains it. `work` gives it with what is to be said, or nil where something is missing.
private func openObject<Object: AnyObject>(
    _ out: UnsafeMutablePointer<OpaquePointer?>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    needing needed: Wording, _ work: () throws(BatchError) -> (Object, notes: [String])?
) -> Int32 {
    out?.pointee = nil
    message?.pointee = nil
    do throws(BatchError) {
        guard let out, let (object, notes) = try work() else { throw BatchError(needed, code: Int32(SHULIC_USAGE)) }
        out.pointee = OpaquePointer(Unmanaged.passRetained(object).toOpaque())
        message?.pointee = lines(notes)
        return Int32(SHULIC_OK)
    } catch {
        message?.pointee = text(error.message)
        return error.code
    }
}

private func release(_ handle: OpaquePointer?) {
    if let handle { Unmanaged<AnyObject>.fromOpaque(UnsafeRawPointer(handle)).release() }
}

private func object<Object: AnyObject>(_ handle: OpaquePointer?) -> Object? {
    handle.map { Unmanaged<Object>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
}

// Takes a batch to an object, and releases it.
private func answerBatch<Object: AnyObject>(
    _ array: UnsafeMutablePointer<ArrowArray>?, _ schema: UnsafeMutablePointer<ArrowSchema>?,
    _ outArray: UnsafeMutablePointer<ArrowArray>?, _ outSchema: UnsafeMutablePointer<ArrowSchema>?,
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, with object: Object?,
    _ work: (Object, ArrowArray, ArrowSchema) throws(BatchError) -> Answers
) -> Int32 {
    defer {
        if let array, let release = array.pointee.release { release(array) }
        if let schema, let release = schema.pointee.release { release(schema) }
    }
    return answer(outArray, outSchema, message, with: object) { object throws(BatchError) in
        guard let array, let schema else {
            throw BatchError(Wording("需要一批数据", "a batch is needed"), code: Int32(SHULIC_USAGE))
        }
        return try work(object, array.pointee, schema.pointee)
    }
}

private func answer<Object: AnyObject>(
    _ outArray: UnsafeMutablePointer<ArrowArray>?, _ outSchema: UnsafeMutablePointer<ArrowSchema>?,
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, with object: Object?,
    _ work: (Object) throws(BatchError) -> Answers
) -> Int32 {
    message?.pointee = nil
    outArray?.initialize(to: ArrowArray())
    outSchema?.initialize(to: ArrowSchema())
    guard let object, let outArray, let outSchema else {
        let wording = Wording("需要已打开的对象和存放结果的位置", "what was opened and a place for the answers are needed")
        message?.pointee = text(wording.text)
        return Int32(SHULIC_USAGE)
    }
    do throws(BatchError) {
        let answers = try work(object)
        answers.array.export(to: outArray)
        answers.schema.export(to: outSchema)
        message?.pointee = lines(answers.notes)
        return Int32(SHULIC_OK)
    } catch {
        message?.pointee = text(error.message)
        return error.code
    }
}

private func lines(_ lines: [String]) -> UnsafeMutablePointer<CChar>? {
    lines.isEmpty ? nil : text(lines.joined(separator: "\n"))
}

private func text(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }
