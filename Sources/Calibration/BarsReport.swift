import ColourScience

/// Colour bars of a file, judged patch by patch.
public struct BarsReport: Sendable {
    public struct Patch: Sendable {
        /// `75 % yellow`
        public var name: String
        /// Under the white of the signal.
        public var found, nominal: CIELab
        /// ΔE2000
        public var difference: Double
        /// ΔE_ITP (ITU-R BT.2124); no limit hangs on it.
        public var differenceITP: Double

        public init(name: String, found: CIELab, nominal: CIELab, difference: Double, differenceITP: Double) {
            self.name = name
            self.found = found
            self.nominal = nominal
            self.difference = difference
            self.differenceITP = differenceITP
        }
    }

    /// ΔE2000 up to which a difference is hard to see side by side. A starting value, not from a standard.
    public static let good = 1.0
    /// ΔE2000 beyond which it is plain. A starting value, not from a standard.
    public static let bad = 3.0

    public var file: String
    /// Which bars they are: `rp219`, `ebu-75`, …
    public var bars: String
    public var patches: [Patch]

    public init(file: String, bars: String, patches: [Patch]) {
        self.file = file
        self.bars = bars
        self.patches = patches
    }

    /// The patch that is off most.
    public var worst: Patch? { patches.max { $0.difference < $1.difference } }
    /// ΔE2000 over all patches.
    public var mean: Double { patches.map(\.difference).reduce(0, +) / Double(max(1, patches.count)) }

    public var verdict: MonitorReport.Verdict {
        guard let worst else { return .notChecked }
        return worst.difference > Self.bad ? .fail : worst.difference > Self.good ? .hold : .pass
    }

    /// 0 up to ``bad``, 1 beyond it.
    public var exitCode: Int32 { verdict == .fail ? 1 : verdict == .notChecked ? 2 : 0 }

    var summary: String {
        worst.map { "largest ΔE2000 \($0.difference.fixed(2)) (\($0.name)), mean \(mean.fixed(2))" } ?? "no patches"
    }

    /// A standalone SVG.
    public var svg: String { BarsPlot(self).svg }

    /// For a terminal.
    public var lines: [String] {
        let width = patches.map(\.name.count).max() ?? 0
        let rows = patches.map { patch in
            let mark = patch.difference > Self.bad ? "FAILED" : patch.difference > Self.good ? "warning" : "passed"
            return "  " + MonitorText.pad(mark, 7) + "  " + MonitorText.pad(patch.name, width) + "  "
                + MonitorText.pad(patch.difference.fixed(2), 6)
                + MonitorText.pad("ITP " + patch.differenceITP.fixed(1), 9) + "  \(Self.text(patch.found)), "
                + "should be \(Self.text(patch.nominal))"
        }
        return ["\(MonitorText.printable(file)): colour bars \(bars)", ""] + rows + [
            "", "  ΔE2000: passes up to \(Self.good.fixed(0)), fails beyond \(Self.bad.fixed(0)) *",
            "  * "
                + Basis.startingWords, "", "\(verdict.rawValue): \(summary)",
        ]
    }

    private static func text(_ lab: CIELab) -> String {
        "L* \(lab.L.fixed(1)) a* \(lab.a.fixed(1)) b* \(lab.b.fixed(1))"
    }
}
