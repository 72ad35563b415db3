import ShuliText
import Testing

@testable import ShuliTraining

@Suite struct WordTaggerTests {
    func tags(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let ends = ends(of: bytes)
        return bytes.withUnsafeBufferPointer { WordTagger.standard.tags(in: $0, from: 0, ends: ends) }.map(\.rawValue)
    }

    @Test func tagsWords() {
        #expect(tags("他们出版了书。") == ["PRON", "VERB", "AUX", "NOUN", "PUNCT"])
        #expect(tags("") == [])
        #expect(tags("\n \n").allSatisfy { $0 == "X" })
    }

    @Test func oneTagAWord() {
        var random = TestRandom(seed: 13)
        for _ in 0..<300 {
            let bytes = randomBytes(&random)
            let ends = ends(of: bytes)
            #expect(
                bytes.withUnsafeBufferPointer { WordTagger.standard.tags(in: $0, from: 0, ends: ends) }.count
                    == ends.count)
        }
    }

    /// Stretches of words are tagged one after the other, each by itself, whatever was tagged before.
    @Test func tagsDoNotDependOnWhatWasTaggedBefore() {
        let lines = ["他们出版了书。", "2025年3月4日，上海。", "哎呀，你来了！", "——“好”——"]
        let one = lines.map { tags($0) + ["X"] }
        let text = String(repeating: lines.joined(separator: "\n") + "\n", count: 600)
        #expect(tags(text) == Array(repeating: one.flatMap { $0 }, count: 600).flatMap { $0 })
    }

    /// The compiled tables and the fast search against the trained weights and a plain one.
    @Test func tagsAreTheBestByTheTrainedWeights() throws {
        let corpus = try TaggedCorpus(
            tagged: """
                他/PRON 学习/VERB 中文/PROPN 。/PUNCT
                学习/NOUN 很/ADV 重要/ADJ ，/PUNCT 他们/PRON 学习/VERB 经济/NOUN 。/PUNCT
                北京/PROPN 大学/NOUN 的/PART 经济/NOUN 发展/VERB 了/AUX
                我们/PRON 热爱/VERB 和平/NOUN 。/PUNCT
                经济/NOUN 发展/NOUN 的/PART 社会/NOUN
                他/PRON 在/ADP 北京/PROPN 发展/VERB
                """)
        var compiler = LexiconCompiler(folding: "")
        try compiler.add(list: "中国\t560\tcjw\ts\n经济\t560\tcjw\tn\n发展\t500\tcw\tx\n学习\t400\tc\tx\n很\t0\tc\td\n")
        compiler.add(characters: corpus.sentences.joined().map(\.text).joined())
        let lexicon = try Lexicon(compiled: compiler.compile())
        var trainer = TaggingTrainer(lexicon: lexicon)
        trainer.seeds = [1]
        trainer.minimumCount = 1
        let trained = trainer.weights(corpus)
        var tables = TaggingCompiler()
        tables.minimumWeight = 0.01
        let model = try TaggingModel(compiled: tables.compile(trained, lexicon: lexicon), lexicon: lexicon)
        let tagger = try WordTagger(lexicon: lexicon, model: model)
        let reference = ReferenceTagger(lexicon: lexicon, tables.rounded(trained))
        var random = TestRandom(seed: 7)
        let words = Array(Set(corpus.sentences.joined().map(\.text))).sorted() + ["新", "经济学", "学习者们"]
        var sentences = corpus.sentences.map { $0.map(\.text) }
        for _ in 0..<200 {
            sentences.append(
                (0..<Int.random(in: 1...9, using: &random)).map { _ in
                    words[Int.random(in: 0..<words.count, using: &random)]
                })
        }
        for sentence in sentences {
            let bytes = Array(sentence.joined().utf8)
            var end = 0
            let ends = sentence.map { word in
                end += word.utf8.count
                return end
            }
            let found = bytes.withUnsafeBufferPointer { tagger.tags(in: $0, from: 0, ends: ends) }
            #expect(found == reference.tags(of: sentence), "\(sentence)")
        }
    }

    @Test func mapsVersionOneTags() {
        #expect(TaggedCorpus.versionTwo("CONJ", xpos: "CC", relation: "cc") == "CCONJ")
        #expect(TaggedCorpus.versionTwo("PART", xpos: "DEC", relation: "acl:relcl") == "SCONJ")
        #expect(TaggedCorpus.versionTwo("PART", xpos: "DEC", relation: "case:dec") == "PART")
        #expect(TaggedCorpus.versionTwo("ADV", xpos: "RB", relation: "mark") == "SCONJ")
        #expect(TaggedCorpus.versionTwo("ADV", xpos: "RB", relation: "advmod") == "ADV")
        #expect(TaggedCorpus.versionTwo("VERB", xpos: "VC", relation: "cop") == "AUX")
        #expect(TaggedCorpus.versionTwo("VERB", xpos: "VC", relation: "root") == "VERB")
        #expect(TaggedCorpus.versionTwo("VERB", xpos: "BB", relation: "auxpass") == "AUX")
        #expect(TaggedCorpus.versionTwo("VERB", xpos: "BB", relation: "aux:caus") == "ADP")
        #expect(TaggedCorpus.versionTwo("PART", xpos: "AS", relation: "case:aspect") == "AUX")
        #expect(TaggedCorpus.versionTwo("X", xpos: "UH", relation: "discourse") == "PART")
        #expect(TaggedCorpus.versionTwo("NOUN", xpos: "NN", relation: "nmod") == "NOUN")
    }

    @Test func readsConll() throws {
        let corpus = try TaggedCorpus(
            conll: "# text\n1\t他\t_\tPRON\tPRP\t_\t2\tnsubj\n2-3\tx\t_\t_\t_\t_\t_\t_\n2\t是\t_\tVERB\tVC\t_\t0\tcop\n\n"
        )
        #expect(corpus.sentences == [[.init(text: "他", tag: .pronoun), .init(text: "是", tag: .auxiliary)]])
        #expect(throws: TaggedCorpus.Problem.unknownTag(line: 1, "Q")) {
            try TaggedCorpus(conll: "1\t他\t_\tQ\tPRP\t_\t2\tnsubj")
        }
    }
}

