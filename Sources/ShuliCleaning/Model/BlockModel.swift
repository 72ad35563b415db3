import CDictionaries
import ShuliText

/// The trained model of the cleaner: one ensemble of trees for the blocks of pages, one for those of plain texts, and one that
/// chooses the headline of a document that claims none.
///
/// Gradient boosted decision trees (Friedman 2001), trained by LightGBM in `Dictionaries/Tools/train_cleaner.py`: the sum of one
/// leaf of each tree is the log-odds that a block belongs to the body.
package struct BlockModel: Sendable {
    let pages: TreeEnsemble
    let texts: TreeEnsemble
    /// Gives the log-odds that a candidate is the headline of its text.
    let headlines: TreeEnsemble
    private let file: CompiledFile

    /// Sixteen hexadecimal digits that identify the contents of the model.
    package var version: String { file.versionName }

    /// Reads a compiled model. Throws where it is not one or is damaged; any model that is read can be evaluated safely.
    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        file = try CompiledFile(bytes, magic: "SHULICLN", version: 1)
        pages = try TreeEnsemble(file, "p", featureCount: FeatureSchema.pages.count)
        texts = try TreeEnsemble(file, "t", featureCount: FeatureSchema.texts.count)
        headlines = try TreeEnsemble(file, "h", featureCount: FeatureSchema.headlines.count)
    }

    /// Reads a compiled model from a file, which is memory-mapped.
    package init(contentsOf path: String) throws(CompiledFileError) {
        try self.init(CompiledBytes(mapping: path))
    }

    /// The model embedded in the program.
    package static let standard: BlockModel = {
        // Unsafe code. Invariant: an embedded file is aligned, immutable and lives as long as the program.
        let file = shuli_dictionary_cleaning()
        do throws(CompiledFileError) {
            return try BlockModel(
                CompiledBytes(immortal: UnsafeRawBufferPointer(start: file.bytes, count: Int(file.length))))
        } catch {
            fatalError("the embedded cleaning model: \(error)")
        }
    }()
}
