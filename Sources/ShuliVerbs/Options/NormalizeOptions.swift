import ArgumentParser
import Shuli

/// Which steps `shuli normalize` takes.
package struct NormalizeOptions: ParsableArguments {
    package enum Form: String, ExpressibleByArgument, CaseIterable { case nfc, nfkc, none }
    package enum Width: String, ExpressibleByArgument, CaseIterable { case ascii, keep }
    package enum Punctuation: String, ExpressibleByArgument, CaseIterable { case keep, chinese, ascii }
    package enum Quotes: String, ExpressibleByArgument, CaseIterable { case keep, corner, curly }
    package enum Spaces: String, ExpressibleByArgument, CaseIterable { case keep, trim, tight, pangu }
    package enum Invisible: String, ExpressibleByArgument, CaseIterable { case strip, keep }
    package enum Source: String, ExpressibleByArgument, CaseIterable { case auto, simplified, traditional, tw, hk, jp }
    package enum Target: String, ExpressibleByArgument, CaseIterable { case keep, simplified, traditional, tw, hk, jp }

    @Option(
        help: ArgumentHelp(
            "Unicode 规范化形式；nfkc 不改变中文标点的宽度", "Unicode form. nfkc leaves Chinese punctuation its width.", .form))
    package var form = Form.nfc

    @Option(
        help: ArgumentHelp("全角字母和数字：ascii 转为半角，keep 不变", "Full-width letters and digits: to ascii, or keep.", .width))
    package var width = Width.keep

    @Option(
        help: ArgumentHelp(
            "标点：keep 不变，chinese 在中文里用全角，ascii 一律用半角",
            "Punctuation: keep; chinese inside Chinese text; or ascii everywhere.", .punctuation))
    package var punctuation = Punctuation.keep

    @Option(
        help: ArgumentHelp(
            "原文是简体还是繁体；auto 自动识别，包括混用",
            "The script that the text is in. auto recognizes simplified, traditional and mixed.", .from))
    package var from = Source.auto

    @Option(
        help: ArgumentHelp(
            "转换为：simplified 简体，traditional 繁体，tw 台湾字形，hk 香港字形，jp 日本新字体",
            "The script to convert to: simplified, traditional, tw, hk (regional forms) or jp (new forms).", .to))
    package var to = Target.keep

    @Flag(
        help: ArgumentHelp("与 --to 同用：连同地区用词一起转换，如“软件”与“軟體”", "With --to: also the other region's words, as 软件 and 軟體.")
    )
    package var regionalWords = false

    @Option(
        help: ArgumentHelp(
            "与 --to 同用：每行一个短语，制表符后写转换的结果；只写短语则不转换；可重复",
            "With --to: phrases, a line each, and behind a tab what they become; alone they are not changed. May be repeated.",
            .file))
    package var conversions: [String] = []

    @Option(
        help: ArgumentHelp(
            "引号：keep 不变，corner 把“”换成「」，curly 反之", "Quotation marks: keep, corner (“” to 「」) or curly (back).", .quotes))
    package var quotes = Quotes.keep

    @Option(
        help: ArgumentHelp(
            "空白：keep 不变，trim 去掉多余的，tight 汉字旁不留，pangu 汉字与西文之间留一个",
            "White space: keep, trim, tight (none beside Han) or pangu (one between Han and Latin).", .spaces))
    package var spaces = Spaces.keep

    @Option(
        help: ArgumentHelp(
            "零宽字符、双向控制符和控制字符：strip 删除，keep 保留", "Zero-width, bidi and control characters: strip or keep.", .invisible))
    package var invisible = Invisible.strip

    @Flag(
        help: ArgumentHelp(
            "部首和兼容汉字转为所示的字，异体字（羣、爲）转为通用字",
            "Radicals and compatibility ideographs to what they show, variants (羣, 爲) to the commoner form."))
    package var variants = false

    @Flag(help: ArgumentHelp("大写转为小写", "Upper case to lower case."))
    package var foldCase = false

    @Flag(
        help: ArgumentHelp(
            "修复按错误编码读取造成的乱码；原来的字节必须还在", "Undo what reading in a wrong encoding did, where the bytes are still there."))
    package var repair = false

    @Option(
        help: ArgumentHelp(
            "所有步骤都不改动的内容：url、email、code，以逗号分隔，或 none",
            "What all steps leave alone: url, email and code, with commas between, or none.", .parts))
    package var protect = ProtectionChoice(protection: .all)

    package init() {}

    package func validate() throws {
        if regionalWords && to == .keep { throw ValidationError(.needs("--regional-words", "--to")) }
        if from != .auto && to == .keep { throw ValidationError(.needs("--from", "--to")) }
        if !conversions.isEmpty && to == .keep { throw ValidationError(.needs("--conversions", "--to")) }
    }

    /// The conversion of scripts; nil for none.
    private func conversion() throws -> ScriptConverter? {
        guard let target = ScriptConverter.Script(rawValue: to.rawValue) else { return nil }
        return ScriptConverter(
            from: ScriptConverter.Script(rawValue: from.rawValue), to: target, regionalWords: regionalWords,
            phrases: try OptionFile.conversions(conversions))
    }

    /// The normalizer that takes the steps.
    package func normalizer() throws -> Normalizer {
        var steps: Normalizer.Options = []
        switch form {
        case .nfc: steps.insert(.nfc)
        case .nfkc: steps.insert(.nfkc)
        case .none: break
        }
        if width == .ascii { steps.insert(.asciiWidth) }
        switch punctuation {
        case .keep: break
        case .chinese: steps.insert(.chinesePunctuation)
        case .ascii: steps.insert(.asciiPunctuation)
        }
        switch spaces {
        case .keep: break
        case .trim: steps.insert(.trimSpaces)
        case .tight: steps.insert(.tightSpaces)
        case .pangu: steps.insert(.panguSpaces)
        }
        switch quotes {
        case .keep: break
        case .corner: steps.insert(.cornerQuotes)
        case .curly: steps.insert(.curlyQuotes)
        }
        if invisible == .strip { steps.insert(.stripInvisible) }
        if variants { steps.insert(.variants) }
        if foldCase { steps.insert(.foldCase) }
        if repair { steps.insert(.repair) }
        return Normalizer(steps, conversion: try conversion(), protecting: protect.protection)
    }
}

/// A list of what to protect: url, email, code, or none.
package struct ProtectionChoice: ExpressibleByArgument, Equatable {
    package let protection: Protection

    package init(protection: Protection) { self.protection = protection }

    package init?(argument: String) {
        var protection: Protection = []
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) where argument != "none" {
            switch name {
            case "url": protection.insert(.url)
            case "email": protection.insert(.email)
            case "code": protection.insert(.code)
            default: return nil
            }
        }
        self.protection = protection
    }

    package var defaultValueDescription: String { "url,email,code" }
}
