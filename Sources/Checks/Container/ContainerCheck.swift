import Measuring
import Model

/// Facts of the wrapper: format, duration, timecode, tracks.
struct ContainerCheck: Check {
    let id = "container"
    let version = 1
    let guide = Guide(
        title: "Container facts",
        what: "Reads the wrapper's format, declared duration, start timecode with its drop-frame flag, number of "
            + "video and audio tracks and, for MXF, the operational pattern, from the file's headers.",
        why: "A receiver's ingest looks at the wrapper first. A wrong format, start timecode or track count bounces "
            + "before anyone looks at a picture.",
        cause: "An export preset for another client, a re-wrap that dropped the timecode track, or sound left out "
            + "of the export.",
        mend: "Export or re-wrap with the preset the spec names. Re-wrapping keeps picture and sound untouched: "
            + "`ffmpeg -i in.mov -map 0 -c copy -timecode 10:00:00:00 out.mov`.",
        references: [
            "ISO/IEC 14496-12 (ISO base media file format)", "SMPTE ST 377-1 (MXF), 378 (OP1a)", "RFC 9559 (Matroska)",
            "SMPTE ST 12-1 (timecode)",
        ])

    private static let format = Metric("container.format")
    private static let duration = Metric("file.duration", unit: "s")
    private static let timecode = Metric("container.timecode.start")
    private static let dropFrame = Metric("container.timecode.drop-frame")
    private static let videoTracks = Metric("container.video-tracks")
    private static let audioTracks = Metric("container.audio-tracks")
    private static let pattern = Metric("container.operational-pattern")

    let metrics = [format, duration, timecode, dropFrame, videoTracks, audioTracks, pattern]

    func read(_ headers: Headers, into log: inout Log) {
        log.add(Self.format, nil, .text(headers.format))
        log.add(
            Self.duration, nil, headers.duration.map { .number($0) },
            note: headers.duration == nil ? "the container declares no duration" : nil)
        log.add(Self.videoTracks, nil, .number(Double(headers.tracks(.video).count)))
        log.add(Self.audioTracks, nil, .number(Double(headers.tracks(.audio).count)))
        readTimecode(headers, into: &log)
        if headers.format == "mxf" {
            let pattern = MXFPartition.operationalPattern(in: headers.head)
            log.add(
                Self.pattern, nil, pattern.map { .text($0) },
                note: pattern == nil ? "no header partition pack in the first 64 KiB" : nil)
        }
    }

    private func readTimecode(_ headers: Headers, into log: inout Log) {
        let video = headers.tracks(.video).first
        let text = video.flatMap(headers.timecode(of:)) ?? headers.metadata["timecode"]
        guard let text else {
            log.add(Self.timecode, nil, nil, note: "no timecode track or tag")
            log.add(Self.dropFrame, nil, nil, note: "no timecode track or tag")
            return
        }
        log.add(Self.timecode, nil, .text(text))
        log.add(Self.dropFrame, nil, .flag(text.contains(";") || text.contains(".")))
    }
}
