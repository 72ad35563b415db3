/// Addresses of pages.
package enum WebAddress {
    /// The host of an address, in lower case: `www.example.com` of `https://www.Example.com:80/a?b`.
    package static func host(of address: String) -> String {
        var rest = address[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        return rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }.lowercased()
    }
}
