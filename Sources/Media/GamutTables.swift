import CKernels
import ColourScience

/// Tables by which the picture kernels tell which pixels lie outside of smaller gamuts.
public final class GamutTables: @unchecked Sendable {
    /// Never changed once made.
    let handle: OpaquePointer

    /// - Parameters:
    ///   - light: of signals from 0 to 1, rising; in cd/m², or for HLG the scene's share of its peak.
    ///   - source: primaries of the pictures.
    ///   - targets: exactly two gamuts.
    ///   - slack: a colour is outside when a component is below minus this share of the largest one.
    ///   - darkest: light up to which a colour counts as inside, in the unit of `light`.
    ///   - systemGamma: of a display that raises luminance (HLG); 1 where `light` is the display's own.
    /// - Returns: nil when out of memory, or for primaries that have no matrix.
    public init?(
        _ facts: PictureFacts, _ colour: Colour, from source: RGBPrimaries, to targets: [RGBPrimaries], slack: Double,
        darkest: Double, systemGamma: Double = 1, light: (Double) -> Double
    ) {
        let matrices = targets.compactMap { source.matrix(to: $0) }
        guard matrices.count == Int(FGK_OCCUPANCY_GAMUTS), let luminance = source.toXYZ?.second else { return nil }
        var plain = fgk_occupancy_colour()
        (plain.black, plain.white) = Self.range(facts, colour)
        plain.matrix.0 = Self.numbers(matrices[0])
        plain.matrix.1 = Self.numbers(matrices[1])
        plain.slack = slack
        plain.darkest = darkest
        plain.luminance = (luminance.x, luminance.y, luminance.z)
        plain.system_gamma = systemGamma - 1
        let steps = Int(FGK_OCCUPANCY_STEPS)
        let table = (0...steps).map { light(Double($0) / Double(steps)) }
        let handle = table.withUnsafeBufferPointer {
            plain.light = $0.baseAddress
            return fgk_occupancy_create(&plain)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { fgk_occupancy_destroy(handle) }

    /// Codes of black and white in 12-bit units. White of full range is the highest code, shifted up to 12 bits.
    private static func range(_ facts: PictureFacts, _ colour: Colour) -> (Double, Double) {
        guard colour.isFull(facts.pixelFormat) else { return (256, 3760) }
        let depth = min(facts.pixelFormat?.depth ?? 10, 12)
        return (0, Double(((1 << depth) - 1) << (12 - depth)))
    }

    private static func numbers(_ m: Matrix3) -> (
        Double, Double, Double, Double, Double, Double, Double, Double, Double
    ) {
        (
            m.first.x, m.first.y, m.first.z, m.second.x, m.second.y, m.second.z, m.third.x, m.third.y, m.third.z
        )
    }
}
