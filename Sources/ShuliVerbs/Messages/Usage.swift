import Shuli

// What is said of options that do not fit together, in the same words for all verbs.
extension Wording {
    package static func needs(_ option: String, _ other: String) -> Wording {
        Wording("\(option) 需要 \(other)", "\(option) needs \(other)")
    }

    package static func excludes(_ options: String...) -> Wording {
        let words = options.dropLast().joined(separator: ", ") + " and \(options.last ?? "")"
        return Wording("\(list(options).chinese) 不能同时使用", "\(words) exclude each other")
    }

    package static func range(_ option: String, _ range: ClosedRange<Int>, _ value: Int) -> Wording {
        Wording(
            "\(option) 应为 \(range.lowerBound) 到 \(range.upperBound) 之间的数，而不是 \(value)",
            "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value)")
    }

    package static func share(_ option: String) -> Wording {
        Wording("\(option) 应为 0 到 1 之间的比例", "\(option) takes a share from 0 to 1")
    }

    package static func unknownVerb(_ name: String, known: [String]) -> Wording {
        Wording(
            "未知的命令“\(name)”；可用的有 \(list(known).chinese)",
            "unknown command \"\(name)\"; there are \(list(known).english)")
    }

    package static func unknownStep(_ name: String, known: [String]) -> Wording {
        Wording(
            "未知的步骤“\(name)”；可用的有 \(list(known).chinese)", "unknown step \"\(name)\"; there are \(list(known).english)")
    }

    static func unknownKind(_ name: String, known: [String]) -> Wording {
        Wording(
            "未知的类别“\(name)”；可用的有 \(list(known).chinese)", "unknown kind \"\(name)\"; there are \(list(known).english)")
    }

    static func unknownThreshold(_ name: String, known: [String]) -> Wording {
        Wording(
            "未知的阈值“\(name)”；可用的有 \(list(known).chinese)",
            "unknown threshold \"\(name)\"; there are \(list(known).english)")
    }

    /// A file for training was read that has nothing to train from.
    package static let noTrainingData = Wording("没有可用于训练的内容", "nothing to train from")

    /// Something was read for training that is not there.
    package static let noTrainingFile = Wording("训练需要一个文件", "training needs a file")
}
