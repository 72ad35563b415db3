import CHTML
import ShuliText

/// The text of the preformatted element that is open, with its white space.
///
/// Highlighters make elements of parts of the code: of words, of lines, of the numbers of lines. Their names say nothing about the page.
struct PreformattedText {
    /// The number of open elements `pre` and `code`.
    private var (preformatted, code) = (0, 0)
    private(set) var bytes: [UInt8] = []
    // Whether the event before was the end of an element `code`.
    private var endedCode = false
    // Whether the last line break is that of an element.
    private var addedBreak = false

    /// Whether an element `pre` is open.
    var isOpen: Bool { preformatted > 0 }
    /// Whether text is that of a program or an excerpt of one.
    var isCode: Bool { preformatted > 0 || code > 0 }

    /// Whether an element begins a line of code by itself: some pages have each line as an element `code` of its own.
    func beginsLine(_ tag: Int) -> Bool { isOpen && endedCode && tag == SHULI_TAG_CODE }

    /// Begins an element that is code or lies in it; gives where its text begins. `breaks` says that a line ends before it.
    mutating func start(_ tag: Int, breaks: Bool) -> Int32 {
        if isOpen, breaks || beginsLine(tag) { addBreak() }
        endedCode = false
        if tag == SHULI_TAG_CODE { code += 1 }
        if tag == SHULI_TAG_PRE {
            preformatted += 1
            if preformatted == 1 { bytes.removeAll(keepingCapacity: true) }
            addedBreak = false
        }
        return Int32(clamping: bytes.count)
    }

    /// Ends an element whose text begins at `start`; gives whether it held nothing but the number of a line, which is no text.
    mutating func end(_ tag: Int, from start: Int, _ names: ElementNames, breaks: Bool) -> Bool {
        endedCode = tag == SHULI_TAG_CODE
        if tag == SHULI_TAG_CODE { code -= 1 }
        if tag == SHULI_TAG_PRE { preformatted -= 1 }
        guard isOpen, start <= bytes.count else { return false }
        // An empty element of the class "line number5" is a line without text.
        if names.contains(.lineNumber) || names.holdsLineNumbers && bytes.count > start,
            bytes[start...].allSatisfy({ $0 <= 0x20 || (0x30...0x39).contains($0) })
        {
            bytes.removeSubrange(start...)
            return true
        }
        if breaks {
            // An element without text is an empty line.
            if bytes.count == start { bytes.append(0x0A) }
            addBreak()
        }
        return false
    }

    /// A line break.
    mutating func appendBreak() {
        if isOpen { bytes.append(0x0A) }
    }

    mutating func append(_ text: UTF8Buffer) {
        guard isOpen else { return }
        endedCode = false
        // Between the elements of two lines there may be a line break as well.
        let isDouble = addedBreak && text.first == 0x0A
        bytes.append(contentsOf: UTF8Buffer(rebasing: text[(isDouble ? 1 : 0)...]))
        addedBreak = false
    }

    private mutating func addBreak() {
        guard let last = bytes.last, last != 0x0A else { return }
        bytes.append(0x0A)
        addedBreak = true
    }
}

extension ElementNames {
    /// Whether an element is named as that of the number of a line: lineno, line-number.
    var holdsLineNumbers: Bool { contains(.lineNumber) || isSuperset(of: [.line, .number]) }
}
