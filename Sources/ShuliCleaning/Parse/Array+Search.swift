extension Array where Element: Equatable {
    /// The first occurrence of `part` that begins at or after `start`; nil for an empty part.
    func firstRange(of part: [Element], from start: Int) -> Range<Int>? {
        guard let first = part.first, count >= part.count, start <= count - part.count else { return nil }
        for place in start...(count - part.count) where self[place] == first {
            if self[place..<(place + part.count)].elementsEqual(part) { return place..<(place + part.count) }
        }
        return nil
    }

    /// Whether `part` occurs as a contiguous run; an empty part does not.
    func contains(run part: [Element]) -> Bool { firstRange(of: part, from: 0) != nil }
}
