import Foundation
import ShuliTestSupport
import ShuliText
import Testing

/// The compiled files are what the compilers make of the tables beside them. With SHULI_RECORD=1 they are written anew.
@Suite struct CompiledTableTests {
    @Test func conversion() throws {
        let rules = try ContextRules(try Repository.text("Dictionaries/Conversion/rules.txt"))
        var compiler = ConversionCompiler(rules)
        for name in ConversionCompiler.tableNames {
            try compiler.add(table: name, try Repository.text("Dictionaries/Conversion/\(name).txt"))
        }
        try check(try compiler.compile(), "Dictionaries/conversion.bin")
    }

    @Test func characterModel() throws {
        let words = try Repository.text("Dictionaries/words.txt")
        try check(CharacterModelCompiler().compile(words: words), "Dictionaries/characters.bin")
    }

    private func check(_ bytes: [UInt8], _ file: String) throws {
        if ProcessInfo.processInfo.environment["SHULI_RECORD"] == "1" {
            try Data(bytes).write(to: Repository.path(file))
        } else {
            #expect(try Repository.bytes(file) == bytes, "made anew \(file) is another file")
        }
    }

    @Test(arguments: ["a\tb c\nd", "\tb", "a"])
    func badLinesAreTold(_ table: String) throws {
        var compiler = ConversionCompiler(try ContextRules(""))
        #expect(throws: ConversionCompiler.Problem.self) { try compiler.add(table: "t2s-phrases", table) }
    }

    @Test func damagedFilesAreRefused() throws {
        let whole = try Repository.bytes("Dictionaries/conversion.bin")
        for count in [0, 10, 64, 4_096, whole.count - 1] {
            #expect(throws: CompiledFileError.self) {
                try ConversionTables(CompiledBytes(copying: Array(whole[..<count])))
            }
        }
        #expect(throws: CompiledFileError.self) { try CharacterModel(CompiledBytes(copying: whole)) }
    }
}
