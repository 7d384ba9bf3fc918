import Bitstreams
import Measuring
import Media

/// The name people use for a stream's dynamic range.
enum HDRFormat {
    static func name(
        _ picture: PictureFacts, _ track: Track, _ headers: Headers, _ metadata: StaticMetadata
    ) -> (format: String, note: String?) {
        let colour = EffectiveColour(track, headers)
        let first = headers.firstMetadata(of: track)
        let hasHDR10Plus = picture.hasHDR10Plus || first?.userData(.hdr10Plus).isEmpty == false
        if let identity = DolbyVisionIdentity(track, headers, colour) {
            let source =
                identity.isGuess ? "guessed from the RPU; no configuration record" : "from the configuration record"
            return ("Dolby Vision \(identity.name)", hasHDR10Plus ? "\(source); HDR10+ beside it" : source)
        }
        if picture.hasDolbyVisionRPU { return ("Dolby Vision", "an RPU that cannot be read; no configuration record") }
        if colour.isHLG {
            return ("HLG", colour.transfer == 18 ? nil : "announced by the alternative transfer message")
        }
        let hasSLHDR = first?.userData(.slHDR).isEmpty == false
        guard colour.isPQ else {
            let note = colour.transfer == 2 ? "no transfer is stated" : hasSLHDR ? "SL-HDR metadata beside it" : nil
            return ("SDR", hasHDR10Plus ? "HDR10+ metadata without PQ" : note)
        }
        let hasVivid = picture.hasHDRVivid || first?.userData(.hdrVivid).isEmpty == false
        if hasHDR10Plus { return ("HDR10+", "PQ with ST 2094-40 metadata") }
        if hasVivid { return ("HDR Vivid", nil) }
        let beside = hasSLHDR ? "; SL-HDR metadata beside it" : ""
        return metadata.isEmpty
            ? ("PQ", "PQ without static metadata" + beside) : ("HDR10", "PQ with static metadata" + beside)
    }
}
