/// Decides among encodings by what they make of all the bytes: the right one makes common characters and no errors.
struct EncodingVote {
    private let buffer: UTF8Buffer
    private let utf8: UTF8Check
    private let declared: TextEncoding?

    init(_ buffer: UTF8Buffer, utf8: UTF8Check, declared: TextEncoding?) {
        self.buffer = buffer
        self.utf8 = utf8
        self.declared = declared
    }

    func winner() -> DecodedText {
        // UTF-8 that was damaged here and there: nothing else makes so many well-formed sequences by chance.
        if utf8.multibyte > 4 * utf8.errors.count { return TextDecoder.decodeUTF8(buffer, utf8.errors) }
        var candidates: [TextEncoding] = [.gb18030, .big5]
        if let declared, !candidates.contains(declared) { candidates.append(declared) }
        for guess in ((try? CharsetDetector.guesses(for: buffer, declared: declared?.name)) ?? []).prefix(2) {
            if let found = TextEncoding(label: guess.charset), !candidates.contains(found), guess.confidence >= 50 {
                candidates.append(found)
            }
        }
        let decoded = candidates.map {
            $0 == .utf8 ? TextDecoder.decodeUTF8(buffer, utf8.errors) : TextDecoder.decode(buffer, as: $0)
        }
        let scores = decoded.map { score($0) + ($0.encoding == declared ? 0.05 : 0) }
        // The first of equal ones, in the fixed order above.
        var best = 0
        for index in scores.indices where scores[index] > scores[best] { best = index }
        return decoded[best]
    }

    // Share of common characters among those beyond ASCII; each error counts against.
    private func score(_ decoded: DecodedText) -> Double {
        var beyond = 0
        var common = 0
        for scalar in decoded.text.unicodeScalars where scalar.value >= 0x80 && scalar.value != 0xFFFD {
            beyond += 1
            if Self.common.contains(scalar.value) { common += 1 }
        }
        return (Double(common) - 2 * Double(decoded.undecodable.count)) / Double(max(1, beyond))
    }

    // The commonest characters of running text in both scripts, with their punctuation: about half of any Chinese text
    // is made of them, and next to nothing of a text read in the wrong encoding.
    private static let common: Set<UInt32> = Set(
        """
        的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如\
        事把还用第样道想作种开美总从无情己面最但现前些所同日手又行意动方期它头经长回位分因很给名法间知世什两次使身者被高已其进此话常与活正感见明\
        问力理点文几定本公特做外相西果走将月十实向全信重三机工物气每并别真打新比才便再部水像等体却加电主界门利海受表少代员许先口由安性马光或住难\
        望教命结更东神记处让应直字场平报友关放至认接告入内英军民度山路带万边风解任金快原变通师立象数四失满战远士音目条市业区资产经济发展企业\
        這個們來時為說國著會過對學麼還發當沒樣種開總從無現點實應經長給兩進話與見問幾將聲車萬邊風變師數滿戰遠條業區資產濟體電門馬處讓報關\
        ，。、：；？！“”（）《》「」—…　
        """.unicodeScalars.map(\.value))
}
