import Shuli
import ShuliVerbs
import Synchronization

/// What a run says on standard error while it is at work.
final class CorpusConsole: Sendable {
    private struct State {
        var failures = 0
        var doubts = InputDoubts()
        var shownDoubts = 0
        var stage: CorpusRun.Progress.Stage?
        var stageStart = 0.0
        var firstRecords = 0
        var firstShare = 0.0
        var shown = 0.0
    }

    private let isQuiet: Bool
    private let showsProgress: Bool
    private let state = Mutex(State())
    // Further ones are only counted.
    private static let shownFailures = 20

    init(isQuiet: Bool, showsProgress: Bool) {
        self.isQuiet = isQuiet
        self.showsProgress = showsProgress && !isQuiet && Console.isTerminal(2)
    }

    static let interrupted = Wording("已中断；重新运行同一命令即可继续", "interrupted; the same command goes on from here")

    func take(_ event: CorpusRun.Event) {
        state.withLock { state in
            switch event {
            case .resumed(let records):
                guard !isQuiet else { return }
                Console.warn(
                    Wording(
                        "继续先前的运行：已处理 \(records) 条记录", "going on with an earlier run: \(records) records are done"))
            case .restarted(let path):
                guard !isQuiet else { return }
                Console.warn(Wording("已不存在或被改动；重新开始运行", "is gone or was changed; the run begins anew").at(path))
            case .failure(let failure):
                state.failures += 1
                guard !isQuiet, state.failures <= Self.shownFailures else { return }
                if showsProgress { Console.showStatus("") }
                Console.warn(failure.wording)
            case .progress(let progress): show(progress, &state)
            }
        }
    }

    /// Says what is odd about a document: once a file, of so many files.
    func take(_ doubt: InputDoubt) {
        state.withLock { state in
            guard !isQuiet, state.shownDoubts < Self.shownFailures, let doubt = state.doubts.next(doubt) else { return }
            state.shownDoubts += 1
            if showsProgress { Console.showStatus("") }
            Console.warn(doubt.wording)
        }
    }

    private func show(_ progress: CorpusRun.Progress, _ state: inout State) {
        let now = Console.seconds
        if state.stage != progress.stage {
            state.stage = progress.stage
            (state.stageStart, state.firstRecords) = (now, progress.records)
            (state.firstShare, state.shown) = (progress.share ?? 0, 0)
        }
        guard showsProgress, now - state.shown > 0.25 else { return }
        state.shown = now
        let seconds = max(now - state.stageStart, 0.001)
        let rate = Int(Double(progress.records - state.firstRecords) / seconds)
        var line = "\(progress.stage.rawValue + 1)/3 \(Self.name(progress.stage).text)  \(progress.records)"
        if progress.stage != .compare { line += Wording(" 条，每秒 \(rate) 条", " records, \(rate)/s").text }
        if let share = progress.share, share > state.firstShare {
            let left = Self.clock(Int(seconds / (share - state.firstShare) * (1 - share)))
            let percent = Int(share * 100)
            line += Wording("，\(percent)%，剩余 \(left)", ", \(percent) %, \(left) left").text
        }
        Console.showStatus(line)
    }

    private static func name(_ stage: CorpusRun.Progress.Stage) -> Wording {
        switch stage {
        case .clean: Wording("清洗", "cleaning")
        case .compare: Wording("查重", "comparing")
        case .write: Wording("写出", "writing")
        }
    }

    private static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }

    /// Takes the progress away and says how many failures were not named.
    func end() {
        if showsProgress { Console.showStatus("") }
        let more = state.withLock { $0.failures } - Self.shownFailures
        guard more > 0, !isQuiet else { return }
        Console.warn(Wording("另有 \(more) 条读取失败，见 rejects", "\(more) more could not be read: see rejects"))
    }
}

/// What came of a run, in a few lines.
struct CorpusSummary {
    let text: String

    init(_ report: RunReport, folder: String?) {
        let seconds = max(report.seconds, 0.001)
        let rate = Int((Double(report.records) / seconds).rounded())
        let rounded = (seconds * 10).rounded() / 10
        var lines: [String] = []
        lines.append(
            Wording(
                "读入 \(report.records) 条，写出 \(report.written) 条，剔除 \(report.rejected) 条；\(rounded) 秒，每秒 \(rate) 条",
                "\(report.records) record\(report.records == 1 ? "" : "s"): \(report.written) written, \(report.rejected) rejected; \(rounded) s, \(rate)/s"
            ).text)
        if report.skipped > 0 {
            lines.append(
                Wording("另有 \(report.skipped) 条不含文档，已跳过", "\(report.skipped) without a document skipped").text)
        }
        for rejection in report.rejections {
            lines.append("\(rejection.count)\t\(rejection.step)\t\(rejection.rule)")
        }
        for tally in report.personalData { lines.append("\(tally.count)\tmask\t\(tally.name)") }
        if let folder { lines.append("\(folder)/run.json") }
        text = lines.joined(separator: "\n") + "\n"
    }
}
