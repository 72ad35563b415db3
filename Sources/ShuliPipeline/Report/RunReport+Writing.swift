import ShuliBase

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
                ("records", records), ("written", written), ("rejected", rejected), ("skipped", skipped),
                ("input_bytes", inputBytes), ("written_bytes", writtenBytes),
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
}

extension JSONWriter {
    fileprivate mutating func tallies(_ key: String, _ tallies: [RunReport.Tally]) {
        objects(key, tallies) {
            $0.field("name", $1.name)
            $0.field("count", $1.count)
        }
    }
}
