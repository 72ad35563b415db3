import CFTS5
import ShuliText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The functions that CFTS5 calls.
///
/// Unsafe code. Invariants: `shared` is never written again and lives as long as the program. A tokenizer is a retained
/// `TokenizerBox` between `create` and `destroy`; SQLite uses it on one thread at a time. Texts are good for their length.
enum TokenizerFunctions {
    nonisolated(unsafe) static let shared: UnsafePointer<shuli_fts5_functions> = {
        let functions = UnsafeMutablePointer<shuli_fts5_functions>.allocate(capacity: 1)
        functions.initialize(
            to: shuli_fts5_functions(create: create, destroy: destroy, tokenize: tokenize, pattern: pattern))
        return UnsafePointer(functions)
    }()

    private final class TokenizerBox {
        var tokenizer: SearchTokenizer
        init(_ options: TokenizerOptions) { tokenizer = SearchTokenizer(options) }
    }

    private static let create:
        @convention(c) (
            UnsafePointer<UnsafePointer<CChar>?>?, Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        ) -> UnsafeMutableRawPointer? = { arguments, count, error in
            let arguments = (0..<Int(count)).compactMap { arguments?[$0].map { String(cString: $0) } }
            do throws(ParseError) {
                return Unmanaged.passRetained(TokenizerBox(try TokenizerOptions(arguments))).toOpaque()
            } catch let failure {
                error?.pointee = strdup(failure.description)
                return nil
            }
        }

    private static let destroy: @convention(c) (UnsafeMutableRawPointer?) -> Void = { tokenizer in
        if let tokenizer { Unmanaged<TokenizerBox>.fromOpaque(tokenizer).release() }
    }

    private static let tokenize:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32, shuli_fts5_take?
        ) -> Int32 = { tokenizer, context, flags, text, length, take in
            guard let tokenizer, let take else { return 0 }
            let box = Unmanaged<TokenizerBox>.fromOpaque(tokenizer).takeUnretainedValue()
            var sink = TokenSink(context, take)
            TokenizerFunctions.withBytes(text, length) { bytes in
                box.tokenizer.tokenize(bytes, for: .init(rawValue: flags), to: &sink)
            }
            return sink.code
        }

    private static let pattern: @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> UnsafeMutablePointer<CChar>? = {
        text, length, pairs in
        let text = TokenizerFunctions.withBytes(text, length) { String(decoding: $0, as: UTF8.self) }
        return strdup(pairs != 0 ? QueryPattern.pairs(text) : QueryPattern.words(text))
    }

    private static func withBytes<Result>(
        _ text: UnsafePointer<CChar>?, _ length: Int32, _ body: (UTF8Buffer) -> Result
    ) -> Result {
        let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : max(0, Int(length)))
        return bytes.withMemoryRebound(to: UInt8.self) { body($0) }
    }
}

/// For the entry of the loadable extension, which is written in C.
@_cdecl("shuli_fts5_swift_functions")
func extensionFunctions() -> UnsafePointer<shuli_fts5_functions> { TokenizerFunctions.shared }
