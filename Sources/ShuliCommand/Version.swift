import Shuli

/// What `--version` says.
enum Version {
    static let program = "0.1.0"

    static var line: String { "shuli \(program) (ICU \(ICUVersion.icu), Unicode \(ICUVersion.unicode))" }

    static func printJSON() {
        var writer = JSONWriter()
        writer.object {
            $0.key("shuli")
            $0.value(program)
            $0.key("icu")
            $0.value(ICUVersion.icu)
            $0.key("unicode")
            $0.value(ICUVersion.unicode)
            $0.key("licences")
            $0.object {
                $0.key("shuli")
                $0.value("Apache-2.0")
                $0.key("icu")
                $0.value("Unicode-3.0")
                $0.key("libxml2")
                $0.value("MIT")
            }
        }
        Console.write(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    }
}
