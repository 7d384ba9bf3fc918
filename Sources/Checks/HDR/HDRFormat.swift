import Measuring
import Media

/// The name people use for a stream's dynamic range.
enum HDRFormat {
    /// H.273 transfer characteristics.
    private static let pq = 16
    private static let hlg = 18

    static func name(
        _ picture: PictureFacts, _ track: Track, _ metadata: StaticMetadata
    ) -> (format: String, note: String?) {
        let transfer = picture.colour.transfer != 2 ? picture.colour.transfer : track.container?.colour.transfer ?? 2
        if let record = track.container?.dolbyVision ?? track.facts.dolbyVision {
            return ("Dolby Vision \(profile(record))", "from the configuration record")
        }
        if picture.hasDolbyVisionRPU { return ("Dolby Vision", "from the metadata in the bitstream; no record") }
        switch transfer {
        case pq where picture.hasHDR10Plus: return ("HDR10+", "PQ with ST 2094-40 metadata")
        case pq where picture.hasHDRVivid: return ("HDR Vivid", nil)
        case pq where !metadata.isEmpty: return ("HDR10", "PQ with static metadata")
        case pq: return ("PQ", "PQ without static metadata")
        case hlg: return ("HLG", nil)
        case 2: return ("SDR", "no transfer is stated")
        default: return ("SDR", nil)
        }
    }

    /// Profiles 8, 9 and 10 are named with the compatibility of their base layer.
    private static func profile(_ record: DolbyVisionConfiguration) -> String {
        record.profile >= 8 ? "\(record.profile).\(record.compatibility)" : "\(record.profile)"
    }
}
