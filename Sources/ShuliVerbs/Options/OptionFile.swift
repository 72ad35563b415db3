import ArgumentParser
import Shuli

/// Files that options name: what can't be read is an error of usage.
package enum OptionFile {
    // In bytes: more than any list of words has.
    private static let longest = 1 << 30

    /// The text of a file, in whatever encoding. Throws where it is no text or has a byte that the encoding has not.
    package static func text(_ path: String) throws -> String {
        let bytes: [UInt8]?
        do throws(ByteStream.Failure) {
            var stream = try ByteStream.open(path)
            bytes = try stream.all(limit: longest)
        } catch {
            throw ValidationError(DocumentFailure.Reason(error).wording.at(path))
        }
        guard let bytes else { throw ValidationError(DocumentFailure.Reason.tooLong(limit: longest).wording.at(path)) }
        let decoded = TextDecoder().decode(bytes)
        if let reason = ChunkDecoder.notText(decoded) { throw ValidationError(reason.wording.at(path)) }
        if let byte = decoded.undecodable.first {
            let line = 1 + bytes[..<byte].count { $0 == 0x0A }
            throw ValidationError(
                Wording(
                    "第 \(byte + 1) 字节无法按 \(decoded.encoding.name) 解码",
                    "byte \(byte + 1) can't be decoded as \(decoded.encoding.name)"
                ).at("\(path):\(line)"))
        }
        return decoded.text
    }

    /// The words of a dictionary; `policy` is that of the lines without one.
    package static func dictionary(_ path: String, policy: UserDictionary.Policy) throws -> UserDictionary {
        let source = try text(path)
        do throws(ParseError) {
            return try UserDictionary(parsing: source, file: path, policy: policy)
        } catch {
            throw ValidationError(error.wording)
        }
    }

    /// Phrases for the conversion of scripts; of the same phrase the later file counts.
    package static func conversions(_ paths: [String]) throws -> ConversionPhrases {
        try paths.reduce(into: ConversionPhrases()) { phrases, path in
            let text = try text(path)
            do throws(ParseError) {
                phrases.merge(try ConversionPhrases(parsing: text, file: path))
            } catch {
                throw ValidationError(error.wording)
            }
        }
    }

    /// A segmentation model.
    package static func model(_ path: String, lexicon: Lexicon) throws -> SegmentationModel {
        do throws(CompiledFileError) {
            return try SegmentationModel(contentsOf: path, lexicon: lexicon)
        } catch {
            throw ValidationError(error.wording.at(path))
        }
    }

    /// A cleaning model; the built-in one where no file is named.
    package static func cleaningModel(_ path: String?) throws -> BlockModel {
        guard let path else { return .standard }
        do throws(CompiledFileError) {
            return try BlockModel(contentsOf: path)
        } catch {
            throw ValidationError(error.wording.at(path))
        }
    }

    /// A site's template.
    package static func siteTemplate(_ path: String) throws -> SiteTemplate {
        let source = try text(path)
        do throws(ParseError) {
            return try SiteTemplate(parsing: source, file: path)
        } catch {
            throw ValidationError(error.wording)
        }
    }
}
