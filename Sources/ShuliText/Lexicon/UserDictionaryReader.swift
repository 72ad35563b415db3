/// Reads the lines of a user dictionary, with columns behind tabs or in the format of jieba.
struct UserDictionaryReader {
    struct Line {
        /// From 1.
        let number: Int
        let text: String
    }

    let format: UserDictionary.Format
    /// The lines that are neither empty nor comments.
    let lines: [Line]
    private let file: String?
    private let policy: UserDictionary.Policy

    /// - Parameter policy: that of the lines without one.
    init(_ text: some StringProtocol, file: String?, policy: UserDictionary.Policy) {
        var lines: [Line] = []
        text.withUTF8Buffer { buffer in
            // Not split(separator: "\n"): the two characters of a line break of Windows are one `Character`.
            for (index, range) in Lines(buffer).enumerated()
            where !buffer.trimmed(range).isEmpty && buffer[range.lowerBound] != UInt8(ascii: "#") {
                lines.append(Line(number: index + 1, text: buffer.text(range)))
            }
        }
        self.lines = lines
        self.file = file
        self.policy = policy
        format = Self.isJieba(lines) ? .jieba : .tabs
    }

    /// - Throws: `ParseError` where the line has no word that can be used, or a column that means nothing.
    func word(in line: Line) throws(ParseError) -> UserDictionary.Word {
        func fail(_ fault: ParseFault) -> ParseError { ParseError(file: file, line: line.number, fault) }
        var columns = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(UserDictionary.trimmed)
        guard !columns[0].isEmpty else { throw fail(.noWord) }
        if columns.count == 1 {
            columns =
                Self.columns(ofWordAndPolicy: columns[0])
                ?? (format == .jieba ? Self.columns(ofWordAndTags: columns[0]) : columns)
        }
        if let fault = UserDictionary.fault(of: columns[0]) { throw fail(fault) }
        var policy: UserDictionary.Policy?
        var frequency: Int?
        var hasTag = false
        for column in columns.dropFirst() where !column.isEmpty {
            if let wanted = UserDictionary.Policy(rawValue: column), policy == nil {
                policy = wanted
            } else if let number = Self.number(column), frequency == nil {
                frequency = number
            } else if Self.tags.contains(column), !hasTag {
                hasTag = true
            } else {
                throw fail(.unknownColumn(column))
            }
        }
        return UserDictionary.Word(
            columns[0], policy: policy ?? (frequency == 0 ? .remove : self.policy), frequency: frequency,
            line: line.number)
    }

    /// What a line may mean otherwise than it is read: a comma belongs to its word, as that of a title does, but in a list of
    /// words or of columns with commas between them it was not meant to.
    func doubt(about word: UserDictionary.Word) -> ParseError? {
        var isHan = false
        for scalar in word.text.unicodeScalars {
            if isHan, scalar == "," {
                return ParseError(file: file, line: word.line, .wordWithComma(word.text))
            }
            isHan = CharacterClass(scalar.value) == .han
        }
        return nil
    }

    // A policy behind a space, where a word with that space in it is improbable: 打工人 force, but not air force.
    private static func columns(ofWordAndPolicy text: String) -> [String]? {
        guard let space = text.lastIndex(of: " "),
            case let policy = String(text[text.index(after: space)...]),
            UserDictionary.Policy(rawValue: policy) != nil,
            case let word = UserDictionary.trimmed(text[..<space]), let last = word.unicodeScalars.last,
            CharacterClass(last.value) == .han
        else { return nil }
        return [word, policy]
    }

    // MARK: The format of jieba

    // A list is in the format of jieba where a line has Han, a space, and a number or a tag of two letters, or where all
    // lines that have a space end in a tag. A Latin word before a number proves nothing: iPhone 15.
    private static func isJieba(_ lines: [Line]) -> Bool {
        var spaced = 0
        var tagged = 0
        for line in lines where !line.text.utf8.contains(0x09) {
            let text = UserDictionary.trimmed(line.text)
            guard text.utf8.contains(0x20) else { continue }
            spaced += 1
            let columns = columns(ofWordAndTags: text)
            guard columns.count > 1, let last = columns[0].unicodeScalars.last else { continue }
            if columns.count == 3 { return true }
            let isHan = CharacterClass(last.value) == .han
            if isHan && (number(columns[1]) != nil || columns[1].utf8.count > 1) { return true }
            if tags.contains(columns[1]) { tagged += 1 }
        }
        return spaced >= 2 && tagged == spaced
    }

    // The word, and what follows it: a number, a tag, or both in any order. The word may hold spaces.
    private static func columns(ofWordAndTags text: String) -> [String] {
        var rest = Substring(text)
        var behind: [String] = []
        while behind.count < 2, let space = rest.lastIndex(where: { $0 == " " || $0 == "\u{3000}" }) {
            let column = String(rest[rest.index(after: space)...])
            let isNumber = number(column) != nil
            guard isNumber || tags.contains(column), !behind.contains(where: { (number($0) != nil) == isNumber }) else {
                break
            }
            let word = UserDictionary.trimmed(rest[..<space])
            guard !word.isEmpty else { break }
            behind.insert(column, at: 0)
            rest = Substring(word)
        }
        return [String(rest)] + behind
    }

    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text) ?? .max
    }

    // The tags of ICTCLAS, which jieba, HanLP and ansj use.
    private static let tags: Set<String> = Set(
        """
        a ad ag al an b bl c cc d dg dl e eng f g h i j k l m mg mq n ng nl nr nr1 nr2 nrf nrfg nrj nrt ns nsf nt nto nz \
        o p pba pbei q qt qv r rg rr ry rys ryt ryv rz rzs rzt rzv s t tg u ud ude1 ude2 ude3 ug uj ul uv uz uzhe v vd vf \
        vg vi vl vn vshi vx vyou w x xx y yg z zg
        """.split(separator: " ").map(String.init))
}
