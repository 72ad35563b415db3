import ShuliText

/// What the JSON-LD scripts of a page state about its article.
struct LinkedData {
    private let objects: [JSONValue]

    init(_ sources: [String]) {
        objects = sources.flatMap { source -> [JSONValue] in
            guard let value = try? JSONValue(parsing: source) else { return [] }
            if case .array(let elements) = value { return elements }
            if case .array(let elements) = value["@graph"] ?? .null { return [value] + elements }
            return [value]
        }
    }

    /// The first text of a field.
    func text(_ key: String) -> String? { objects.lazy.compactMap { $0[key]?.string }.first { !$0.isEmpty } }

    /// The names of the authors, and whether they are said to be persons.
    var authors: [(name: String, isPerson: Bool)] {
        for object in objects {
            guard let author = object["author"] else { continue }
            let values: [JSONValue] = if case .array(let elements) = author { elements } else { [author] }
            let names = values.compactMap { value -> (String, Bool)? in
                if let name = value.string { return (name, false) }
                return value["name"]?.string.map { ($0, value["@type"]?.string == "Person") }
            }
            if !names.isEmpty { return names }
        }
        return []
    }

    /// The name of the site.
    var publisher: String? { objects.lazy.compactMap { $0["publisher"]?["name"]?.string }.first }
}
