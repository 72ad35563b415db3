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
// freed by shulic_free alone; a verb is retained from shulic_open to shulic_close, and never changes.

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
    out?.pointee = nil
    message?.pointee = nil
    guard let name, let out else {
        message?.pointee = text("the name of a verb and a place for it are needed")
        return Int32(SHULIC_USAGE)
    }
    do {
        let (verb, notes) = try OpenVerb.open(String(cString: name), options: options.map { String(cString: $0) })
        message?.pointee = lines(notes)
        out.pointee = OpaquePointer(Unmanaged.passRetained(verb).toOpaque())
        return Int32(SHULIC_OK)
    } catch {
        message?.pointee = text(error.message)
        return Int32(SHULIC_USAGE)
    }
}

/// Takes a batch through a verb: a row out for a row in. Returns 0, or 64 or 65 with a message. Linear in the batch.
@_cdecl("shulic_run")
public func runVerb(
    _ handle: OpaquePointer?, _ array: UnsafeMutablePointer<ArrowArray>?,
    _ schema: UnsafeMutablePointer<ArrowSchema>?, _ outArray: UnsafeMutablePointer<ArrowArray>?,
    _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    message?.pointee = nil
    outArray?.initialize(to: ArrowArray())
    outSchema?.initialize(to: ArrowSchema())
    defer {
        if let array, let release = array.pointee.release { release(array) }
        if let schema, let release = schema.pointee.release { release(schema) }
    }
    guard let handle, let array, let schema, let outArray, let outSchema else {
        message?.pointee = text("a verb, a batch and a place for the answers are needed")
        return Int32(SHULIC_USAGE)
    }
    let verb = Unmanaged<OpenVerb>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
    do throws(BatchError) {
        let answers = try verb.run(array.pointee, schema.pointee)
        answers.array.export(to: outArray)
        answers.schema.export(to: outSchema)
        message?.pointee = lines(answers.notes)
        return Int32(SHULIC_OK)
    } catch {
        message?.pointee = text(error.message)
        return Int32(SHULIC_DATA)
    }
}

/// Closes a verb; null is allowed.
@_cdecl("shulic_close")
public func closeVerb(_ handle: OpaquePointer?) {
    guard let handle else { return }
    Unmanaged<OpenVerb>.fromOpaque(UnsafeRawPointer(handle)).release()
}

private func lines(_ lines: [String]) -> UnsafeMutablePointer<CChar>? {
    lines.isEmpty ? nil : text(lines.joined(separator: "\n"))
}

private func text(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }
