import ArgumentParser
import Shuli

/// How `clean` writes a body.
package enum BodyFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case markdown
    case html

    /// The body in this form. `address` is that of the page.
    package func body(of article: Article, address: String?) -> String {
        switch self {
        case .text: article.text
        case .markdown: article.markdown(address: address)
        case .html: article.html(address: address)
        }
    }
}
