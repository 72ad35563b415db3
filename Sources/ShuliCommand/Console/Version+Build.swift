import Shuli
import ShuliVerbs

extension Version {
    /// What distinguishes one build from another: the checksum of the program's file.
    static var build: String {
        #if os(Linux)
            let path = "/proc/self/exe"
        #else
            let path = CommandLine.arguments.first ?? ""
        #endif
        return InputFile.checksum(of: path).map { String($0, radix: 16) } ?? ""
    }
}
