import ArgumentParser

extension ArgumentHelp {
    /// What an option is for, in both languages, and how its value is called; without a name the value is not named.
    package init(_ chinese: String, _ english: String, _ value: ValueName? = nil) {
        self.init(stringLiteral: Wording(chinese, english).text)
        valueName = value?.wording.text
    }
}

/// What stands between `<` and `>` in help and in messages about options.
package enum ValueName: String {
    case action, bytes, compress, database, encoding, field, file, files, first, folder, form, format, from, invisible
    case kinds, language, level, lists, mode, names, parts, path, plan, policy, punctuation, query, quotes, replies
    case second, share, spaces, standard, text, to, unit, when, width, word
    case number = "n"
    case choice = "which"

    fileprivate var wording: Wording { Wording(chinese, rawValue) }

    private var chinese: String {
        switch self {
        case .action: "动作"
        case .bytes: "字节数"
        case .choice: "选择"
        case .compress: "压缩"
        case .database: "数据库"
        case .encoding: "编码"
        case .field: "字段"
        case .file, .files: "文件"
        case .first: "第一篇"
        case .folder: "目录"
        case .form: "形式"
        case .format: "格式"
        case .from, .to: "文字"
        case .invisible, .replies: "处理"
        case .kinds: "类别"
        case .language: "语言"
        case .level: "级别"
        case .lists: "词表"
        case .mode: "模式"
        case .names: "名称"
        case .number: "数"
        case .parts: "内容"
        case .path: "路径"
        case .plan: "计划"
        case .policy: "方式"
        case .punctuation: "标点"
        case .query: "查询"
        case .quotes: "引号"
        case .second: "第二篇"
        case .share: "比例"
        case .spaces: "空白"
        case .standard: "标准"
        case .text: "文本"
        case .unit: "单位"
        case .when: "时机"
        case .width: "宽度"
        case .word: "词"
        }
    }
}
