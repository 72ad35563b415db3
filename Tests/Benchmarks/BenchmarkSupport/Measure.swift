import Foundation

/// The seconds that `work` takes by the clock.
public func seconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(work).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
}

/// The seconds that `work` keeps the processor busy.
public func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return now() - start
}

/// The most memory that the process has had, in 2^20 bytes.
public func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}

/// The contents of the file that argument `number` names; without it the program ends with how to call it.
public func file(_ number: Int, usage: String) -> Data {
    let arguments = CommandLine.arguments
    guard arguments.indices.contains(number), let data = FileManager.default.contents(atPath: arguments[number]) else {
        FileHandle.standardError.write(Data("usage: \(usage)\n".utf8))
        exit(64)
    }
    return data
}

/// The records of JSON Lines.
public func records<Record: Decodable>(_ data: Data, as type: Record.Type) throws -> [Record] {
    let decoder = JSONDecoder()
    return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(type, from: Data($0)) }
}
