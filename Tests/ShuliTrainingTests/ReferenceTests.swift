import ShuliText
import ShuliTraining
import Testing

/// The compiled model and the fast decoder against slow and plain ones.
@Suite struct ReferenceTests {
    static let corpus = SegmentedCorpus(
        text: """
            我们 在 学习 中文 分词 。
            中国 人民 热爱 和平 ， 也 热爱 劳动 。
            他 在 北京 大学 学习 经济 。
            经济 发展 促进 社会 进步 。
            2020 年 他 来到 北京 。
            社会 经济 发展 了 。
            王小明 和 高明 在 北京 学习 。
            欧阳小明 来到 大学 。
            """)

    func lexicon() throws -> Lexicon {
        var compiler = LexiconCompiler(folding: "")
        try compiler.add(list: "中国\t560\tcjw\ts\n经济\t560\tcjw\tn\n发展\t500\tcw\tv\n北京大学\t400\tc\ts\n社会\t0\tc\tn\n")
        compiler.add(characters: Self.corpus.sentences.joined().joined())
        return try Lexicon(compiled: compiler.compile())
    }

    func trained(_ lexicon: Lexicon) async -> TrainedSegmentation {
        var plan = TrainingPlan()
        plan.seeds = [1, 2]
        plan.features.minimumCount = 1
        return await SegmentationTrainer(lexicon: lexicon, plan: plan).train([Self.corpus, Self.corpus])
    }

    @Test func trainingTwiceGivesTheSameBytes() async throws {
        let lexicon = try lexicon()
        let first = SegmentationCompiler().compile(await trained(lexicon), lexicon: lexicon)
        let second = SegmentationCompiler().compile(await trained(lexicon), lexicon: lexicon)
        #expect(first == second)
    }

    @Test func damagedModelsAreErrorsAndNeverTrap() async throws {
        let lexicon = try lexicon()
        let good = SegmentationCompiler().compile(await trained(lexicon), lexicon: lexicon)
        #expect(throws: CompiledFileError.self) { try SegmentationModel(compiled: good, lexicon: .standard) }
        #expect(throws: CompiledFileError.self) {
            try SegmentationModel(compiled: Array(good.dropLast(100)), lexicon: lexicon)
        }
        var random = TestRandom(seed: 17)
        let text = Array("北京大学生学习经济发展 x1 2020年，中国人民".utf8)
        var opened = 0
        for round in 0..<200 {
            var bad = good
            // The head and the first tables, which hold all bases, then anywhere.
            let limit = round < 150 ? 6_000 : bad.count
            bad[Int.random(in: 0..<limit, using: &random)] = UInt8.random(in: 0...255, using: &random)
            guard let model = try? SegmentationModel(compiled: bad, lexicon: lexicon),
                let decoder = try? WordDecoder(lexicon: lexicon, model: model)
            else { continue }
            opened += 1
            #expect(ends(of: text, decoder).last == text.count)
        }
        #expect(opened > 0)
    }

    @Test func scoresAreThoseOfTheTrainedWeights() async throws {
        let lexicon = try lexicon()
        let trained = await trained(lexicon)
        var compiler = SegmentationCompiler()
        compiler.minimumWeight = 0
        compiler.clippedShare = 0
        let model = try SegmentationModel(compiled: compiler.compile(trained, lexicon: lexicon), lexicon: lexicon)
        let decoder = try WordDecoder(lexicon: lexicon, model: model)
        let reference = ReferenceSegmenter(lexicon: lexicon, model: trained)
        var scratch = SegmentationScratch()
        for sentence in Self.corpus.sentences + [
            ["北京大学生", "发展中国家", "x1y22"], ["王明", "和", "高小明", "来到"], ["欧阳明", "学习"],
        ] {
            let text = sentence.joined()
            let slow = reference.scores(of: text, standard: 0)
            let bytes = Array(text.utf8)
            let fast = bytes.withUnsafeBufferPointer {
                decoder.scores(in: $0, range: 0..<$0.count, scratch: &scratch)
            }
            #expect(fast.count == slow.count)
            for (f, s) in zip(fast, slow) {
                // Some twenty rounded numbers were added.
                let bound = 24 / Float(model.scale)
                #expect(abs(f.begin - s[0]) < bound && abs(f.middle - s[1]) < bound)
                #expect(abs(f.end - s[2]) < bound && abs(f.single - s[3]) < bound)
            }
        }
    }

    @Test func pathIsTheBestOfAll() {
        var random = TestRandom(seed: 5)
        let decoder = WordDecoder.standard()
        var scratch = SegmentationScratch()
        let characters = Array("的中国人民发展大学生命起源年一二x研究在北京".unicodeScalars)
        for _ in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...10, using: &random) {
                text.append(characters[Int.random(in: 0..<characters.count, using: &random)])
            }
            let bytes = Array(String(text).utf8)
            let scores = bytes.withUnsafeBufferPointer {
                decoder.scores(in: $0, range: 0..<$0.count, scratch: &scratch)
            }
            // A break before a character is a bit; runs of letters may not be cut.
            var best = -Float.infinity
            for breaks in 0..<(1 << (scores.count - 1)) {
                var isLegal = true
                for i in 1..<max(scores.count, 1) where i < scores.count {
                    if breaks >> (i - 1) & 1 == 1, bytes[scores[i].range.lowerBound] == 0x78,
                        bytes[scores[i - 1].range.lowerBound] == 0x78
                    {
                        isLegal = false
                    }
                }
                if isLegal { best = max(best, value(of: scores) { $0 == 0 || breaks >> ($0 - 1) & 1 == 1 }) }
            }
            let starts = Set([0] + ends(of: bytes).dropLast())
            let found = value(of: scores) { starts.contains(scores[$0].range.lowerBound) }
            #expect(abs(found - best) < 0.001)
        }
    }

    private func value(of scores: [WordDecoder.CharacterScore], begins: (Int) -> Bool) -> Float {
        scores.indices.reduce(0) { sum, i in
            switch (begins(i), i + 1 == scores.count || begins(i + 1)) {
            case (true, true): sum + scores[i].single
            case (true, false): sum + scores[i].begin
            case (false, true): sum + scores[i].end
            case (false, false): sum + scores[i].middle
            }
        }
    }
}
