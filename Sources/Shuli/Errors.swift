import FoundationEssentials

// `localizedDescription` of the errors is their description. The conformances are here and not with the types because the
// modules below do without Foundation; of it, FoundationEssentials alone is loaded (without ICU's data), which the argument
// parser of the program loads anyway.

extension ParseError: LocalizedError {
    /// The description: the file, the line and the reason.
    public var errorDescription: String? { description }
}

extension DuplicateIndexError: LocalizedError {
    /// The description.
    public var errorDescription: String? { description }
}
