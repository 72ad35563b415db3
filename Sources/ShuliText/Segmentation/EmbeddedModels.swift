import CDictionaries

// Unsafe code. Invariant: an embedded file is aligned, immutable and as long-lived as the program (CDictionaries.h).
// Opening one can fail only if the program was built from files that do not belong together, which the tests rule out.

extension CompiledBytes {
    fileprivate convenience init(_ file: ShuliDictionary) {
        self.init(immortal: UnsafeRawBufferPointer(start: file.bytes, count: Int(file.length)))
    }
}

extension Lexicon {
    /// The lexicon that is part of the program.
    public static let standard: Lexicon = {
        do throws(CompiledFileError) {
            return try Lexicon(CompiledBytes(shuli_dictionary_lexicon()))
        } catch {
            fatalError("the embedded lexicon: \(error)")
        }
    }()
}

extension SegmentationModel {
    /// The model that is part of the program; it goes with `Lexicon.standard`.
    package static let standard: SegmentationModel = {
        do throws(CompiledFileError) {
            return try SegmentationModel(CompiledBytes(shuli_dictionary_segmentation()), lexicon: .standard)
        } catch {
            fatalError("the embedded segmentation model: \(error)")
        }
    }()
}

extension TaggingModel {
    /// The model that is part of the program; it goes with `Lexicon.standard`.
    package static let standard: TaggingModel = {
        do throws(CompiledFileError) {
            return try TaggingModel(CompiledBytes(shuli_dictionary_tagging()), lexicon: .standard)
        } catch {
            fatalError("the embedded tagging model: \(error)")
        }
    }()
}

extension WordDecoder {
    /// A decoder with the lexicon and the model that are part of the program.
    package static func standard(_ standard: SegmentationStandard = .ctb) -> WordDecoder {
        do throws(CompiledFileError) {
            return try WordDecoder(lexicon: .standard, model: .standard, standard: standard)
        } catch {
            fatalError("the embedded segmentation model: \(error)")
        }
    }
}

extension WordTagger {
    /// A tagger with the lexicon and the model that are part of the program.
    package static let standard: WordTagger = {
        do throws(CompiledFileError) {
            return try WordTagger(lexicon: .standard, model: .standard)
        } catch {
            fatalError("the embedded tagging model: \(error)")
        }
    }()
}
