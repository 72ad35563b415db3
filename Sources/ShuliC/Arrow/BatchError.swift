import CShuli
import ShuliVerbs

/// What is wrong with a batch as a whole, or with what it is for.
struct BatchError: Error {
    let message: String
    /// What the function returns.
    let code: Int32

    init(_ message: String, code: Int32 = Int32(SHULIC_DATA)) { (self.message, self.code) = (message, code) }

    /// In the language of the environment.
    init(_ wording: Wording, code: Int32 = Int32(SHULIC_DATA)) { self.init(wording.text, code: code) }

    /// Options that can't be read.
    init(_ error: OptionError) { self.init(error.message, code: Int32(SHULIC_USAGE)) }
}
