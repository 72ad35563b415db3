/// Which symbols are surnames: 0 none, 1 those that are surnames more often than words (`SymbolKind.surname`), 2 others;
/// and which two symbols are a surname of two characters, the class 3.
///
/// Unsafe code. Invariant: both pointers are good for as many symbols as the alphabet has, and never written to after
/// `init`.
package final class SurnameClasses: @unchecked Sendable {
    /// The class in the lower two bits; above them the number of a first character of `compounds`.
    private let classes: UnsafeMutablePointer<UInt8>
    /// Bit k: the symbol follows the k-th first character in a surname.
    private let seconds: UnsafeMutablePointer<UInt64>

    /// Common surnames that are common words or parts of words as well.
    private static let others = """
        高马江叶丁任石金白史方于夏罗龙武康温安常万卢成华向尹时古卓路游章童单兰左宁尚冉翁雷毛易文闻关祖应车连边水荣戎尉\
        蓝付简
        """.unicodeScalars
    private static let compounds = """
        欧阳 司马 上官 诸葛 夏侯 皇甫 东方 公孙 慕容 令狐 司徒 尉迟 端木 南宫 长孙 宇文 独孤 申屠 轩辕 淳于 濮阳 澹台 呼延 钟离 闻人 万俟 赫连 \
        司空 公羊 南郭 东郭 拓跋 公冶
        """

    init(_ alphabet: Alphabet) {
        let count = max(alphabet.labelCount, 1)
        classes = .allocate(capacity: count)
        classes.initialize(repeating: 0, count: count)
        seconds = .allocate(capacity: count)
        seconds.initialize(repeating: 0, count: count)
        func symbol(_ scalar: Unicode.Scalar) -> Int? {
            let label = alphabet.label(of: scalar)
            return label >= Alphabet.Fixed.firstCharacter ? Int(label) : nil
        }
        for scalar in Self.others {
            if let symbol = symbol(scalar) { classes[symbol] = 2 }
        }
        for label in 0..<alphabet.labelCount where alphabet.kinds[label] & 7 == SymbolKind.surname.rawValue {
            classes[label] = 1
        }
        var firstCount: UInt8 = 0
        for compound in Self.compounds.split(separator: " ") {
            let symbols = compound.unicodeScalars.compactMap(symbol)
            guard symbols.count == 2 else { continue }
            if classes[symbols[0]] >> 2 == 0 {
                firstCount += 1
                classes[symbols[0]] |= firstCount << 2
            }
            seconds[symbols[1]] |= 1 << UInt64(classes[symbols[0]] >> 2)
        }
    }

    deinit {
        classes.deallocate()
        seconds.deallocate()
    }

    /// So many characters behind a surname may belong to a name, or to what follows it.
    package static let reach = 3
    private static let distances = 3 * reach
    /// The number of places: by class and distance, and where the surname is itself one or two behind another (王 in 李王华).
    package static let places = 3 * distances
    /// The number of classes of one character other than 0.
    package static let count = 2

    /// The class of a single symbol.
    @inline(__always)
    package func of(_ symbol: UInt16) -> Int { Int(classes[Int(symbol)] & 3) }

    /// How far behind the last surname a character is, from 1 to `places`; 0 for further away.
    ///
    /// - Parameters:
    ///   - place: that of the character before; 0 before the first.
    ///   - symbol: of the character before, and `earlier` of the one before that.
    @inline(__always)
    package func place(behind place: Int, _ earlier: UInt16, _ symbol: UInt16) -> Int {
        if seconds[Int(symbol)] &>> UInt64(classes[Int(earlier)] >> 2) & 1 != 0 { return 2 &* Self.reach &+ 1 }
        let surname = of(symbol)
        let distance = place % Self.reach
        // The last distance is 0 here.
        if surname != 0 { return distance &* Self.distances &+ (surname &- 1) &* Self.reach &+ 1 }
        return distance == 0 ? 0 : place &+ 1
    }
}
