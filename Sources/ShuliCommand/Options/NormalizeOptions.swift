import ArgumentParser
import Shuli

/// Which steps `shuli normalize` takes.
struct NormalizeOptions: ParsableArguments {
    enum Form: String, ExpressibleByArgument, CaseIterable { case nfc, nfkc, none }
    enum Width: String, ExpressibleByArgument, CaseIterable { case ascii, keep }
    enum Punctuation: String, ExpressibleByArgument, CaseIterable { case keep, chinese, ascii }
    enum Quotes: String, ExpressibleByArgument, CaseIterable { case keep, corner, curly }
    enum Spaces: String, ExpressibleByArgument, CaseIterable { case keep, trim, tight, pangu }
    enum Invisible: String, ExpressibleByArgument, CaseIterable { case strip, keep }
    enum Source: String, ExpressibleByArgument, CaseIterable { case auto, simplified, traditional, tw, hk, jp }
    enum Target: String, ExpressibleByArgument, CaseIterable { case keep, simplified, traditional, tw, hk, jp }

    @Option(help: "Unicode form. nfkc leaves Chinese punctuation its width.")
    var form = Form.nfc

    @Option(help: "Full-width letters and digits: to ascii, or keep.")
    var width = Width.keep

    @Option(help: "Punctuation: keep; chinese inside Chinese text; or ascii everywhere.")
    var punctuation = Punctuation.keep

    @Option(help: "The script that the text is in. auto recognizes simplified, traditional and mixed.")
    var from = Source.auto

    @Option(help: "The script to convert to: simplified, traditional, tw, hk (regional forms) or jp (new forms).")
    var to = Target.keep

    @Flag(help: "With --to: also the other region's words, as 软件 and 軟體.")
    var regionalWords = false

    @Option(
        help: ArgumentHelp(
            "With --to: phrases, a line each, and behind a tab what they become; alone they are not changed. May be repeated.",
            valueName: "file"))
    var conversions: [String] = []

    @Option(help: "Quotation marks: keep, corner (“” to 「」) or curly (back).")
    var quotes = Quotes.keep

    @Option(help: "White space: keep, trim, tight (none beside Han) or pangu (one between Han and Latin).")
    var spaces = Spaces.keep

    @Option(help: "Zero-width, bidi and control characters: strip or keep.")
    var invisible = Invisible.strip

    @Flag(help: "Radicals and compatibility ideographs to what they show, variants (羣, 爲) to the commoner form.")
    var variants = false

    @Flag(help: "Upper case to lower case.")
    var foldCase = false

    @Flag(help: "Undo what reading in a wrong encoding did, where the bytes are still there.")
    var repair = false

    @Option(help: ArgumentHelp("What all steps leave alone, or none.", valueName: "url,email,code"))
    var protect = ProtectionChoice(protection: .all)

    func validate() throws {
        if regionalWords && to == .keep { throw ValidationError("--regional-words needs --to.") }
        if from != .auto && to == .keep { throw ValidationError("--from needs --to.") }
        if !conversions.isEmpty && to == .keep { throw ValidationError("--conversions needs --to.") }
    }

    /// The conversion of scripts; nil for none.
    private func conversion() throws -> ScriptConverter? {
        guard let target = ScriptConverter.Script(rawValue: to.rawValue) else { return nil }
        return ScriptConverter(
            from: ScriptConverter.Script(rawValue: from.rawValue), to: target, regionalWords: regionalWords,
            phrases: try OptionFile.conversions(conversions))
    }

    /// The normalizer that takes the steps.
    func normalizer() throws -> Normalizer {
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
struct ProtectionChoice: ExpressibleByArgument, Equatable {
    let protection: Protection

    init(protection: Protection) { self.protection = protection }

    init?(argument: String) {
        var protection: Protection = []
        for name in argument.split(separator: ",") {
            switch name {
            case "url": protection.insert(.url)
            case "email": protection.insert(.email)
            case "code": protection.insert(.code)
            case "none": break
            default: return nil
            }
        }
        self.protection = protection
    }

    var defaultValueDescription: String { "url,email,code" }
}
