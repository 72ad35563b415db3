/// What is wrong with a batch as a whole.
struct BatchError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
