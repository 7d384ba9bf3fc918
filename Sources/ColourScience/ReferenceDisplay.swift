import Glibc

/// What a reference display makes of R′, G′, B′, so that two signals can be compared as they are seen.
///
/// BT.1886 with a white of 100 and a black of 0 cd/m² for the camera curves of television and for a signal that says
/// nothing; PQ as ST 2084 has it; HLG on a display of 1000 cd/m². White is signal 1, and for PQ and HLG the 203 cd/m² of
/// ITU-R BT.2408.
public struct ReferenceDisplay: Sendable {
    /// X, Y, Z in cd/m² of what counts as white.
    public let white: Triple
    private let transfer: Transfer
    private let toXYZ: Matrix3

    private static let hdrWhite = 203.0
    private static let hlgPeak = 1000.0
    private static let sdrWhite = 100.0

    /// - Parameter transfer: H.273 code point (table 3).
    /// - Returns: nil for primaries without a matrix.
    public init?(primaries: RGBPrimaries, transfer code: Int) {
        guard let toXYZ = primaries.toXYZ else { return nil }
        self.toXYZ = toXYZ
        switch code {
        case 4, 5, 8, 9, 10, 13, 16, 17, 18: transfer = Transfer(h273: code) ?? .gamma(2.4)
        default: transfer = .gamma(2.4)
        }
        let isHDR = transfer == .pq || transfer == .hlg
        white = primaries.white.xyz(luminance: isHDR ? Self.hdrWhite : Self.sdrWhite)
    }

    /// Linear R, G, B in cd/m².
    public func light(_ signal: Triple) -> Triple {
        let light = Triple(transfer.light(signal.x), transfer.light(signal.y), transfer.light(signal.z))
        return switch transfer {
        case .pq: light * PQ.peak
        case .hlg: HLG.displayLight(light, peak: Self.hlgPeak)
        default: light * Self.sdrWhite
        }
    }

    /// X, Y, Z in cd/m².
    public func xyz(_ signal: Triple) -> Triple { toXYZ * light(signal) }

    /// CIE L*a*b* under ``white``; L* exceeds 100 for what is brighter.
    public func lab(_ signal: Triple) -> CIELab { CIELab(xyz(signal), white: white) }

    /// IC_TC_P of what the display shows, its light as it is.
    public func ictcp(_ signal: Triple) -> ICtCp {
        ICtCp(bt2020: (RGBPrimaries.bt2020.fromXYZ ?? .identity) * xyz(signal))
    }
}
