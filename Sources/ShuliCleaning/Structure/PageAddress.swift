/// Addresses of links and pictures.
enum PageAddress {
    /// The address without white space around it; nil for one that leads nowhere: a script, a place on the same page, nothing.
    static func usable(_ address: String) -> String? {
        let trimmed = address.split(whereSeparator: \.isWhitespace).joined(separator: "%20")
        guard let first = trimmed.utf8.first, first != 0x23 else { return nil }
        return trimmed.lowercased().hasPrefix("javascript:") ? nil : trimmed
    }

    /// An address as seen from a page (RFC 3986, section 5.2, without a query or fragment of its own); as it is where the page's
    /// address is not known.
    static func resolved(_ address: String, from page: String?) -> String {
        guard let page, !hasScheme(address), let colon = page.firstRange(of: "://") else { return address }
        let rest = page[colon.upperBound...]
        let hostEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let root = page[..<hostEnd]
        if address.hasPrefix("//") { return page[..<colon.lowerBound] + ":" + address }
        if address.hasPrefix("/") { return root + address }
        let path = rest[hostEnd...].prefix { $0 != "?" && $0 != "#" }
        if address.hasPrefix("?") { return root + path + address }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast().map(String.init)
        var relative = address[...]
        while true {
            if relative.hasPrefix("./") {
                relative = relative.dropFirst(2)
            } else if relative.hasPrefix("../") {
                relative = relative.dropFirst(3)
                _ = parts.popLast()
            } else {
                break
            }
        }
        return root + "/" + (parts + [String(relative)]).joined(separator: "/")
    }

    private static func hasScheme(_ address: String) -> Bool {
        guard let colon = address.firstIndex(of: ":") else { return false }
        return !address[..<colon].isEmpty
            && address[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }
}
