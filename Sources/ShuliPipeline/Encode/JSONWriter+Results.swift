import ShuliBase
import ShuliCleaning
import ShuliKeywords
import ShuliSummary
import ShuliText

/// The results of the features as JSON: each is spelled here, once, for verbs and runs.
extension JSONWriter {
    // MARK: Articles

    /// The field `removed`: what the cleaner removed, with the reasons. `offsets` are those of the article's input.
    ///
    /// Names, counts and buttons beside posts have no text: a thread has a dozen of them a post, and they would be most of the record.
    package mutating func removals(of article: Article, _ offsets: OffsetConverter) {
        objects("removed", article.removals) { writer, removal in
            writer.fields(offsets(removal.range))
            writer.field("line", removal.line)
            writer.field("whole", removal.isWhole)
            writer.field("rule", removal.rule)
            writer.field("reason", removal.reason)
            if removal.rule != "beside-post" { writer.field("text", String(article.input[removal.range])) }
        }
    }

    /// The field `posts`. `offsets` are those of the article's input.
    package mutating func posts(_ posts: [Post], _ offsets: OffsetConverter) {
        objects("posts", posts) { writer, post in
            writer.field("author", post.author)
            writer.field("published", post.published)
            writer.field("text", post.text)
            writer.fields(offsets(post.range))
        }
    }

    /// The field `blocks`: the body with its structure. What a block does not have is left out.
    package mutating func blocks(_ blocks: [ArticleBlock], _ offsets: OffsetConverter) {
        objects("blocks", blocks) { writer, block in
            writer.field("role", block.role.rawValue)
            writer.fields(offsets(block.range))
            writer.field("text", block.text)
            if block.level > 0 { writer.field("level", block.level) }
            if let number = block.number { writer.field("number", number) }
            if block.quotes > 0 { writer.field("quotes", block.quotes) }
            if let language = block.language { writer.field("language", language) }
            if let address = block.address { writer.field("src", address) }
            if block.role == .table {
                writer.list("cells", block.cells) { writer, row in
                    writer.array { for cell in row { $0.value(cell) } }
                }
                writer.field("head", block.hasHead)
            }
            guard !block.spans.isEmpty else { return }
            writer.objects("spans", block.spans) { writer, span in
                writer.field("kind", span.kind.rawValue)
                writer.fields(offsets(span.range))
                if let address = span.address { writer.field(span.kind == .image ? "src" : "href", address) }
                if let alternative = span.alternative { writer.field("alt", alternative) }
            }
        }
    }

    // MARK: Words

    /// A token of a text, an element of the field `tokens`; before it its subwords, where the segmenter's mode finds them.
    package mutating func token(_ token: Token, of text: String, _ offsets: OffsetConverter) {
        for subword in token.subwords {
            object {
                $0.field("t", String(text[subword]))
                $0.fields(offsets(subword))
                $0.field("part", true)
            }
        }
        object {
            $0.field("t", String(text[token.range]))
            $0.fields(offsets(token.range))
            $0.field("kind", token.kind.rawValue)
            if let tag = token.partOfSpeech { $0.field("pos", tag.rawValue) }
        }
    }

    /// A sentence of a text, an element of the field `sentences`; it has no line breaks in it.
    package mutating func sentence(_ range: TextRange, of text: String, _ offsets: OffsetConverter) {
        object {
            $0.field("text", text.withUTF8Buffer { $0.unwrapped(range) })
            $0.fields(offsets(range))
        }
    }

    // MARK: Keywords and summaries

    /// An array of keywords, best first. `place` says where a range of the text is in what the caller's offsets refer to.
    package mutating func keywords(
        _ keywords: [Keyword], explained: Bool = false, place: (TextRange) -> TextRange = { $0 }
    ) {
        array { writer in
            for keyword in keywords {
                writer.object {
                    $0.field("word", keyword.word)
                    $0.field("score", keyword.score)
                    $0.field("count", keyword.count)
                    $0.list("spans", keyword.ranges) { $0.value(place($1)) }
                    guard explained else { return }
                    $0.key("parts")
                    $0.object { for part in keyword.namedParts { $0.field(part.name, part.value) } }
                }
            }
        }
    }

    /// The fields `summary`, `characters` and `sentences`. `ids` are those of the documents, as JSON, where there are
    /// several.
    package mutating func summary(
        _ summary: Summary, ids: [String]? = nil, place: (Summary.Sentence) -> TextRange
    ) {
        field("summary", summary.text)
        field("characters", summary.characters)
        objects("sentences", summary.sentences) { writer, sentence in
            if let ids { writer.field("id", json: ids[sentence.document]) }
            writer.field("text", sentence.text)
            writer.fields(place(sentence))
            writer.field("rank", sentence.rank)
            writer.field("score", sentence.score)
        }
    }

    /// The fields of a word that a corpus has and the lexicon does not list.
    package mutating func fields(of word: NewWord) {
        field("word", word.word)
        field("count", word.count)
        field("cohesion", word.cohesion)
        field("freedom", word.freedom)
    }

    // MARK: Normalization

    /// The field `map`: pairs of a range of the original and one of the result.
    package mutating func map(_ changes: [OffsetMap.Edit], original: OffsetConverter, result: OffsetConverter) {
        list("map", changes) { writer, change in
            writer.array {
                $0.value(original(change.original))
                $0.value(result(change.result))
            }
        }
    }

    /// The field `ambiguities`: characters with several forms that no phrase around them decides about.
    package mutating func ambiguities(
        _ ambiguities: [ScriptConverter.Ambiguity], in text: String, _ offsets: OffsetConverter
    ) {
        objects("ambiguities", ambiguities) { writer, ambiguity in
            writer.fields(offsets(ambiguity.range))
            writer.field("text", String(text[ambiguity.range]))
            writer.field("chosen", ambiguity.chosen)
            writer.list("others", ambiguity.others) { $0.value($1) }
        }
    }
}

extension Keyword {
    /// What the score is made of, by name.
    package var namedParts: [(name: String, value: Double)] {
        [
            ("base", components.base), ("title", components.title), ("position", components.position),
            ("frequency", components.frequency), ("rarity", components.rarity), ("cohesion", components.cohesion),
            ("surroundings", components.surroundings), ("form", components.form), ("marks", components.marks),
            ("damping", components.damping),
        ]
    }
}
