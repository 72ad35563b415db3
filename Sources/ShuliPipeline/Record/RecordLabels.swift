import ShuliFiles

/// Gives each record a name of its own for an index of duplicates: its label, and where an earlier record has the same
/// label, the label and how often it came.
///
/// A record is identified by its position; labels may be missing, equal, or start again in each file. Records with equal
/// labels are compared as all others are. The names of a run are the same whenever it reads the same input, so that an
/// index can tell what it knows.
package struct RecordLabels {
    private var counts: [String: Int] = [:]

    package init() {}

    /// The name of the next record that has this label.
    package mutating func name(for label: String) -> String {
        let count = counts[label, default: 0]
        counts[label] = count + 1
        return count == 0 ? label : "\(label)\(Self.separator)\(count)"
    }

    /// The name of a record whose other names an index has with other texts.
    package static func name(_ label: String, at origin: Origin, attempt: Int) -> String {
        "\(label)\(separator)\(origin)" + (attempt > 1 ? "\(separator)\(attempt)" : "")
    }

    /// The label that a name was made of.
    package static func label(of name: String) -> String {
        guard let place = name.utf8.firstIndex(of: separatorByte) else { return name }
        return String(name[..<place])
    }

    // A control character that no sensible label contains.
    private static let separator = "\u{0}"
    private static let separatorByte: UInt8 = 0
}
