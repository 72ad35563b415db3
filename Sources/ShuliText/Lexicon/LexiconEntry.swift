/// The frequency, the class and the sources of a word.
package struct LexiconEntry: Hashable, Sendable {
    /// 24 bits: class 4, frequency bucket 3, sources 4, frequency 8, a bit that says "a word".
    package let bits: UInt32

    @inline(__always)
    package init(bits: UInt32) { self.bits = bits }

    package init(zipf: Int, sources: Sources, wordClass: WordClass) {
        let frequency = UInt32(min(max(zipf, 0) / 4, 255))
        bits =
            UInt32(wordClass.rawValue) | UInt32(Self.bucket(ofZipf: zipf)) << 4 | UInt32(sources.rawValue) << 7
            | frequency << 11 | 1 << 19
    }

    /// A number below `combinations` for the class, the bucket and the sources.
    @inline(__always)
    package var combination: Int { Int(bits & 0x7ff) }
    package static let combinations = 1 << 11

    /// The frequency in steps: 0, then up to 1.8, 2.4, 3, 3.6, 4.3, 5 and more on the Zipf scale.
    package var frequencyBucket: Int { Int(bits >> 4 & 7) }
    static func bucket(ofZipf zipf: Int) -> Int {
        zipf <= 0 ? 0 : 1 + [180, 240, 300, 360, 430, 500].count { zipf >= $0 }
    }
    package static let buckets = 8

    /// The decimal logarithm of the occurrences per thousand million words, to 0.04; 0 if unknown.
    package var zipf: Double { Double(bits >> 11 & 0xff) * 0.04 }

    /// The rarity of the word, ln(documents / documents with it), estimated from its frequency. See `rarity(ofZipf:)`.
    package var rarity: Double { Self.rarities[Int(bits >> 11 & 0xff)] }

    /// The rarity of a word that is not listed or has no frequency.
    package static let unlistedRarity = rarity(ofZipf: 2)

    // For each of the 256 frequencies that an entry can carry.
    private static let rarities: [Double] = (0...255).map { rarity(ofZipf: $0 > 0 ? Double($0) * 0.04 : 2) }

    /// A document of 500 words, a usual length of news, contains a word with the probability 1 − e^(−words ×
    /// frequency). The rarity is the negative logarithm of that, as in a table of document frequencies.
    private static func rarity(ofZipf zipf: Double) -> Double {
        let words = 500.0
        return -Logarithm.natural(1 - Exponential.natural(-words * Exponential.ten(zipf - 9)))
    }

    /// The lists that have the word.
    package var sources: Sources { Sources(rawValue: UInt8(bits >> 7 & 15)) }

    /// The class of the word by the glosses of a dictionary.
    package var wordClass: WordClass { WordClass(rawValue: UInt8(bits & 15)) ?? .unknown }

    package struct Sources: OptionSet, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let ccCEDICT = Sources(rawValue: 1)
        package static let jieba = Sources(rawValue: 2)
        package static let openCC = Sources(rawValue: 4)
        package static let wordfreq = Sources(rawValue: 8)

        package var description: String {
            let names: [(Sources, String)] = [
                (.ccCEDICT, "CC-CEDICT"), (.jieba, "jieba"), (.openCC, "OpenCC"), (.wordfreq, "wordfreq"),
            ]
            return names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
        }

        /// From letters as in `words.txt`; nil if one is unknown.
        package init?(letters: some StringProtocol) {
            var sources: Sources = []
            for letter in letters {
                switch letter {
                case "c": sources.insert(.ccCEDICT)
                case "j": sources.insert(.jieba)
                case "o": sources.insert(.openCC)
                case "w": sources.insert(.wordfreq)
                default: return nil
                }
            }
            self = sources
        }
    }

    package enum WordClass: UInt8, CaseIterable, Sendable {
        case unknown, noun, verb, nounAndVerb, adjective, adverb, place, person, otherName, idiom, numeral, function
        case time, bound, expression
        /// Grammatical phrases: a numeral and a classifier, an adverb and a verb, a verb and its aspect.
        case phrase

        private static let letters: [Character] = [
            "-", "n", "v", "x", "a", "d", "s", "p", "r", "i", "m", "f", "t", "b", "e", "q",
        ]

        /// From a letter as in `words.txt`.
        package init?(letter: Character) {
            guard let index = Self.letters.firstIndex(of: letter) else { return nil }
            self.init(rawValue: UInt8(index))
        }
    }
}
