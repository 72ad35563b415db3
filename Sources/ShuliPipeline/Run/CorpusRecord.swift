import ShuliFiles
import ShuliText

/// A document on its way through the steps of a run.
package struct CorpusRecord: Sendable {
    /// The identifier as JSON.
    package let idSource: String
    package let origin: Origin
    /// What is worked on: once it is cleaned, a text.
    package var content: Record.Content
    package var title: String?
    /// Fields that steps found; written between id and text, instead of fields of the input with their names.
    package var found: [JSONRecord.Field] = []
    /// Fields of the input that are passed on.
    package let passed: [JSONRecord.Field]
    package var traits = Traits()
    package var measures = Measures()

    /// What helps to choose which copy of an article is kept.
    package struct Traits: Sendable, Hashable {
        /// When it was published, in a form that sorts.
        package var date: String?
        /// Where the page says that it comes from.
        package var source: String?
        /// The host of its address.
        package var host: String?
        /// Whether the page says that it was taken from elsewhere.
        package var isReprint = false
        /// How many bytes cleaning took away.
        package var removed = 0
    }

    /// What the report shows the distribution of; nil where no step measured it.
    package struct Measures: Sendable, Hashable {
        /// Characters without white space.
        package var characters: Int?
        /// From 0 to 1.
        package var hanShare: Double?
        /// From 0 to 1.
        package var quality: Double?
        /// The share of bytes that the cleaner kept, from 0 to 1.
        package var keptShare: Double?
        /// The script that it is written in.
        package var script: String?
    }

    init(_ document: Record, _ options: DocumentReader.Options) {
        idSource = document.idSource
        origin = document.origin
        content = document.content
        title = document.title
        passed = document.inputFields
        for field in passed {
            switch field.key {
            case options.dateField: traits.date = field.string
            case "source": traits.source = field.string
            case options.urlField: traits.host = field.string.map { WebAddress.host(of: $0) }
            default: break
            }
        }
    }

    /// The text, or the page where it was not cleaned.
    package var text: String {
        switch content {
        case .text(let text), .page(let text): text
        }
    }

    /// The identifier: the text of one that is a string, else its digits.
    package var id: String { StoredRecord.id(idSource) }
}

/// Why a record is kept out of the output.
package struct CorpusRemoval: Sendable, Hashable {
    /// The name of the rule.
    package var rule: String
    /// What was found, in words.
    package var reason: String

    package init(rule: String, reason: String) { (self.rule, self.reason) = (rule, reason) }
}
