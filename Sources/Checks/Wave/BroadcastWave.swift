import Bitstreams
import Model

/// Broadcast extension and iXML of WAVE files.
enum BroadcastWave {
    static let guide = Guide(
        title: "Broadcast Wave metadata",
        what: "Reads the bext chunk (description, originator, date, time reference, UMID, coding history and, from "
            + "version 2 on, loudness values) and iXML (speed, timecode rate, project, scene, take, tape, tracks). "
            + "Counts what contradicts: an unknown version, values in a version that has none, dates and times that "
            + "are none, a time reference beyond midnight or another one in iXML, a coding history, sample rate, bit "
            + "depth or track list that does not fit the format. The start timecode is the time reference at the rate "
            + "of iXML. Loudness values stand on the sound track, so that a rule can hold them against the measured "
            + "ones.",
        why: "The time reference puts the sound to its place under the picture; a wrong one is minutes of silence or a "
            + "mix out of sync. Receivers sort and bill by originator and description, and loudness values that are "
            + "not those of the file bring it back.",
        cause: "Metadata copied from the session or from an earlier version, a sample rate conversion that left the "
            + "time reference as it was, loudness written before the last change of gain.",
        mend:
            "Export with the metadata of this version, or write the chunk anew (`bwfmetaedit` does it without touching "
            + "the samples).",
        references: [
            "EBU Tech 3285 (Broadcast Wave Format, version 2)", "EBU R 98 (coding history)", "SMPTE ST 330 (UMID)",
            "iXML specification (gallery.co.uk/ixml)",
        ])

    static let version = Metric("bwf.version")
    static let description = Metric("bwf.description")
    static let originator = Metric("bwf.originator")
    static let reference = Metric("bwf.originator-reference")
    static let date = Metric("bwf.origination-date")
    static let time = Metric("bwf.origination-time")
    static let timeReference = Metric("bwf.time-reference", unit: "samples")
    static let timecode = Metric("bwf.start-timecode")
    static let umid = Metric("bwf.umid")
    static let history = Metric("bwf.coding-history")
    static let faults = Metric("bwf.faults")
    static let integrated = Metric("bwf.loudness.integrated", unit: "LUFS")
    static let range = Metric("bwf.loudness.range", unit: "LU")
    static let truePeak = Metric("bwf.loudness.true-peak", unit: "dBTP")
    static let momentary = Metric("bwf.loudness.max-momentary", unit: "LUFS")
    static let shortTerm = Metric("bwf.loudness.max-short-term", unit: "LUFS")
    static let speed = Metric("ixml.master-speed")
    static let rate = Metric("ixml.timecode-rate")
    static let tracks = Metric("ixml.tracks")
    static let project = Metric("ixml.project")
    static let scene = Metric("ixml.scene")
    static let take = Metric("ixml.take")
    static let tape = Metric("ixml.tape")

    static let metrics = [
        version, description, originator, reference, date, time, timeReference, timecode, umid, history, faults,
        integrated, range, truePeak, momentary, shortTerm, speed, rate, tracks, project, scene, take, tape,
    ]

    static func read(_ file: RIFF.WaveFile, into log: inout Log) {
        log.add(faults: file.broadcastFaults, as: Self.faults)
        if let bext = file.bext {
            read(bext, into: &log)
            let isOld = bext.loudness == nil
            read(bext.loudness, isOld ? "only version 2 has loudness values" : "marked as not in use", into: &log)
        } else {
            log.add(Self.version, number: nil, otherwise: "there is no bext chunk")
            read(nil, "there is no bext chunk", into: &log)
        }
        if let ixml = file.ixml { read(ixml, into: &log) }
        readTimecode(file, into: &log)
    }

    private static func read(_ bext: RIFF.BroadcastExtension, into log: inout Log) {
        log.add(Self.version, nil, .number(Double(bext.version)))
        log.add(Self.description, text: bext.description, otherwise: "left empty")
        log.add(Self.originator, text: bext.originator, otherwise: "left empty")
        log.add(Self.reference, text: bext.originatorReference, otherwise: "left empty")
        log.add(Self.date, text: bext.date, otherwise: "left empty")
        log.add(Self.time, text: bext.time, otherwise: "left empty")
        log.add(Self.timeReference, nil, .number(Double(bext.timeReference)))
        let isBasic = bext.umid?.dropFirst(32).allSatisfy { $0 == 0 } == true
        log.add(
            Self.umid, text: bext.umid.map { hexadecimal($0.prefix(isBasic ? 32 : 64)) }, otherwise: "there is no UMID")
        let lines = bext.codingHistory.split { $0.isNewline }
        log.add(Self.history, text: lines.joined(separator: "; "), otherwise: "left empty")
    }

    private static func read(_ loudness: RIFF.BroadcastExtension.Loudness?, _ reason: String, into log: inout Log) {
        let values: [(Metric, Double?)] = [
            (Self.integrated, loudness?.integrated), (Self.range, loudness?.range),
            (Self.truePeak, loudness?.truePeak), (Self.momentary, loudness?.maxMomentary),
            (Self.shortTerm, loudness?.maxShortTerm),
        ]
        for (metric, value) in values { log.add(metric, WaveCheck.track, number: value, otherwise: reason) }
    }

    private static func read(_ ixml: RIFF.IXML, into log: inout Log) {
        let texts: [(Metric, String?)] = [
            (Self.speed, ixml.masterSpeed), (Self.rate, ixml.timecodeRate), (Self.project, ixml.project),
            (Self.scene, ixml.scene), (Self.take, ixml.take), (Self.tape, ixml.tape),
            (Self.tracks, ixml.tracks.map { $0.name ?? $0.function ?? "unnamed" }.joined(separator: ", ")),
        ]
        for (metric, text) in texts { log.add(metric, text: text, otherwise: "iXML does not say") }
    }

    /// The frame in which the first sample lies.
    private static func readTimecode(_ file: RIFF.WaveFile, into log: inout Log) {
        guard let bext = file.bext, let format = file.format, format.sampleRate > 0 else { return }
        guard let text = file.ixml?.timecodeRate, let rate = Rational(text), rate.isPositive, rate.numerator < 1 << 20,
            rate.denominator < 1 << 20
        else { return log.add(Self.timecode, text: nil, otherwise: "iXML states no timecode rate") }
        let frames =
            Double(bext.timeReference) * Double(rate.numerator)
            / (Double(format.sampleRate) * Double(rate.denominator))
        guard frames < 1e9 else { return log.add(Self.timecode, text: nil, otherwise: "the time reference is absurd") }
        let timecode = Timecode(
            frames: Int((frames + 1e-6).rounded(.down)), rate: rate, isDropFrame: file.ixml?.isDropFrame == true)
        log.add(Self.timecode, nil, .text(timecode.description))
    }
}
