import CHTML
import ShuliText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The events of one parsed page, with the bytes that they refer to.
///
/// Unsafe code. Invariant: the pointers belong to `document`, which lives until `deinit`; CHTML writes only ranges that lie inside
/// `bytes`; and `bytes` is valid UTF-8 because the input was.
struct HTMLEvents: ~Copyable {
    private var document = ShuliHTMLDocument()
    private static let initialized: Void = shuli_html_initialize()

    /// Parses a page of valid UTF-8; nil where memory ran out or the page exceeds 1 GiB.
    init?(parsing html: UTF8Buffer) {
        Self.initialized
        // libxml2 takes a NUL for the end of the page, so a page with NULs is copied with spaces in their place.
        let parsed: Int32
        if let start = html.baseAddress, memchr(start, 0, html.count) != nil {
            let clean = html.map { $0 == 0 ? 0x20 : $0 }
            parsed = clean.withUnsafeBytes { raw in
                shuli_html_parse(raw.bindMemory(to: CChar.self).baseAddress, Int64(raw.count), &document)
            }
        } else {
            parsed = html.withMemoryRebound(to: CChar.self) {
                shuli_html_parse($0.baseAddress, Int64($0.count), &document)
            }
        }
        if parsed != 0 { return nil }
    }

    deinit {
        var document = document
        shuli_html_free(&document)
    }

    /// The bytes of all texts and attribute values.
    var bytes: UTF8Buffer {
        guard let bytes = document.bytes else { return UTF8Buffer(start: nil, count: 0) }
        return UTF8Buffer(
            start: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: Int(document.byte_count))
    }

    var count: Int { Int(document.event_count) }

    subscript(index: Int) -> ShuliHTMLEvent { document.events[index] }

    /// The contents of the scripts, as ranges of the page.
    var scripts: [Range<Int>] {
        UnsafeBufferPointer(start: document.scripts, count: Int(document.script_count)).map {
            Int($0.start)..<Int($0.end)
        }
    }

    /// The attributes of a start event, valid as long as the events.
    func attributes(of event: ShuliHTMLEvent) -> UnsafeBufferPointer<ShuliHTMLAttribute> {
        UnsafeBufferPointer(start: document.attributes.map { $0 + Int(event.first) }, count: Int(event.count))
    }

    /// The value of an attribute (SHULI_ATTRIBUTE_…) of a start event.
    func value(of name: Int, in event: ShuliHTMLEvent) -> String? {
        attributes(of: event).first { Int($0.name) == name }.map { bytes.text($0.value) }
    }
}

extension ShuliHTMLAttribute {
    /// The range of the value in `HTMLEvents.bytes`.
    var value: TextRange { TextRange(Int(start), Int(start + length)) }
}
