/// A test pattern as patches that must be flat and of known colour.
struct BarsTemplate {
    struct Patch {
        /// Shares of the picture's width and height.
        var left, right, top, bottom: Double
        /// R'G'B', 0 to 1.
        var red, green, blue: Double
        /// Where the colour alone does not name it.
        var label: String?

        /// `75 % yellow`
        var name: String {
            if let label { return label }
            let level = max(red, green, blue)
            guard level > 0 else { return "black" }
            let names = [1: "blue", 2: "green", 3: "cyan", 4: "red", 5: "magenta", 6: "yellow"]
            let mask = (red > 0 ? 4 : 0) + (green > 0 ? 2 : 0) + (blue > 0 ? 1 : 0)
            return "\(Int((level * 100).rounded())) % " + (names[mask] ?? (level < 0.5 ? "grey" : "white"))
        }
    }

    let name: String
    let patches: [Patch]

    /// Transfer (H.273) that the pattern is made for; nil where it does not matter.
    var transfer: Int?

    typealias Colour = (red: Double, green: Double, blue: Double)

    /// White, yellow, cyan, green, magenta, red, blue.
    static let order: [Colour] = [
        (1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1),
    ]

    static func patch(
        _ columns: ClosedRange<Double>, _ rows: ClosedRange<Double>, _ colour: Colour, _ level: Double
    ) -> Patch {
        Patch(
            left: columns.lowerBound, right: columns.upperBound, top: rows.lowerBound, bottom: rows.upperBound,
            red: colour.red * level, green: colour.green * level, blue: colour.blue * level)
    }

    /// ITU-R BT.471: eight columns.
    private static func columns(_ name: String, white: Double, colours: Double) -> BarsTemplate {
        let patches = (0..<8).map { index in
            let colour = index < 7 ? order[index] : (0, 0, 0)
            return patch(Double(index) / 8...Double(index + 1) / 8, 0...1, colour, index == 0 ? white : colours)
        }
        return BarsTemplate(name: name, patches: patches)
    }

    /// SMPTE RP 219-1, the patches that are not left to choice.
    private static var rp219: BarsTemplate {
        let width = 0.75 / 7
        let first = (0...7).map { 0.125 + Double($0) * width }
        let upper = 0.0...7.0 / 12
        let lower = 0.75...1.0
        var patches = (0..<7).map { patch(first[$0]...first[$0 + 1], upper, order[$0], 0.75) }
        patches.append(patch(0...0.125, upper, order[0], 0.4))
        patches.append(patch(0.875...1, upper, order[0], 0.4))
        patches.append(patch(first[2]...first[7], 7.0 / 12...8.0 / 12, order[0], 0.75))
        patches.append(patch(0...0.125, lower, order[0], 0.15))
        patches.append(patch(0.875...1, lower, order[0], 0.15))
        patches.append(patch(first[0]...first[0] + 1.5 * width, lower, order[0], 0))
        patches.append(patch(first[0] + 1.5 * width...first[0] + 3.5 * width, lower, order[0], 1))
        return BarsTemplate(name: "rp219", patches: patches)
    }

    /// SMPTE EG 1: seven bars above a row of blue, magenta, cyan and white between black.
    private static var eg1: BarsTemplate {
        let edges = (0...7).map { Double($0) / 7 }
        let second: [Colour] = [(0, 0, 1), (0, 0, 0), (1, 0, 1), (0, 0, 0), (0, 1, 1), (0, 0, 0), (1, 1, 1)]
        let patches =
            (0..<7).map { patch(edges[$0]...edges[$0 + 1], 0...0.66, order[$0], 0.75) }
            + (0..<7).map { patch(edges[$0]...edges[$0 + 1], 0.68...0.745, second[$0], 0.75) }
        return BarsTemplate(name: "smpte-eg1", patches: patches)
    }

    static let all = [
        columns("ebu-75", white: 1, colours: 0.75), columns("ebu-100", white: 1, colours: 1),
        columns("ebu-75-white-75", white: 0.75, colours: 0.75), rp219, eg1, bt2111HLG, bt2111PQ,
    ]
}
