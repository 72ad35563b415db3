/// What all of a text says of its script, where a converter is to find it out: sections of one text are read alike.
package struct ScriptEvidence: Hashable, Sendable {
    /// How many characters only one script has; for a conversion to simplified characters, whether there are any.
    private(set) var writing = WritingSystem(simplified: 0, traditional: 0)
    private var hasZhe = false
    private var hasZhu = false

    private static let zhe = Array("着".utf8)
    private static let zhu = Array("著".utf8)

    package init() {}

    init(of buffer: UTF8Buffer, for target: ScriptConverter.Script) {
        guard target == .simplified else {
            writing = WritingSystem(of: buffer)
            return
        }
        // One traditional character suffices: the tables to simplified do not change simplified characters. Those to
        // traditional do change some traditional ones (后, 里).
        writing = WritingSystem(simplified: 0, traditional: WritingSystem.holdsTraditional(buffer) ? 1 : 0)
        hasZhe = buffer.firstPlace(of: Self.zhe, in: 0..<buffer.count) != nil
        hasZhu = buffer.firstPlace(of: Self.zhu, in: 0..<buffer.count) != nil
    }

    /// Whether 着 is written 著 throughout, as in Taiwan.
    var lacksZhe: Bool { hasZhu && !hasZhe }

    /// Whether further sections change nothing: only a conversion to simplified characters can know that.
    package var isFinal: Bool { hasZhe && writing.traditional > 0 }

    /// Adds what another section of the text says.
    package mutating func add(_ other: ScriptEvidence) {
        writing = WritingSystem(
            simplified: writing.simplified + other.writing.simplified,
            traditional: writing.traditional + other.writing.traditional)
        hasZhe = hasZhe || other.hasZhe
        hasZhu = hasZhu || other.hasZhu
    }
}
