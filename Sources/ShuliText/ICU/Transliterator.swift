import CICU
import Synchronization

/// An ICU transliterator such as "Hant-Hans", "Han-Latin" or "Fullwidth-Halfwidth".
///
/// Building one costs milliseconds, so it is a shared object; a lock guards it, because ICU lets only one thread at a
/// time use the same object.
package final class Transliterator: Sendable {
    // The pointer is touched only under the lock; it is closed when the last reference goes.
    private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
    private let handle: Mutex<Handle>
    /// ICU's name of the transliterator.
    package let identifier: String

    /// The transliterator with ICU's identifier, for instance "Traditional-Simplified; NFC".
    package init(_ identifier: String) throws(ICUError) {
        var status: ShuliICUStatus = 0
        let pointer = shuli_transliterator_open(identifier, &status)
        try ICUError.check(status, "open the transliterator \"\(identifier)\"")
        guard let pointer else { throw ICUError(operation: "open a transliterator", status: "no object") }
        handle = Mutex(Handle(pointer: pointer))
        self.identifier = identifier
    }

    deinit { handle.withLock { shuli_transliterator_close($0.pointer) } }

    /// The transliterated text. Throws for a text over 128 MiB.
    package func transliterate(_ text: String) throws(ICUError) -> String {
        var status: ShuliICUStatus = 0
        var length: Int64 = 0
        let bytes = handle.withLock { handle in
            text.withUTF8Buffer { buffer in
                buffer.withMemoryRebound(to: CChar.self) {
                    shuli_transliterate(handle.pointer, $0.baseAddress, Int64($0.count), &length, &status)
                }
            }
        }
        try ICUError.check(status, "transliterate a text by \(identifier)")
        guard let bytes else { return "" }
        defer { shuli_free(bytes) }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            String(decoding: UTF8Buffer(start: $0, count: Int(length)), as: UTF8.self)
        }
    }
}
