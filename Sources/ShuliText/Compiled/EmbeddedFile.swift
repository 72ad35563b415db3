import CDictionaries

extension CompiledBytes {
    /// A file that is part of the program.
    ///
    /// Unsafe code. Invariant: an embedded file is aligned, immutable, and lives as long as the program
    /// (CDictionaries.h).
    convenience init(_ file: ShuliDictionary) {
        self.init(immortal: UnsafeRawBufferPointer(start: file.bytes, count: Int(file.length)))
    }

    /// The value that is made of an embedded file. It fails only if the program was built from files that do not belong
    /// together, which the tests rule out.
    static func embedded<Value>(
        _ file: ShuliDictionary, _ make: (CompiledBytes) throws(CompiledFileError) -> Value
    ) -> Value {
        do throws(CompiledFileError) {
            return try make(CompiledBytes(file))
        } catch {
            fatalError("an embedded file: \(error)")
        }
    }
}
