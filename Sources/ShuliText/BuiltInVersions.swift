import CDictionaries

/// The versions of the tables that are part of the program and have no type of their own to ask: sixteen hexadecimal
/// digits that follow from the contents.
package enum BuiltInVersions {
    package static var conversionTables: String {
        version(of: shuli_dictionary_conversion(), magic: ConversionTables.magic, format: ConversionTables.version)
    }

    package static var characterModel: String {
        version(of: shuli_dictionary_characters(), magic: CharacterModel.magic, format: CharacterModel.version)
    }

    private static func version(of file: ShuliDictionary, magic: String, format: UInt32) -> String {
        CompiledBytes.embedded(file) { bytes throws(CompiledFileError) in
            try CompiledFile(bytes, magic: magic, version: format).versionName
        }
    }
}
