import CKernels
import Measuring
import Media

/// Recognises colour bars on the point-sampled grid and says how far their codes are off.
final class BarsFinder {
    struct Match: Equatable {
        /// Index of the template.
        var template: Int
        /// Largest difference from the nominal code of any component of any patch, in codes.
        var error: Float
        /// The codes fit the other matrix (BT.601 for BT.709 and the reverse).
        var isOtherMatrix: Bool
        /// The codes fit only when Cb and Cr are exchanged.
        var isSwapped = false
    }

    /// Points looked at in a patch, across and down, in its middle half.
    private static let points = 5
    /// 8-bit codes that a patch may vary by, and be off by, to be recognised.
    private static let spread = 6.0
    private static let reach = 20.0

    private struct Target {
        var places: [Int]
        /// Nominal codes with the declared and with the other matrix.
        var codes, otherCodes: [Double]
    }

    private let targets: [[Target]]
    private let step: Double
    /// Components that are looked at: three, or luma alone.
    let components: Int
    private let isLumaChroma: Bool

    init(_ track: Track, _ first: PictureFacts) {
        let scale = PictureScale(track, first)
        let colour = track.codedColour(first)
        let own = colour.lumaCoefficients ?? (0.2126, 0.0722)
        // H.273: 5 and 6 are the matrix of BT.601.
        let other = colour.matrix == 5 || colour.matrix == 6 ? (0.2126, 0.0722) : (0.299, 0.114)
        step = scale.step
        let components = scale.isRGB || scale.hasChroma ? 3 : 1
        self.components = components
        isLumaChroma = scale.hasChroma
        targets = BarsTemplate.all.map { template in
            template.patches.map { patch in
                Target(
                    places: Self.places(patch), codes: Array(scale.codes(patch, own).prefix(components)),
                    otherCodes: Array(scale.codes(patch, other).prefix(components)))
            }
        }
    }

    private static func places(_ patch: BarsTemplate.Patch) -> [Int] {
        func spread(_ from: Double, _ to: Double, _ whole: Int32) -> [Int] {
            (0..<points).map { index in
                let share = 0.25 + 0.5 * Double(index) / Double(points - 1)
                return min(Int(whole) - 1, Int((from + (to - from) * share) * Double(whole)))
            }
        }
        let columns = spread(patch.left, patch.right, FGK_PICTURE_GRID_COLUMNS)
        return spread(patch.top, patch.bottom, FGK_PICTURE_GRID_ROWS).flatMap { row in
            columns.map { row * Int(FGK_PICTURE_GRID_COLUMNS) + $0 }
        }
    }

    /// The template that fits best; nil when none does.
    func match(_ tiles: fgk_picture_tiles) -> Match? {
        var best: Match?
        for (index, patches) in targets.enumerated() {
            guard let errors = errors(patches, tiles) else { continue }
            let isOther = errors.other + 2 * step < errors.own
            let match = Match(template: index, error: Float(errors.own), isOtherMatrix: isOther)
            if match.error < best?.error ?? .infinity { best = match }
        }
        return best ?? swapped(tiles)
    }

    /// The template that fits when Cb and Cr are exchanged. Its error is that of the codes as they are.
    private func swapped(_ tiles: fgk_picture_tiles) -> Match? {
        guard isLumaChroma else { return nil }
        for (index, patches) in targets.enumerated() where errors(patches, tiles, exchanged: true) != nil {
            guard let own = errors(patches, tiles, reach: .infinity) else { continue }
            return Match(template: index, error: Float(own.own), isOtherMatrix: false, isSwapped: true)
        }
        return nil
    }

    /// Nominal codes of the patches, with the declared matrix.
    func nominalCodes(of template: Int) -> [[Double]] { targets[template].map(\.codes) }

    /// Adds the mean of each component of each patch to `sums`, three places for a patch.
    func addMeans(of template: Int, _ tiles: fgk_picture_tiles, to sums: inout [Double]) {
        for (index, patch) in targets[template].enumerated() {
            for component in 0..<components {
                sums[3 * index + component] += mean(patch.places, grid(tiles, component)) ?? 0
            }
        }
    }

    private func errors(
        _ patches: [Target], _ tiles: fgk_picture_tiles, exchanged: Bool = false, reach: Double = reach
    ) -> (own: Double, other: Double)? {
        var own = 0.0
        var other = 0.0
        for patch in patches {
            for component in 0..<components {
                let source = exchanged && component > 0 ? 3 - component : component
                guard let mean = mean(patch.places, grid(tiles, source)) else { return nil }
                own = max(own, abs(mean - patch.codes[component]))
                other = max(other, abs(mean - patch.otherCodes[component]))
                if min(own, other) > reach * step { return nil }
            }
        }
        return (own, other)
    }

    private func grid(_ tiles: fgk_picture_tiles, _ component: Int) -> UnsafePointer<UInt16>? {
        switch component {
        case 0: tiles.component_grid.0
        case 1: tiles.component_grid.1
        default: tiles.component_grid.2
        }
    }

    /// Mean of a patch; nil when it is not flat.
    private func mean(_ places: [Int], _ grid: UnsafePointer<UInt16>?) -> Double? {
        guard let grid else { return nil }
        var sum = 0
        var low = UInt16.max
        var high = UInt16.min
        for place in places {
            let code = grid[place]
            sum += Int(code)
            low = min(low, code)
            high = max(high, code)
            if Double(high - low) > Self.spread * step { return nil }
        }
        return Double(sum) / Double(places.count)
    }
}

extension PictureScale {
    /// Nominal codes of a patch, Y'CbCr or R'G'B'.
    fileprivate func codes(_ patch: BarsTemplate.Patch, _ weights: (red: Double, blue: Double)) -> [Double] {
        func level(_ value: Double) -> Double { black + (white - black) * value }
        if isRGB { return [level(patch.red), level(patch.green), level(patch.blue)].map { $0.rounded() } }
        let luma =
            weights.red * patch.red + (1 - weights.red - weights.blue) * patch.green + weights.blue * patch.blue
        let swing = isFull ? white : 224 * step
        return [
            level(luma), neutral + swing * (patch.blue - luma) / (2 * (1 - weights.blue)),
            neutral + swing * (patch.red - luma) / (2 * (1 - weights.red)),
        ].map { $0.rounded() }
    }
}
