import ShuliBase

extension RunReport {
    /// Reads what `json` wrote. Throws where the text is no JSON, and where a field is missing or of another kind: a run
    /// resumes with the counts of a report, so an incomplete one must not be taken for an empty one.
    package init(parsing text: String) throws(ParseError) {
        let fields: ReportFields
        do throws(JSONError) {
            fields = ReportFields(try JSONValue(parsing: text), path: "")
        } catch {
            throw ParseError(.notJSON(error))
        }
        self.init()
        version = try fields.text("version")
        plan = try fields.text("plan")
        inputs = try fields.texts("inputs")
        seconds = try fields.number("seconds")
        records = try fields.count("records")
        written = try fields.count("written")
        rejected = try fields.count("rejected")
        skipped = try fields.count("skipped")
        inputBytes = try fields.count("input_bytes")
        writtenBytes = try fields.count("written_bytes")
        for step in try fields.objects("steps") { steps.append(try Step(step)) }
        for rejection in try fields.objects("rejections") { rejections.append(try Rejection(rejection)) }
        for histogram in try fields.objects("histograms") { histograms.append(try Histogram(histogram)) }
        for tally in try fields.objects("scripts") { scripts.append(try Tally(tally)) }
        for tally in try fields.objects("personal_data") { personalData.append(try Tally(tally)) }
        for sample in try fields.objects("samples") { samples.append(try Sample(sample)) }
        for document in try fields.objects("dropped") { dropped.append(try Dropped(document)) }
        clusterCount = try fields.count("cluster_count")
        clusteredRecords = try fields.count("clustered_records")
        for cluster in try fields.objects("clusters") { clusters.append(try Cluster(cluster)) }
    }
}

/// The fields of an object of a report.
private struct ReportFields {
    private let value: JSONValue
    // Where the object is in the report, for messages.
    private let path: String

    init(_ value: JSONValue, path: String) { (self.value, self.path) = (value, path) }

    private func fault(_ key: String, _ expected: ParseFault.ReportValue) -> ParseError {
        ParseError(.reportField(path + key, expected))
    }

    func optionalText(_ key: String) throws(ParseError) -> String? {
        switch value[key] {
        case .string(let text): return text
        case .null, nil: return nil
        default: throw fault(key, .text)
        }
    }

    func text(_ key: String) throws(ParseError) -> String {
        guard let text = value[key]?.string else { throw fault(key, .text) }
        return text
    }

    func number(_ key: String) throws(ParseError) -> Double {
        guard case .number(let digits) = value[key], let number = Double(digits) else { throw fault(key, .number) }
        return number
    }

    func count(_ key: String) throws(ParseError) -> Int {
        guard case .number(let digits) = value[key], let count = Int(digits), count >= 0 else {
            throw fault(key, .count)
        }
        return count
    }

    func flag(_ key: String) throws(ParseError) -> Bool {
        guard case .bool(let flag) = value[key] else { throw fault(key, .flag) }
        return flag
    }

    func rank(_ key: String) throws(ParseError) -> UInt64 {
        guard let rank = UInt64(try text(key), radix: 16) else { throw fault(key, .hexadecimal) }
        return rank
    }

    private func elements(_ key: String) throws(ParseError) -> [JSONValue] {
        guard case .array(let elements) = value[key] else { throw fault(key, .list) }
        return elements
    }

    func objects(_ key: String) throws(ParseError) -> [ReportFields] {
        var objects: [ReportFields] = []
        for (index, element) in try elements(key).enumerated() {
            guard case .object = element else { throw fault("\(key)[\(index)]", .object) }
            objects.append(ReportFields(element, path: "\(path)\(key)[\(index)]."))
        }
        return objects
    }

    func texts(_ key: String) throws(ParseError) -> [String] {
        var texts: [String] = []
        for element in try elements(key) {
            guard let text = element.string else { throw fault(key, .texts) }
            texts.append(text)
        }
        return texts
    }

    func numbers(_ key: String) throws(ParseError) -> [Double] {
        var numbers: [Double] = []
        for element in try elements(key) {
            guard case .number(let digits) = element, let number = Double(digits) else { throw fault(key, .numbers) }
            numbers.append(number)
        }
        return numbers
    }

    func counts(_ key: String, of length: Int) throws(ParseError) -> [Int] {
        var counts: [Int] = []
        for element in try elements(key) {
            guard case .number(let digits) = element, let count = Int(digits) else { throw fault(key, .counts) }
            counts.append(count)
        }
        guard counts.count == length else { throw fault(key, .counts) }
        return counts
    }
}

extension RunReport.Step {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        self.init(name: try fields.text("name"))
        entered = try fields.count("entered")
        left = try fields.count("left")
        seconds = try fields.number("seconds")
    }
}

extension RunReport.Rejection {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        self.init(step: try fields.text("step"), rule: try fields.text("rule"), count: try fields.count("count"))
    }
}

extension RunReport.Tally {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        self.init(name: try fields.text("name"), count: try fields.count("count"))
    }
}

extension RunReport.Histogram {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        self.init(name: try fields.text("name"), bounds: try fields.numbers("bounds"))
        written = try fields.counts("written", of: bounds.count)
        rejected = try fields.counts("rejected", of: bounds.count)
    }
}

extension RunReport.Sample {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        var lines: [Line] = []
        for line in try fields.objects("lines") {
            lines.append(
                Line(
                    text: try line.text("text"), rule: try line.optionalText("rule"),
                    reason: try line.optionalText("reason")))
        }
        self.init(
            id: try fields.text("id"), title: try fields.optionalText("title"), lines: lines,
            isCut: try fields.flag("cut"), rank: try fields.rank("rank"))
    }
}

extension RunReport.Dropped {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        self.init(
            id: try fields.text("id"), title: try fields.optionalText("title"), step: try fields.text("step"),
            rule: try fields.text("rule"), reason: try fields.text("reason"), excerpt: try fields.text("excerpt"),
            rank: try fields.rank("rank"))
    }
}

extension RunReport.Cluster {
    fileprivate init(_ fields: ReportFields) throws(ParseError) {
        var members: [Member] = []
        for member in try fields.objects("members") {
            members.append(
                Member(
                    id: try member.text("id"), title: try member.optionalText("title"),
                    relation: try member.text("relation")))
        }
        self.init(id: try fields.text("id"), size: try fields.count("size"), members: members)
    }
}
