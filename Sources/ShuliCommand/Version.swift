import Shuli

/// What `--version` says.
enum Version {
    static let program = "0.1.0"

    static var line: String { "shuli \(program) (ICU \(ICUVersion.icu), Unicode \(ICUVersion.unicode))" }

    private static let licences = [
        ("shuli", "Apache-2.0"), ("lexicon", "CC-BY-SA-4.0"), ("segmentation_model", "CC-BY-SA-4.0"),
        ("tagging_model", "CC-BY-SA-4.0"), ("conversion_tables", "Apache-2.0"),
        ("character_model", "CC-BY-SA-4.0"), ("icu", "Unicode-3.0"), ("libxml2", "MIT"), ("zlib", "Zlib"),
        ("zstd", "BSD-3-Clause"), ("libyaml", "MIT"), ("swift-argument-parser", "Apache-2.0"),
        ("swift-system", "Apache-2.0"),
    ]

    static func printJSON() {
        var writer = JSONWriter()
        writer.object {
            $0.key("shuli")
            $0.value(program)
            $0.key("icu")
            $0.value(ICUVersion.icu)
            $0.key("unicode")
            $0.value(ICUVersion.unicode)
            $0.key("lexicon")
            $0.object {
                $0.key("version")
                $0.value(Lexicon.standard.version)
                $0.key("words")
                $0.value(Lexicon.standard.wordCount)
            }
            $0.key("segmentation_model")
            $0.value(SegmentationModel.standard.version)
            $0.key("tagging_model")
            $0.value(TaggingModel.standard.version)
            $0.key("licences")
            $0.object {
                for (part, licence) in licences {
                    $0.key(part)
                    $0.value(licence)
                }
            }
        }
        Console.write(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    }
}
