import Shuli

/// Plots as inline SVG.
extension HTMLText {
    /// One attribute of a number.
    private mutating func attribute(_ name: StaticString, _ value: Double) {
        markup(" ")
        markup(name)
        markup("=\"")
        text(Numbers.decimal(value, places: 2))
        markup("\"")
    }

    private mutating func rectangle(
        _ style: StaticString, x: Double, y: Double, width: Double, height: Double, tip: String? = nil
    ) {
        markup("<rect class=\"")
        markup(style)
        markup("\"")
        attribute("x", x)
        attribute("y", y)
        attribute("width", max(0, width))
        attribute("height", max(0, height))
        guard let tip else { return markup("/>") }
        markup("><title>")
        text(tip)
        markup("</title></rect>")
    }

    private mutating func label(_ text: String, _ style: StaticString, x: Double, y: Double) {
        markup("<text class=\"")
        markup(style)
        markup("\"")
        attribute("x", x)
        attribute("y", y)
        markup(">")
        self.text(text)
        markup("</text>")
    }

    /// A bar as wide as its column: the share of a whole that is kept and the share that is removed.
    mutating func meter(kept: Int, gone: Int, of whole: Int) {
        let scale = 100 / Double(max(1, whole))
        markup("<svg class=\"meter\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
        rectangle("track", x: 0, y: 0, width: 100, height: 1)
        rectangle("kept", x: 0, y: 0, width: Double(kept) * scale, height: 1)
        // Never too thin to be seen.
        let width = gone == 0 ? 0 : max(0.4, Double(gone) * scale)
        rectangle("gone", x: min(Double(kept) * scale, 100 - width), y: 0, width: width, height: 1)
        markup("</svg>")
    }

    /// A histogram: bars of what was written with what was rejected on top.
    mutating func plot(_ histogram: RunReport.Histogram) {
        let (width, height, left, bottom, top) = (480.0, 220.0, 52.0, 30.0, 8.0)
        let bins = zip(histogram.written, histogram.rejected).map { min($0, .max / 2) + min($1, .max / 2) }
        let ticks = Self.ticks(upTo: bins.max() ?? 0)
        let most = Double(ticks.last ?? 1)
        let (plotWidth, plotHeight) = (width - left - 6, height - bottom - top)
        let step = plotWidth / Double(max(1, bins.count))
        func y(_ count: Double) -> Double { top + plotHeight * (1 - count / most) }
        markup("<svg class=\"plot\" viewBox=\"0 0 480 220\" role=\"img\" aria-label=\"")
        text("\(Wording.measure(histogram.name).chinese) / \(Wording.measure(histogram.name).english)")
        markup("\">")
        for tick in ticks {
            rectangle("grid", x: left, y: y(Double(tick)) - 0.5, width: plotWidth, height: 1)
            label(Self.short(tick), "tick end", x: left - 7, y: y(Double(tick)) + 4.5)
        }
        for bin in bins.indices {
            let x = left + step * Double(bin) + min(1.5, step * 0.1)
            let barWidth = step - 2 * min(1.5, step * 0.1)
            let (written, rejected) = (Double(histogram.written[bin]), Double(histogram.rejected[bin]))
            let range = Self.range(histogram.bounds, bin)
            rectangle(
                "kept", x: x, y: y(written), width: barWidth, height: plotHeight * written / most,
                tip: "\(range): ✓ \(Numbers.grouped(histogram.written[bin]))")
            rectangle(
                "gone", x: x, y: y(written + rejected), width: barWidth, height: plotHeight * rejected / most,
                tip: "\(range): ✕ \(Numbers.grouped(histogram.rejected[bin]))")
        }
        // As many bounds as there is room for.
        let every = max(1, (bins.count + 6) / 7)
        for bin in stride(from: 0, to: bins.count, by: every) {
            label(Self.bound(histogram.bounds[bin]), "tick", x: left + step * Double(bin), y: height - 10)
        }
        markup("</svg>")
    }

    /// Round numbers from nothing to at least `most`, three to six of them.
    static func ticks(upTo most: Int) -> [Int] {
        var step = 1
        let rough = Double(max(most, 1)) / 4
        search: while true {
            for factor in [1, 2, 5] where Double(step * factor) >= rough {
                step *= factor
                break search
            }
            guard step <= .max / 100 else { break }
            step *= 10
        }
        let count = max(1, (max(most, 1) - 1) / step + 1)
        return (0...count).map { $0 * step }
    }

    private static func short(_ number: Int) -> String {
        switch number {
        case ..<10_000: Numbers.grouped(number)
        case ..<1_000_000: Numbers.decimal(Double(number) / 1e3, places: number % 1000 == 0 ? 0 : 1) + "k"
        default: Numbers.decimal(Double(number) / 1e6, places: number % 1_000_000 == 0 ? 0 : 1) + "M"
        }
    }

    private static func bound(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9
            ? short(Int(value)) : Numbers.decimal(value, places: value * 10 == (value * 10).rounded() ? 1 : 2)
    }

    private static func range(_ bounds: [Double], _ bin: Int) -> String {
        bin + 1 < bounds.count ? "\(bound(bounds[bin])) – \(bound(bounds[bin + 1]))" : "≥ \(bound(bounds[bin]))"
    }
}
