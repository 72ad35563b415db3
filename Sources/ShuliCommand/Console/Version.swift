import Shuli
import ShuliStorage

/// What `--version` says.
enum Version {
    static let program = "0.1.0"

    static var line: String { "shuli \(program) (ICU \(ICUVersion.icu), Unicode \(ICUVersion.unicode))" }

    /// What distinguishes one build from another: the checksum of the program's file.
    static var build: String {
        #if os(Linux)
            let path = "/proc/self/exe"
        #else
            let path = CommandLine.arguments.first ?? ""
        #endif
        return InputFile.checksum(of: path).map { String($0, radix: 16) } ?? ""
    }

    /// A part of the program: its name, version and licence (SPDX).
    struct Part {
        let name: String
        let version: String
        let licence: String
    }

    /// All parts: data and models, system libraries, packages. The versions of packages are those that Package.swift asks
    /// for; a test compares them.
    static var parts: [Part] {
        [
            Part(name: "shuli", version: program, licence: "Apache-2.0"),
            Part(name: "lexicon", version: Lexicon.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "segmentation_model", version: SegmentationModel.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "tagging_model", version: TaggingModel.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "cleaning_model", version: BlockModel.standard.version, licence: "Apache-2.0"),
            Part(name: "conversion_tables", version: BuiltInVersions.conversionTables, licence: "Apache-2.0"),
            Part(name: "character_model", version: BuiltInVersions.characterModel, licence: "CC-BY-SA-4.0"),
            Part(name: "icu", version: ICUVersion.icu, licence: "Unicode-3.0"),
            Part(name: "libxml2", version: htmlParserVersion, licence: "MIT"),
            Part(name: "zlib", version: Compression.gzip.libraryVersion, licence: "Zlib"),
            Part(name: "zstd", version: Compression.zstd.libraryVersion, licence: "BSD-3-Clause"),
            Part(name: "sqlite", version: Database.libraryVersion, licence: "blessing"),
            Part(name: "libyaml", version: YAMLValue.libraryVersion, licence: "MIT"),
            Part(name: "swift_argument_parser", version: "1.8.2", licence: "Apache-2.0"),
            Part(name: "swift_collections", version: "1.6.0", licence: "Apache-2.0"),
            Part(name: "swift_system", version: "1.8.1", licence: "Apache-2.0"),
        ]
    }

    static func printJSON() {
        var writer = JSONWriter()
        writer.object {
            $0.field("shuli", program)
            $0.field("icu", ICUVersion.icu)
            $0.field("unicode", ICUVersion.unicode)
            $0.key("lexicon")
            $0.object {
                $0.field("version", Lexicon.standard.version)
                $0.field("words", Lexicon.standard.wordCount)
            }
            for part in parts where !["shuli", "icu", "lexicon"].contains(part.name) {
                $0.field(part.name, part.version)
            }
            $0.key("licences")
            $0.object { for part in parts { $0.field(part.name, part.licence) } }
        }
        Console.write(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    }
}
