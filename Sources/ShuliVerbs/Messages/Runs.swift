import Shuli
import ShuliStorage

extension CorpusRunError {
    package var wording: Wording {
        switch self {
        case .file(let path, let words): .system(words).at(path)
        case .index(let error): error.wording
        case .steps(let error): error.wording
        default: Wording(chinese, description)
        }
    }

    private var chinese: String {
        switch self {
        case .file(let path, let words): "\(path): \(words)"
        case .unreadable(let path): "\(path): 无法读取"
        case .damaged(let path): "\(path): 已损坏；请重新运行"
        case .memory: "内存不足"
        case .index(let error): error.wording.chinese
        case .steps(let error): error.wording.chinese
        case .busy(let folder): "\(folder): 另一个运行正在使用此目录"
        case .otherPlan(let folder): "\(folder): 其中是另一个计划的运行；请换一个目录，或删除它"
        case .otherProgram(let folder): "\(folder): 其中是另一个版本的程序的运行；请换一个目录，或删除它"
        case .changedFile(let folder, let path), .changedInput(let folder, let path):
            "\(path): 在 \(folder) 中的运行开始后被改动；请换一个目录，或删除那个目录"
        case .notARun(let folder): "\(folder): 其中的文件不属于任何运行；请换一个目录"
        case .unbalanced(let records, let written, let rejected):
            "读入 \(records) 条记录，却写出 \(written) 条、剔除 \(rejected) 条：请报告此问题"
        }
    }
}

extension DuplicateIndexError {
    package var wording: Wording {
        if case .storage(let path, let message) = self { return .system(message).at(path) }
        return Wording(chinese, description)
    }

    private var chinese: String {
        switch self {
        case .storage(let path, let message): "\(path): \(message)"
        case .notAnIndex(let path): "\(path): 是数据库，但不是转载文章的索引"
        case .otherVersion(let path, let version): "\(path): 是第 \(version) 版的索引，本程序无法读取"
        case .full(let path): "\(path): 索引已满，无法再加入文本"
        case .damaged(let path, let detail): "\(path): 索引已损坏（\(detail)）"
        }
    }
}

extension StorageError {
    package var wording: Wording { .system(message).at(path) }
}
