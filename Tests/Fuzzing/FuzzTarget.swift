import Foundation

/// What can be fuzzed: each case is a function from any bytes to nothing that traps where an invariant does not hold.
///
/// `.ci/fuzz NAME SECONDS` builds this program with libFuzzer, which gives it its `main`, and runs one target. Built
/// without the fuzzer, `Fuzzing NAME FILE…` checks the bytes of files: a finding, or the seeds.
enum FuzzTarget: String, CaseIterable {
    case batch, clean, encoding, index, json, lists, models, normalize, records, search, segment, steps, yaml

    /// Traps where an invariant does not hold for these bytes.
    func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch self {
        case .batch: fuzzBatch(bytes)
        case .clean: fuzzClean(bytes)
        case .encoding: fuzzEncoding(bytes)
        case .index: fuzzIndex(bytes)
        case .json: fuzzJSON(bytes)
        case .lists: fuzzLists(bytes)
        case .models: fuzzModels(bytes)
        case .normalize: fuzzNormalize(bytes)
        case .records: fuzzRecords(bytes)
        case .search: fuzzSearch(bytes)
        case .segment: fuzzSegment(bytes)
        case .steps: fuzzSteps(bytes)
        case .yaml: fuzzYAML(bytes)
        }
    }
}

#if SHULI_LIBFUZZER
    private let target = ProcessInfo.processInfo.environment["SHULI_FUZZ"].flatMap(FuzzTarget.init(rawValue:))

    /// libFuzzer's entry: any bytes. Returns 0; a trap is a finding.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        guard let target else { fatalError("SHULI_FUZZ does not name a target") }
        target.check(UnsafeBufferPointer(start: bytes, count: count))
        return 0
    }
#else
    @main
    struct Fuzzing {
        static func main() throws {
            let arguments = CommandLine.arguments.dropFirst()
            guard let name = arguments.first, let target = FuzzTarget(rawValue: name) else {
                let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
                FileHandle.standardError.write(Data("usage: Fuzzing \(names) FILE…\n".utf8))
                exit(64)
            }
            for path in arguments.dropFirst() {
                FileHandle.standardError.write(Data("\(path)\n".utf8))
                Array(try Data(contentsOf: URL(filePath: path))).withUnsafeBufferPointer { target.check($0) }
            }
        }
    }
#endif

/// The number that the first bytes of an input make, and the rest of the input.
func split(_ bytes: UnsafeBufferPointer<UInt8>, count: Int) -> (number: Int, rest: UnsafeBufferPointer<UInt8>) {
    let head = bytes.prefix(count)
    return (head.reduce(0) { $0 << 8 | Int($1) }, UnsafeBufferPointer(rebasing: bytes[head.endIndex...]))
}

/// The path of a file of this process alone that a check writes anew.
func scratchPath(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "shuli-fuzz-\(getpid())-\(name)").path()
}
