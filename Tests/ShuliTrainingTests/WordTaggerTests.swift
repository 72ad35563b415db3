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
