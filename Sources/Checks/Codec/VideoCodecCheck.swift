import Measuring
import Media
import Model

/// What the picture is coded in, and how it is laid out.
struct VideoCodecCheck: Check {
    let id = "video-codec"
    let version = 1
    let guide = Guide(
        title: "Picture coding",
        what: "Reads codec, profile, level and four-character tag of the picture track.",
        why: "A playout server or transcoder is set up for exactly one coding; anything else is refused at ingest or "
            + "transcoded unseen.",
        cause: "The wrong export preset, or an encoder that chose profile and level by itself.",
        mend: "Export again with the codec, profile and level of the spec. Re-wrapping does not change them.",
        references: [
            "EBU QC 0105F (video codec)", "ITU-T H.264, H.265, H.262 (profiles and levels)",
            "SMPTE RDD 36 (ProRes), ST 2019-1 (VC-3)",
        ])

    func guide(for metric: Metric) -> Guide {
        switch metric {
        case Self.width, Self.height, Self.aspect, Self.depth, Self.chroma, Self.rate, Self.frames: Self.rasterGuide
        case Self.scan, Self.containerScan: Self.scanGuide
        default: guide
        }
    }

    private static let rasterGuide = Guide(
        title: "Raster, sampling and rate",
        what: "Reads width, height, pixel aspect, frame rate, bit depth and chroma sub-sampling, from the decoded "
            + "picture where there is one.",
        why: "A picture in another raster, rate or depth has to be converted by the receiver, and every conversion "
            + "costs sharpness, smoothness or gradation.",
        cause: "A sequence set up in another format than the delivery, a scale or rate conversion that went unnoticed, "
            + "an 8-bit export of a 10-bit grade.",
        mend: "Set the export to the spec's raster, rate and depth and export from the original timeline; do not "
            + "convert the finished file.",
        references: ["ITU-R BT.709, BT.2020, BT.2100 (picture systems)", "EBU QC 0070W, 0034F"])

    private static let scanGuide = Guide(
        title: "Scan and field order",
        what: "Takes scan and field order from the decoded bitstream; the container's own statement stands beside it.",
        why: "A field order that contradicts the picture shows as jitter on every interlaced screen, and progressive "
            + "material that is labelled interlaced is softened by de-interlacers.",
        cause: "A progressive timeline exported with an interlaced preset, fields swapped by a scaler or a shift of "
            + "one line, a re-wrap that guessed.",
        mend: "Export with the right field order. If only the label is wrong and the picture right, re-wrap with the "
            + "right one (`-field_order tt` when copying into MOV).",
        references: ["EBU QC 0041B (field order), 0048X (scanning type)"])

    static let codec = Metric("video.codec")
    static let profile = Metric("video.codec-profile")
    static let level = Metric("video.codec-level")
    static let tag = Metric("video.codec-tag")
    static let width = Metric("video.width", unit: "px")
    static let height = Metric("video.height", unit: "px")
    static let rate = Metric("video.frame-rate")
    static let scan = Metric("video.scan")
    static let containerScan = Metric("video.container.scan")
    static let depth = Metric("video.bit-depth", unit: "bit")
    static let chroma = Metric("video.chroma")
    static let aspect = Metric("video.sample-aspect")
    static let frames = Metric("video.frames", effort: .packets)

