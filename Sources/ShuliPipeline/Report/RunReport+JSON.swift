import ShuliText

extension RunReport {
    /// The report as one JSON object on a line.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("version", version)
            writer.field("plan", plan)
            writer.list("inputs", inputs) { $0.value($1) }
            writer.field("seconds", seconds)
            for (key, count) in [
                ("records", records), ("written", written), ("rejected", rejected), ("input_bytes", inputBytes),
                ("written_bytes", writtenBytes),
            ] { writer.field(key, count) }
            writer.list("steps", steps) { writer, step in
                writer.object {
                    $0.field("name", step.name)
                    $0.field("entered", step.entered)
                    $0.field("left", step.left)
                    $0.field("seconds", step.seconds)
                }
            }
            writer.list("rejections", rejections) { writer, rejection in
                writer.object {
                    $0.field("step", rejection.step)
                    $0.field("rule", rejection.rule)
                    $0.field("count", rejection.count)
                }
            }
            writer.list("histograms", histograms) { writer, histogram in
                writer.object {
                    $0.field("name", histogram.name)
                    $0.list("bounds", histogram.bounds) { $0.value($1) }
                    $0.list("written", histogram.written) { $0.value($1) }
                    $0.list("rejected", histogram.rejected) { $0.value($1) }
                }
            }
            writer.tallies("scripts", scripts)
            writer.tallies("personal_data", personalData)
            writer.list("samples", samples, Self.write)
            writer.list("dropped", dropped, Self.write)
            writer.field("cluster_count", clusterCount)
            writer.field("clustered_records", clusteredRecords)
            writer.list("clusters", clusters, Self.write)
        }
        return writer.bytes
    }

    private static func write(_ writer: inout JSONWriter, _ sample: Sample) {
        writer.object {
            $0.field("id", sample.id)
            $0.field("title", sample.title)
            $0.list("lines", sample.lines) { writer, line in
                writer.object {
                    $0.field("text", line.text)
                    guard line.rule != nil else { return }
                    $0.field("rule", line.rule)
                    $0.field("reason", line.reason)
                }
            }
            $0.key("cut")
            $0.value(sample.isCut)
            $0.field("rank", String(sample.rank, radix: 16))
        }
    }

    private static func write(_ writer: inout JSONWriter, _ dropped: Dropped) {
        writer.object {
            $0.field("id", dropped.id)
            $0.field("title", dropped.title)
            $0.field("step", dropped.step)
            $0.field("rule", dropped.rule)
            $0.field("reason", dropped.reason)
            $0.field("excerpt", dropped.excerpt)
            $0.field("rank", String(dropped.rank, radix: 16))
        }
    }

    private static func write(_ writer: inout JSONWriter, _ cluster: Cluster) {
        writer.object {
            $0.field("id", cluster.id)
            $0.field("size", cluster.size)
            $0.list("members", cluster.members) { writer, member in
                writer.object {
                    $0.field("id", member.id)
                    $0.field("title", member.title)
                    $0.field("relation", member.relation)
                }
            }
        }
    }

    /// Reads what `json` wrote. Throws where the text is no JSON; a field that is missing or of another kind is as in an
    /// empty report.
    package init(parsing text: String) throws(JSONError) {
        let value = try JSONValue(parsing: text)
        self.init()
        version = value["version"]?.string ?? ""
        plan = value["plan"]?.string ?? ""
        inputs = value.elements("inputs").compactMap(\.string)
        seconds = value.number("seconds")
        records = value.count("records")
        written = value.count("written")
        rejected = value.count("rejected")
        inputBytes = value.count("input_bytes")
        writtenBytes = value.count("written_bytes")
        steps = value.elements("steps").map {
            var step = Step(name: $0.text("name"))
            (step.entered, step.left, step.seconds) = ($0.count("entered"), $0.count("left"), $0.number("seconds"))
            return step
        }
        rejections = value.elements("rejections").map {
            Rejection(step: $0.text("step"), rule: $0.text("rule"), count: $0.count("count"))
        }
        histograms = value.elements("histograms").compactMap(Self.histogram)
        scripts = value.tallies("scripts")
        personalData = value.tallies("personal_data")
        samples = value.elements("samples").map { sample in
            Sample(
                id: sample.text("id"), title: sample["title"]?.string,
                lines: sample.elements("lines").map {
                    Sample.Line(text: $0.text("text"), rule: $0["rule"]?.string, reason: $0["reason"]?.string)
                }, isCut: sample["cut"] == .bool(true), rank: UInt64(sample.text("rank"), radix: 16) ?? 0)
        }
        dropped = value.elements("dropped").map {
            Dropped(
                id: $0.text("id"), title: $0["title"]?.string, step: $0.text("step"), rule: $0.text("rule"),
                reason: $0.text("reason"), excerpt: $0.text("excerpt"), rank: UInt64($0.text("rank"), radix: 16) ?? 0)
        }
        clusterCount = value.count("cluster_count")
        clusteredRecords = value.count("clustered_records")
        clusters = value.elements("clusters").map { cluster in
            Cluster(
                id: cluster.text("id"), size: cluster.count("size"),
                members: cluster.elements("members").map {
                    Cluster.Member(id: $0.text("id"), title: $0["title"]?.string, relation: $0.text("relation"))
                })
        }
    }

    private static func histogram(_ value: JSONValue) -> Histogram? {
        func numbers(_ key: String) -> [Double] { value.elements(key).compactMap(\.double) }
        var histogram = Histogram(name: value.text("name"), bounds: numbers("bounds"))
        let (written, rejected) = (numbers("written"), numbers("rejected"))
        guard written.count == histogram.bounds.count, rejected.count == written.count else { return nil }
        histogram.written = written.compactMap { Int(exactly: $0) }
        histogram.rejected = rejected.compactMap { Int(exactly: $0) }
        return histogram.written.count == written.count && histogram.rejected.count == written.count ? histogram : nil
    }
}

extension JSONWriter {
    fileprivate mutating func field(_ key: String, _ text: String?) {
        self.key(key)
        if let text { value(text) } else { null() }
    }

    fileprivate mutating func field(_ key: String, _ number: Int) {
        self.key(key)
        value(number)
    }

    fileprivate mutating func field(_ key: String, _ number: Double) {
        self.key(key)
        value(number)
    }

    fileprivate mutating func list<Element>(
        _ key: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.key(key)
        array { for element in elements { write(&$0, element) } }
    }

    fileprivate mutating func tallies(_ key: String, _ tallies: [RunReport.Tally]) {
        self.key(key)
        array {
            for tally in tallies {
                $0.object {
                    $0.field("name", tally.name)
                    $0.field("count", tally.count)
                }
            }
        }
    }
}

extension JSONValue {
    fileprivate var double: Double? {
        guard case .number(let digits) = self else { return nil }
        return Double(digits)
    }

    fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }
    fileprivate func number(_ key: String) -> Double { self[key]?.double ?? 0 }
    fileprivate func count(_ key: String) -> Int { Int(exactly: number(key)) ?? 0 }

    fileprivate func elements(_ key: String) -> [JSONValue] {
        guard case .array(let elements) = self[key] else { return [] }
        return elements
    }

    fileprivate func tallies(_ key: String) -> [RunReport.Tally] {
        elements(key).map { RunReport.Tally(name: $0.text("name"), count: $0.count("count")) }
    }
}
