import Shuli

extension Record {
    /// How the document was decoded, where `-v` asks for it or bytes had to be replaced; else nil. `undecodable` is where
    /// they were, in all of its sections.
    package func readingMessage(_ undecodable: [Int], verbose: Bool) -> String? {
        guard verbose || !undecodable.isEmpty else { return nil }
        let name = encoding?.name ?? "utf-8"
        guard let first = undecodable.first else { return "shuli: \(origin): \(name)" }
        return MessageLanguage.isChinese
            ? "shuli: \(origin): \(name)，\(undecodable.count) 处无法解码，已替换，第一处在第 \(first) 字节"
            : "shuli: \(origin): \(name), \(undecodable.count) undecodable, replaced, the first at byte \(first)"
    }
}