/// Viterbi's algorithm in whole numbers, written as plainly as possible.
private struct ReferenceTagger {
    let lexicon: Lexicon
    let rows: [TaggingFeature: SIMD16<Int16>]
    let transitions: [SIMD16<Int16>]

    init(
        lexicon: Lexicon,
        _ model: (features: [(feature: TaggingFeature, row: SIMD16<Int16>)], transitions: [SIMD16<Int16>])
    ) {
        self.lexicon = lexicon
        rows = Dictionary(model.features.map { ($0.feature, $0.row) }) { first, _ in first }
        transitions = model.transitions
    }

    func tags(of words: [String]) -> [PartOfSpeech] {
        let shapes = words.map { WordShape(labels: $0.unicodeScalars.map(lexicon.alphabet.label), lexicon: lexicon) }
        let tags = PartOfSpeech.modelled
        var paths: [(score: Int, tags: [Int])] = []
        for place in words.indices {
            var sums = [Int](repeating: 0, count: tags.count)
            for feature in TaggingFeature.all(shapes, at: place) {
                for tag in tags.indices { sums[tag] += Int(rows[feature]?[tag] ?? 0) }
            }
            let isMark = words[place] == "。" || words[place] == "，"
            var next: [(score: Int, tags: [Int])] = []
            for tag in tags.indices {
                let isAllowed = isMark == (tags[tag] == .punctuation) && tags[tag] != .symbol
                let own = isAllowed ? sums[tag] : sums[tag] - 100_000
                guard place > 0 else {
                    next.append((Int(transitions[tags.count][tag]) + own, [tag]))
                    continue
                }
                var best = (score: Int.min, tags: [Int]())
                for (from, path) in paths.enumerated() {
                    let score = path.score + Int(transitions[from][tag]) + own
                    if score > best.score { best = (score, path.tags + [tag]) }
                }
                next.append(best)
            }
            paths = next
        }
        let best = paths.indices.reduce(0) { paths[$1].score > paths[$0].score ? $1 : $0 }
        return paths.isEmpty ? [] : paths[best].tags.map { tags[$0] }
    }
}
