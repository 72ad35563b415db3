import Shuli
import Synchronization

/// Cleans the documents of a verb, and counts the texts that lost lines, so that the verb can say so.
package final class TextCleaning: Sendable {
    private struct Loss {
        var texts = 0
        var lines = 0
    }

    // The verbs that clean before they do something else show no authors.
    private static let cleaner = {
        var cleaner = ArticleCleaner()
        cleaner.readsAuthors = false
        return cleaner
    }()

    private let cleansTexts: Bool
    private let keepsSingleLines: Bool
    private let loss = Mutex(Loss())

    /// - Parameters:
    ///   - cleansTexts: whether plain texts are cleaned too, not only pages.
    ///   - keepsSingleLines: whether a text of one line stays as it is: it is its own body, and a third of the time that
    ///     keywords take is saved.
    package init(texts cleansTexts: Bool, keepsSingleLines: Bool = false) {
        (self.cleansTexts, self.keepsSingleLines) = (cleansTexts, keepsSingleLines)
    }

    /// Replaces a page, and a text where it is to be cleaned, by its article.
    package func clean(_ record: inout Record) {
        if keepsSingleLines, case .text(let text) = record.content, !text.utf8.dropLast().contains(0x0A) { return }
        let isText = if case .text = record.content { true } else { false }
        guard let article = record.clean(Self.cleaner, texts: cleansTexts), isText else { return }
        // The headline is not lost: it is the title.
        let lines = article.removals.count { $0.isWhole && article.input[$0.range] != article.title ?? "" }
        guard lines > 0 else { return }
        loss.withLock {
            $0.texts += 1
            $0.lines += lines
        }
    }

    /// What was left out of texts since it was last asked for; nil for nothing.
    package func takeWording() -> Wording? {
        let loss = loss.withLock { loss in
            defer { loss = Loss() }
            return loss
        }
        guard loss.texts > 0 else { return nil }
        return Wording(
            "\(loss.texts) 篇文本中有 \(loss.lines) 行被视为非正文而略去；--no-clean 则保留全文",
            "boilerplate was left out: \(loss.lines) lines of \(loss.texts) texts; --no-clean takes them as they are")
    }
}
