/// How much evidence the cleaner requires before it removes a block.
public enum CleaningLevel: String, CaseIterable, Sendable, Codable {
    /// Removes a block only where it is almost certainly boilerplate (log-odds of the body below −2, a probability of .12).
    /// Some boilerplate remains.
    case gentle
    /// Removes a block that is more likely boilerplate than body.
    case standard
    /// Keeps a block only where it is almost certainly body (log-odds of 2 or more, a probability of .88). Some of the body is lost.
    case strict
}
