import CDictionaries
import ShuliText

/// The trees that tell the blocks of a body from furniture: one ensemble for pages, one for flattened texts, and
/// one that finds the headline of a text that claims none.
///
/// Gradient boosted decision trees (Friedman 2001; trained by LightGBM, `Dictionaries/Tools/train_cleaner.py`): the sum of
/// a leaf of each tree is the log-odds that a block belongs to the body.
package struct BlockModel: Sendable {
    let pages: TreeEnsemble
    let texts: TreeEnsemble
    /// The odds that a candidate is the headline of its text.
    let headlines: TreeEnsemble
    private let file: CompiledFile

    /// Tells this model from others: sixteen hexadecimal digits that follow from its contents.
    package var version: String { file.versionName }

    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        file = try CompiledFile(bytes, magic: "SHULICLN", version: 1)
        pages = try TreeEnsemble(file, "p", featureCount: BlockFeatureNames.pages.count)
        texts = try TreeEnsemble(file, "t", featureCount: BlockFeatureNames.texts.count)
        headlines = try TreeEnsemble(file, "h", featureCount: HeadlineCandidates.featureCount)
    }

    /// A model in a file, mapped.
    package init(contentsOf path: String) throws(CompiledFileError) {
        try self.init(CompiledBytes(mapping: path))
    }

    /// The model that is part of the program.
    package static let standard: BlockModel = {
        // Unsafe code. Invariant: an embedded file is aligned, immutable and as long-lived as the program.
        let file = shuli_dictionary_cleaning()
        do throws(CompiledFileError) {
            return try BlockModel(
                CompiledBytes(immortal: UnsafeRawBufferPointer(start: file.bytes, count: Int(file.length))))
        } catch {
            fatalError("the embedded cleaning model: \(error)")
        }
    }()
}

/// The names of the features, in the order that the models know.
package enum BlockFeatureNames {
    package static let pages = names(isPage: true)
    package static let texts = names(isPage: false)

    private static func names(isPage: Bool) -> [String] {
        var document = BlockDocument(plain: "。")
        document.isPage = isPage
        var names = FeatureNames()
        BlockReading(document, title: nil, headlines: nil).context.put(0, into: &names)
        return names.names
    }
}
