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

    @Option(help: "Unicode form. nfkc leaves Chinese punctuation its width.")
    package var form = Form.nfc

    @Option(help: "Full-width letters and digits: to ascii, or keep.")
    package var width = Width.keep

    @Option(help: "Punctuation: keep; chinese inside Chinese text; or ascii everywhere.")
    package var punctuation = Punctuation.keep

    @Option(help: "The script that the text is in. auto recognizes simplified, traditional and mixed.")
    package var from = Source.auto

    @Option(help: "The script to convert to: simplified, traditional, tw, hk (regional forms) or jp (new forms).")
    package var to = Target.keep

    @Flag(help: "With --to: also the other region's words, as 软件 and 軟體.")
    package var regionalWords = false

    @Option(
        help: ArgumentHelp(
            "With --to: phrases, a line each, and behind a tab what they become; alone they are not changed. May be repeated.",
            valueName: "file"))
    package var conversions: [String] = []

    @Option(help: "Quotation marks: keep, corner (“” to 「」) or curly (back).")
    package var quotes = Quotes.keep

    @Option(help: "White space: keep, trim, tight (none beside Han) or pangu (one between Han and Latin).")
    package var spaces = Spaces.keep

    @Option(help: "Zero-width, bidi and control characters: strip or keep.")
    package var invisible = Invisible.strip

    @Flag(help: "Radicals and compatibility ideographs to what they show, variants (羣, 爲) to the commoner form.")
    package var variants = false

    @Flag(help: "Upper case to lower case.")
    package var foldCase = false

    @Flag(help: "Undo what reading in a wrong encoding did, where the bytes are still there.")
    package var repair = false

    @Option(help: ArgumentHelp("What all steps leave alone, or none.", valueName: "url,email,code"))
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

    package var defaultValueDescription: String { "url,email,code" }
}
