/// Licence plates of mainland China (GA 36-2018): a province, a letter, five or six letters and digits.
enum PlateRule {
    /// The characters that a plate may begin with.
    static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".scalarValues)
    // Characters before 新 as a part of another word: 全新, 最新.
    private static let beforeNew = Set("全最更创崭革翻刷重上".scalarValues)
    private static let dots: Set<UInt32> = [0xB7, 0x2022, 0x30FB, 0x20, 0x2D, 0x2E, 0x2027]
    private static let lastCharacters = Set("学警港澳挂领使".scalarValues)

    /// The plate that begins at an index.
    static func match(_ line: FoldedLine, _ index: Int) -> PersonalDataScanner.Match? {
        guard provinces.contains(line[index]), line.isLetter(index + 1), isPlateCharacter(line[index + 1]) else {
            return nil
        }
        if line[index] == 0x65B0, beforeNew.contains(line[index - 1]) { return nil }
        var start = index + 2
        if dots.contains(line[start]) { start += 1 }
        var end = start
        while isPlateCharacter(line[end]) { end += 1 }
        let letters = (start..<end).count { line.isLetter($0) }
        switch end - start {
        case 4:
            guard lastCharacters.contains(line[end]), letters <= 2 else { return nil }
            end += 1
        case 5: guard letters <= 2 else { return nil }
        case 6: guard isElectric(line, start) else { return nil }
        default: return nil
        }
        // 北京K12345次 is a train.
        guard line.isBorder(after: end), line[end] != 0x6B21 else { return nil }
        return (.plate, index..<end)
    }

    // Digits and capital letters except I and O.
    private static func isPlateCharacter(_ scalar: UInt32) -> Bool {
        FoldedLine.isDigit(scalar) || (0x41...0x5A).contains(scalar) && scalar != 0x49 && scalar != 0x4F
    }

    // Small cars: a letter from A to K, a letter or digit, four digits; large ones: five digits and a letter.
    private static func isElectric(_ line: FoldedLine, _ start: Int) -> Bool {
        let isSmall = (0x41...0x4B).contains(line[start]) && (start + 2..<start + 6).allSatisfy { line.isDigit($0) }
        let isLarge = (0x41...0x4B).contains(line[start + 5]) && (start..<start + 5).allSatisfy { line.isDigit($0) }
        return isSmall || isLarge
    }
}
