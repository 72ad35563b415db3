import ShuliBase
import ShuliDuplicates
import ShuliFiles
import ShuliText

/// Compares the paragraphs or sentences of records with each other, also inside a record.
///
/// All records stay in memory until the verdicts are known.
package struct PassagePass: ~Copyable {
    /// What texts are cut into.
    package enum Unit: Sendable {
        case paragraph
        case sentence

        var field: String { self == .paragraph ? "paragraphs" : "sentences" }
    }

    private var index: DuplicateIndex
    private let unit: Unit
    private var items: [(record: Record, passages: Passages)] = []

    package init(_ index: consuming DuplicateIndex, unit: Unit) {
        self.index = index
        self.unit = unit
    }

    /// Adds the next record with its passages.
    package mutating func add(_ record: Record, _ passages: Passages) throws {
        try index.add(passages.prepared(items.count))
        items.append((record, passages))
    }

    /// Calls `write` with a line for each record, in the order of the input: with all its passages and what they are, or
    /// with the passages that are kept as its text.
    package mutating func forEachLine(
        keeping policy: SurvivorPolicy, keepsOnlyFirst: Bool, offsets: OffsetUnit, pretty: Bool,
        _ write: ([UInt8]) -> Void
    ) throws {
        let verdicts = try index.verdicts(keeping: policy)
        for (number, (record, passages)) in items.enumerated() {
            let own = passages.ranges.indices.map { verdicts[Passages.id(number, $0)] }
            if keepsOnlyFirst {
                let kept = zip(passages.ranges, own).filter { $1?.isKept ?? true }.map { passages.text[$0.0] }
                write(
                    record.line(replacing: ["text"], pretty: pretty) {
                        $0.field("text", kept.joined(separator: unit == .paragraph ? "\n" : ""))
                    })
                continue
            }
            let converter = OffsetConverter(passages.text, offsets)
            write(
                record.line(replacing: [unit.field], pretty: pretty) {
                    $0.objects(unit.field, zip(passages.ranges, own)) { writer, passage in
                        let (range, verdict) = passage
                        writer.fields(converter(range))
                        if let verdict { self.write(verdict, offsets, &writer) }
                    }
                })
        }
    }

    private borrowing func write(
        _ verdict: DuplicateVerdict, _ offsets: OffsetUnit, _ writer: inout JSONWriter
    ) {
        writer.field("kept", verdict.isKept)
        writer.key("of")
        if let (number, passage) = verdict.original.flatMap(Passages.place) {
            let (record, passages) = items[number]
            writer.object {
                $0.field("id", json: record.idSource)
                $0.fields(OffsetConverter(passages.text, offsets)(passages.ranges[passage]))
            }
        } else {
            writer.null()
        }
        writer.field("relation", verdict.relationToOriginal.rawValue)
        writer.share("similarity", verdict.similarity)
    }
}

/// The paragraphs or sentences of a text.
package struct Passages: Sendable {
    let text: String
    let ranges: [TextRange]

    /// Cuts a text. Linear.
    package init(_ text: String, _ unit: PassagePass.Unit) {
        self.text = text
        switch unit {
        case .sentence: ranges = SentenceSplitter().ranges(in: text)
        case .paragraph:
            ranges = text.withUTF8Buffer { buffer in
                Lines(buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
            }
        }
    }

    // The passages as documents of an index; `number` is the record's.
    func prepared(_ number: Int) -> [PreparedDocument] {
        ranges.enumerated().map { index, range in
            PreparedDocument(
                IndexedDocument(id: Self.id(number, index), text: String(text[range])))
        }
    }

    static func id(_ number: Int, _ passage: Int) -> String { "\(number):\(passage)" }

    /// The numbers of record and passage that an id was made of.
    static func place(_ id: String) -> (record: Int, passage: Int)? {
        let numbers = id.split(separator: ":").compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