    let metrics = [
        codec, profile, level, tag, width, height, rate, scan, containerScan, depth, chroma, aspect, frames,
    ]
    let wants: Wants = .packets

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) {
            readCoding(track, into: &log)
            readRaster(track, headers.firstPictures[track.id], into: &log)
            readScan(track, headers.firstPictures[track.id], into: &log)
        }
    }

    private func readCoding(_ track: Track, into log: inout Log) {
        let facts = track.facts
        log.add(Self.codec, track.id, facts.codec.isEmpty ? nil : .text(facts.codec), note: unknown(facts.codec))
        log.add(
            Self.profile, track.id, facts.profile.isEmpty ? nil : .text(facts.profile), note: unknown(facts.profile))
        let level = CodecLevel.name(codec: facts.codec, level: facts.level)
        log.add(Self.level, track.id, level.map { .text($0) }, note: level == nil ? "the stream states no level" : nil)
        let tag = fourCC(facts.tag)
        log.add(Self.tag, track.id, tag.map { .text($0) }, note: tag == nil ? "the container has no codec tag" : nil)
    }

    private func unknown(_ text: String) -> String? { text.isEmpty ? "not recognised" : nil }

    private func readRaster(_ track: Track, _ picture: PictureFacts?, into log: inout Log) {
        let facts = track.facts
        log.add(Self.width, track.id, .number(Double(picture?.width ?? facts.width)))
        log.add(Self.height, track.id, .number(Double(picture?.height ?? facts.height)))
        let rate = track.frameRate
        log.add(
            Self.rate, track.id, rate.map { .text($0.description) }, note: rate == nil ? "no rate is stated" : nil)
        if let format = picture?.pixelFormat ?? facts.pixelFormat {
            log.add(Self.depth, track.id, .number(Double(format.depth)))
            log.add(Self.chroma, track.id, .text(format.chroma))
        } else {
            log.cannotMeasure([Self.depth, Self.chroma], track.id, because: "no picture of the track could be decoded")
        }
        let aspect = [facts.sampleAspect, picture?.sampleAspect].compactMap { $0 }.first(where: \.isKnown)
        log.add(
            Self.aspect, track.id, .text("\(aspect?.numerator ?? 1):\(aspect?.denominator ?? 1)"),
            note: aspect == nil ? "not stated; square pixels taken" : nil)
    }

    private func readScan(_ track: Track, _ picture: PictureFacts?, into log: inout Log) {
        let stated = track.container.flatMap { scanName($0.fieldOrder) }
        log.add(
            Self.containerScan, track.id, stated.map { .text($0) },
            note: stated == nil ? "the container states no field order" : nil)
        if let picture {
            let scan = picture.isInterlaced ? (picture.isTopFieldFirst ? "tff" : "bff") : "progressive"
            log.add(Self.scan, track.id, .text(scan))
        } else {
            log.cannotMeasure([Self.scan], track.id, because: "no picture of the track could be decoded")
        }
    }

    private func scanName(_ order: FieldOrder) -> String? {
        switch order {
        case .unknown: nil
        case .progressive: "progressive"
        case .topFirst, .bottomCoded: "tff"
        case .bottomFirst, .topCoded: "bff"
        }
    }

    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        for track in headers.tracks(.video) {
            guard pass.isComplete, let facts = pass.tracks[track.id] else { continue }
            let isDecoded = facts.decoded > 1
            if !isDecoded, track.facts.codec == "h264", headers.firstPictures[track.id]?.isInterlaced == true {
                let reason = "a packet may hold a field or a picture, and only decoding tells"
                log.cannotMeasure([Self.frames], track.id, because: reason)
                continue
            }
            log.add(
                Self.frames, track.id, .number(Double(isDecoded ? facts.decoded : facts.packets)),
                note: isDecoded ? nil : "packets counted, not decoded")
        }
    }
}

/// The tag as the container spells it, unprintable bytes as hexadecimal; nil for no tag.
func fourCC(_ tag: UInt32) -> String? {
    guard tag != 0 else { return nil }
    return (0..<4).map { byte in
        let code = UInt8(truncatingIfNeeded: tag >> (8 * UInt32(byte)))
        return (32..<127).contains(code) ? String(UnicodeScalar(code)) : "[\(code)]"
    }.joined()
}

/// Levels as the standards print them.
enum CodecLevel {
    static func name(codec: String, level: Int) -> String? {
        guard level > 0 else { return nil }
        switch codec {
        case "h264": return level == 9 ? "1b" : tenths(level)
        case "hevc": return tenths(level / 3)
        case "av1": return "\(2 + level / 4).\(level % 4)"
        // The 4:2:2 profile is coded with the escape bit, and then High is 2 and Main is 5 (H.262 table 8-5).
        case "mpeg2video": return [10: "Low", 8: "Main", 6: "High 1440", 4: "High", 2: "High", 5: "Main"][level]
        default: return "\(level)"
        }
    }

    private static func tenths(_ level: Int) -> String { "\(level / 10).\(level % 10)" }
}
