import Shuli
import ShuliStorage

#if canImport(Glibc)
    import Glibc
#endif

/// What `--version` says.
package enum Version {
    package static let program = "0.1.0"

    package static var line: String { "shuli \(program) (ICU \(ICUVersion.icu), Unicode \(ICUVersion.unicode))" }

    /// A part of the program: its name, version and licence (SPDX). The version is nil where a part does not say it.
    package struct Part {
        package let name: String
        package let version: String?
        package let licence: String
    }

    /// All parts, linked or embedded.
    package static var parts: [Part] { own + libraries + packages + runtime }

    private static var own: [Part] {
        [
            Part(name: "shuli", version: program, licence: "Apache-2.0"),
            Part(name: "lexicon", version: Lexicon.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "segmentation_model", version: SegmentationModel.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "tagging_model", version: TaggingModel.standard.version, licence: "CC-BY-SA-4.0"),
            Part(name: "cleaning_model", version: BlockModel.standard.version, licence: "Apache-2.0"),
            Part(name: "conversion_tables", version: BuiltInVersions.conversionTables, licence: "Apache-2.0"),
            Part(name: "character_model", version: BuiltInVersions.characterModel, licence: "CC-BY-SA-4.0"),
        ]
    }

    private static var libraries: [Part] {
        [
            Part(name: "icu", version: ICUVersion.icu, licence: icuLicence),
            Part(name: "libxml2", version: htmlParserVersion, licence: "MIT"),
            Part(name: "zlib", version: Compression.gzip.libraryVersion, licence: "Zlib"),
            Part(name: "zstd", version: Compression.zstd.libraryVersion, licence: "BSD-3-Clause"),
            Part(name: "brotli", version: nil, licence: "MIT"),
            Part(name: "sqlite", version: Database.libraryVersion, licence: "blessing"),
            Part(name: "libyaml", version: YAMLValue.libraryVersion, licence: "MIT"),
        ]
    }

    // ICU got Unicode's third licence with version 74.
    private static var icuLicence: String {
        let major = ICUVersion.icu.split(separator: ".").first.flatMap { Int($0) } ?? 0
        return major < 74 ? "Unicode-DFS-2016" : "Unicode-3.0"
    }

    // The versions are those that Package.swift asks for; a test compares them.
    private static var packages: [Part] {
        [
            Part(name: "swift_argument_parser", version: "1.8.2", licence: swiftLicence),
            Part(name: "swift_collections", version: "1.6.0", licence: swiftLicence),
            Part(name: "swift_system", version: "1.8.1", licence: swiftLicence),
        ]
    }

    private static let swiftLicence = "Apache-2.0 WITH Swift-exception"

    /// The runtime of Swift, and what the system's libraries need: libxml2 xz, ICU the C++ library.
    private static var runtime: [Part] {
        #if os(Linux)
            [
                Part(name: "swift_runtime", version: nil, licence: swiftLicence),
                Part(name: "glibc", version: glibcVersion, licence: "LGPL-2.1-or-later"),
                Part(name: "libstdcxx", version: nil, licence: "GPL-3.0-or-later WITH GCC-exception-3.1"),
                Part(name: "libgcc", version: nil, licence: "GPL-3.0-or-later WITH GCC-exception-3.1"),
                Part(name: "xz", version: nil, licence: "LicenseRef-Public-Domain"),
            ]
        #else
            []
        #endif
    }

    private static var glibcVersion: String? {
        #if canImport(Glibc)
            let kind = Int32(_CS_GNU_LIBC_VERSION)
            let length = confstr(kind, nil, 0)
            guard length > 1 else { return nil }
            // "glibc 2.36" and a zero.
            let words = [UInt8](unsafeUninitializedCapacity: length) { memory, count in
                count = memory.withMemoryRebound(to: CChar.self) { confstr(kind, $0.baseAddress, length) } - 1
            }
            return String(decoding: words, as: UTF8.self).split(separator: " ").last.map { String($0) }
        #else
            return nil
        #endif
    }

    /// What `--version --json` says, without a line break.
    package static var json: [UInt8] {
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
                if let version = part.version { $0.field(part.name, version) }
            }
            $0.key("licences")
            $0.object { for part in parts { $0.field(part.name, part.licence) } }
        }
        return writer.bytes
    }
}
