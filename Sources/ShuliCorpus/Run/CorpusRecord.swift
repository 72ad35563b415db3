import ShuliText

/// A document on its way through the steps of a run.
public struct CorpusRecord: Sendable {
    /// The identifier as JSON.
    public let idSource: String
    public let origin: Origin
    /// What is worked on: once it is cleaned, a text.
    public var content: Document.Content
    public var title: String?
    /// Fields that steps found; written between id and text, instead of fields of the input with their names.
    public var found: [JSONRecord.Field] = []
    /// Fields of the input that are passed on.
    public let passed: [JSONRecord.Field]
    public var traits = Traits()
    public var measures = Measures()

    /// What helps to choose which copy of an article is kept.
    public struct Traits: Sendable, Hashable {
        /// When it was published, in a form that sorts.
        public var date: String?
        /// Where the page says that it comes from.
        public var source: String?
        /// The host of its address.
        public var host: String?
        /// Whether the page says that it was taken from elsewhere.
        public var isReprint = false
        /// How many bytes cleaning took away.
        public var removed = 0
    }

    /// What the report shows the distribution of; nil where no step measured it.
    public struct Measures: Sendable, Hashable {
        /// Characters without white space.
        public var characters: Int?
        /// From 0 to 1.
        public var hanShare: Double?
        /// From 0 to 1.
        public var quality: Double?
        /// The share of bytes that the cleaner kept, from 0 to 1.
        public var keptShare: Double?
        /// The script that it is written in.
        public var script: String?
    }

    init(_ document: Document, _ options: DocumentReader.Options) {
        idSource = document.idSource
        origin = document.origin
        content = document.content
        title = document.title
        passed = document.otherFields
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
    public var text: String {
        switch content {
        case .text(let text), .html(let text): text
        }
    }

    /// The identifier: the text of one that is a string, else its digits.
    public var id: String { StoredRecord.id(idSource) }
}

/// Why a record is kept out of the output.
public struct CorpusRemoval: Sendable, Hashable {
    /// The name of the rule.
    public var rule: String
    /// What was found, in words.
    public var reason: String

    public init(rule: String, reason: String) { (self.rule, self.reason) = (rule, reason) }
}
