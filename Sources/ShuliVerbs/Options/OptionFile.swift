import ArgumentParser
import Shuli

/// Files that options name: what can't be read is an error of usage.
package enum OptionFile {
    /// The text of a file, in whatever encoding.
    package static func text(_ path: String) throws -> String {
        do throws(ByteStream.Failure) {
            var stream = try ByteStream.open(path)
            guard let bytes = try stream.all(limit: 1 << 30) else { throw ByteStream.Failure.system("over 1 GiB") }
            return TextDecoder().decode(bytes).text
        } catch {
            switch error {
            case .system(let words), .damaged(let words): throw ValidationError("\(path): \(words)")
            }
        }
    }

    /// The words of a dictionary; `policy` is that of the lines without one.
    package static func dictionary(_ path: String, policy: UserDictionary.Policy) throws -> UserDictionary {
        let source = try text(path)
        do throws(ParseError) {
            return try UserDictionary(parsing: source, file: path, policy: policy)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Phrases for the conversion of scripts; of the same phrase the later file counts.
    package static func conversions(_ paths: [String]) throws -> ConversionPhrases {
        try paths.reduce(into: ConversionPhrases()) { phrases, path in
            let text = try text(path)
            do throws(ParseError) {
                phrases.merge(try ConversionPhrases(parsing: text, file: path))
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    /// A segmentation model.
    package static func model(_ path: String, lexicon: Lexicon) throws -> SegmentationModel {
        do throws(CompiledFileError) {
            return try SegmentationModel(contentsOf: path, lexicon: lexicon)
        } catch {
            throw ValidationError("\(path): \(error)")
        }
    }

    /// A cleaning model; the built-in one where no file is named.
    package static func cleaningModel(_ path: String?) throws -> BlockModel {
        guard let path else { return .standard }
        do throws(CompiledFileError) {
            return try BlockModel(contentsOf: path)
        } catch {
            throw ValidationError("\(path): \(error)")
        }
    }

    /// A site's template.
    package static func siteTemplate(_ path: String) throws -> SiteTemplate {
        let source = try text(path)
        do throws(ParseError) {
            return try SiteTemplate(parsing: source, file: path)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
