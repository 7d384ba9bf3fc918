/// Weights of channels in programme loudness (BS.1770-5 Annex 1 table 3 and Annex 3 tables 4 and 5).
///
/// Loudspeakers at ear height between 60° and 120° to the side weigh 1.41 (about +1.5 dB), all others 1.00, and LFE
/// does not count. A channel label names a position only together with its neighbours, hence the whole list.
public enum ChannelWeights {
    /// The weight of each channel; nil where the label names no loudspeaker, so that no weight is defined.
    /// - Parameter labels: libavutil's channel names, in any order.
    public static func of(_ labels: [String]) -> [Double?] {
        let present = Set(labels)
        return labels.map { weight(of: $0, among: present) }
    }

    private static let beside = 1.41

    private static func weight(of label: String, among present: Set<String>) -> Double? {
        switch label {
        case "LFE", "LFE2": 0
        case "SL", "SR", "SDL", "SDR", "WL", "WR": beside
        case "BL", "BR": hasSides(present) ? 1 : beside
        case "FL", "FR": hasWideFront(present) ? beside : 1
        case _ where elsewhere.contains(label): 1
        default: nil
        }
    }

    /// Beside side channels the back ones stand at 135°; alone they are the surrounds of 5.1, at 110°.
    private static func hasSides(_ present: Set<String>) -> Bool { present.contains("SL") || present.contains("SR") }

    /// In 22.2 (BS.2051 system H) the front centres take the place at 30° and FL and FR stand at 60°.
    private static func hasWideFront(_ present: Set<String>) -> Bool {
        present.isSuperset(of: ["FLC", "FRC"]) && present.contains { $0.hasPrefix("T") }
    }

    private static let elsewhere: Set<String> = [
        "FC", "FLC", "FRC", "BC", "TC", "TFL", "TFC", "TFR", "TBL", "TBC", "TBR", "TSL", "TSR", "BFC", "BFL", "BFR",
        "DL", "DR",
    ]
}
