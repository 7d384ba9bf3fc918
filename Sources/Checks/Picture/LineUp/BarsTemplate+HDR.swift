extension BarsTemplate {
    /// ITU-R BT.2111-2, HLG: 100 % and 75 % bars.
    static let bt2111HLG = bt2111(
        "bt2111-hlg", transfer: 18, reference: 721,
        conventional: [
            (713, 719, 316), (538, 709, 718), (512, 706, 296), (651, 286, 705), (639, 269, 164), (227, 147, 702),
        ])

    /// ITU-R BT.2111-2, PQ: 100 % and 58 % bars. The full-range codes are the same signals.
    static let bt2111PQ = bt2111(
        "bt2111-pq", transfer: 16, reference: 572,
        conventional: [
            (568, 571, 381), (484, 566, 571), (474, 564, 368), (536, 361, 564), (530, 350, 256), (317, 236, 562),
        ])

    /// Rows of 1, 6, 1, 1 and 3 twelfths of the height; columns of 1920.
    /// - Parameters:
    ///   - reference: R', G', B' of the second row at 10 bit, narrow.
    ///   - conventional: yellow, cyan, green, magenta, red and blue of BT.709 at 75 % in the bottom row, the same way.
    private static func bt2111(
        _ name: String, transfer: Int, reference: Int, conventional: [(Int, Int, Int)]
    ) -> BarsTemplate {
        func level(_ code: Int) -> Double { Double(code - 64) / 876 }
        func columns(_ from: Int, _ to: Int) -> ClosedRange<Double> { Double(from) / 1920...Double(to) / 1920 }
        func rows(_ from: Int, _ to: Int) -> ClosedRange<Double> { Double(from) / 12...Double(to) / 12 }
        let edges = [240, 446, 652, 858, 1062, 1268, 1474, 1680]
        var patches: [Patch] = []
        for (index, colour) in order.enumerated() {
            patches.append(patch(columns(edges[index], edges[index + 1]), rows(0, 1), colour, 1))
            patches.append(patch(columns(edges[index], edges[index + 1]), rows(1, 7), colour, level(reference)))
        }
        for side in [columns(0, 240), columns(1680, 1920)] {
            patches.append(patch(side, rows(0, 7), order[0], level(414)))
            patches.append(patch(side, rows(7, 8), order[0], level(reference)))
        }
        patches.append(patch(columns(0, 240), rows(8, 9), order[0], 0))
        patches.append(patch(columns(722, 960), rows(9, 12), order[0], 0))
        patches.append(patch(columns(960, 1398), rows(9, 12), order[0], level(reference)))
        patches.append(patch(columns(1398, 1680), rows(9, 12), order[0], 0))
        let names = ["yellow", "cyan", "green", "magenta", "red", "blue"]
        for (index, codes) in conventional.enumerated() {
            let left = index < 3 ? index * 80 : 1680 + (index - 3) * 80
            var one = patch(columns(left, left + 80), rows(9, 12), order[0], 0)
            (one.red, one.green, one.blue) = (level(codes.0), level(codes.1), level(codes.2))
            one.label = "BT.709 75 % " + names[index]
            patches.append(one)
        }
        return BarsTemplate(name: name, patches: patches, transfer: transfer)
    }
}
