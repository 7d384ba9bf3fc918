import ColourScience
import Media

/// From the code values of a BT.2020 picture to whether smaller gamuts hold its colours.
enum GamutModel {
    /// Cd/m² under which the rounding of codes decides, and the share of the largest component that rounding moves.
    static let darkest = 1.0
    static let slack = 0.01
    /// Nominal peaks: HLG on a display of 1000 cd/m² with the system gamma that BT.2100 gives it, SDR on one of 100.
    private static let peakOfHLG = 1000.0
    private static let gammaOfHLG = 1.2
    private static let peakOfSDR = 100.0

    /// P3-D65 first, then BT.709; nil when out of memory.
    static func tables(_ first: PictureFacts, _ colour: Colour) -> GamutTables? {
        let isHLG = colour.transfer == 18
        return GamutTables(
            first, colour, from: .bt2020, to: [.p3D65, .bt709], slack: slack,
            darkest: isHLG ? darkest / peakOfHLG : darkest, systemGamma: isHLG ? gammaOfHLG : 1
        ) { light($0, colour.transfer) }
    }

    /// Of a signal from 0 to 1: cd/m², and for HLG the scene's share of its peak.
    static func light(_ signal: Double, _ transfer: Int) -> Double {
        switch transfer {
        case 16: PQ.luminance(signal)
        case 18: HLG.sceneLight(signal)
        default: BT1886(white: peakOfSDR).luminance(signal)
        }
    }
}
