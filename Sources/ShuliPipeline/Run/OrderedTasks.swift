/// Work that many tasks do at once and whose results are taken in order.
enum OrderedTasks {
    /// Takes items from `next`, works on at most `jobs` of them at once, and hands the answers to `take` in the order of the
    /// items.
    ///
    /// At most `jobs + 4` items are in memory at any time, so that one slow item does not let the others pile up. `next` and
    /// `take` are called by the caller's task alone. Ends early with an error of any part, or when its task is cancelled.
    static func run<Item: Sendable, Answer: Sendable>(
        jobs: Int, next: () throws -> Item?, work: @escaping @Sendable (Item) throws -> Answer,
        take: (Answer) throws -> Void
    ) async throws {
        guard jobs > 1 else {
            while let item = try next() {
                try Task.checkCancellation()
                try take(work(item))
            }
            return
        }
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            var started = 0
            var taken = 0
            var running = 0
            var isAtEnd = false
            var waiting: [Int: Answer] = [:]
            while true {
                while !isAtEnd, running < jobs, started - taken < jobs + 4 {
                    try Task.checkCancellation()
                    guard let item = try next() else {
                        isAtEnd = true
                        break
                    }
                    let number = started
                    group.addTask { (number, try work(item)) }
                    started += 1
                    running += 1
                }
                guard let (number, answer) = try await group.next() else { break }
                running -= 1
                waiting[number] = answer
                while let answer = waiting.removeValue(forKey: taken) {
                    try Task.checkCancellation()
                    try take(answer)
                    taken += 1
                }
            }
        }
    }
}
