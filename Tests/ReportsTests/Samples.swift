import Model

/// A report made by hand: files that pass, fail, hold, and cannot be read.
enum Samples {
    static let report = Report(toolVersion: "1.0.0", files: [tooLoud, clean, open, broken])

    static let guides: [String: Guide] = [
        "loudness.integrated": guide(
            "Programme loudness",
            why: "Viewers turn the volume up and down between programmes that are not equally loud, "
                + "so broadcasters reject or re-level them.",
            mend: "Change the gain of the whole mix by the difference to the target, then measure again."),
        "loudness.true-peak": guide(
            "True peak",
            why: "Peaks between the samples clip in the viewer's decoder and in lossy encoding, and clipping crackles.",
            mend: "Put a true-peak limiter, set 1 dB below the limit, behind the last gain of the mix."),
        "picture.black": guide(
            "Black pictures", why: "Long black looks like a loss of signal.",
            mend: "Look at the places and cut the black that nobody meant."),
    ]

    static func guide(_ title: String, why: String, mend: String) -> Guide {
        Guide(title: title, what: "It.", why: why, cause: "Habit.", mend: mend, references: ["A document"])
    }

    static func rule(
        _ id: String, _ title: String, _ metric: String?, severity: Severity = .error,
        status: SourceStatus = .verified, category: Category = .objective, explanation: String? = nil
    ) -> Rule {
        Rule(
            id: id, title: title, metric: metric, track: .file, expectation: nil, severity: severity,
            citation: Citation(source: "S", clause: nil, status: status), category: category, explanation: explanation)
    }

    static let tooLoud = FileReport(
        path: "too-loud.mov", profile: "ebu-r128@2023-11", profileTitle: "EBU R 128, loudness of programmes",
        verdict: .fail, findings: loudFindings, log: log("too-loud.mov"))

    static let clean = FileReport(
        path: "clean.mov", profile: "ebu-r128@2023-11", profileTitle: "EBU R 128, loudness of programmes",
        verdict: .pass,
        findings: [
            Finding(
                rule: rule("R128-h", "Programme loudness is -23 LUFS", "loudness.integrated", category: .absolute),
                track: .programme("main"), verdict: .passed, expected: "-23 LUFS, ±0.2 LU", measured: "-23.1 LUFS",
                cite: "EBU R 128 (2023), (h)", value: -23.1, unit: "LUFS"),
            Finding(
                rule: rule("R128-m", "True peak is at most -1 dBTP", "loudness.true-peak", category: .absolute),
                track: .programme("main"), verdict: .passed, expected: "at most -1 dBTP", measured: "minus infinity",
                cite: "EBU R 128 (2023), (m)", note: Value.silenceNote, value: .number(-.infinity), unit: "dBTP"),
        ], log: Log(file: FileFacts(path: "clean.mov", size: 2_345_678)))

    static let broken = FileReport(
        path: "broken.mkv", profile: "ebu-r128@2023-11", profileTitle: "EBU R 128, loudness of programmes",
        verdict: .notChecked, findings: [], problem: "the file ends in the middle of its header")
}

extension Samples {
    private static let loudFindings: [Finding] = [
        Finding(
            rule: rule("R128-h", "Programme loudness is -23 LUFS", "loudness.integrated", category: .absolute),
            track: .programme("main"), verdict: .failed, expected: "-23 LUFS, ±0.2 LU", measured: "-18.3 LUFS",
            cite: "EBU R 128 (2023), (h)",
            note: "tracks audio:0 to audio:5 are mono and were taken as one 5.1 programme",
            explain: "Live programmes may deviate by 1 LU; this file does not say whether it was live",
            value: -18.3, unit: "LUFS"),
        Finding(
            rule: rule(
                "R128-m", "True peak is at most -1 dBTP", "loudness.true-peak", severity: .blocker, category: .absolute),
            track: .programme("main"), verdict: .failed, expected: "at most -1 dBTP", measured: "1.2 dBTP",
            moments: (0..<17).map { Moment(Double($0) * 4 + 3.48, Double($0) * 4 + 3.48 + 0.125 * Double($0 % 5)) },
            cite: "EBU R 128 (2023), (m)", value: 1.2, unit: "dBTP"),
        Finding(
            rule: rule("EXH-2.1", "Sound is sampled at 48 kHz", "audio.sample-rate", status: .transcribed),
            track: TrackID(.audio, 0), verdict: .failed, expected: "48000 Hz", measured: "44100 Hz",
            cite: "Example House TDR 2.1, clause 2.1", value: 44100, unit: "Hz"),
        Finding(
            rule: rule("EXH-2.1", "Sound is sampled at 48 kHz", "audio.sample-rate", status: .transcribed),
            track: TrackID(.audio, 1), verdict: .failed, expected: "48000 Hz", measured: "44100 Hz",
            cite: "Example House TDR 2.1, clause 2.1", value: 44100, unit: "Hz"),
        Finding(
            rule: rule("EXH-2.1", "Sound is sampled at 48 kHz", "audio.sample-rate", status: .transcribed),
            track: TrackID(.audio, 2), verdict: .passed, expected: "48000 Hz", measured: "48000 Hz",
            cite: "Example House TDR 2.1, clause 2.1", value: 48000, unit: "Hz"),
        Finding(
            rule: rule(
                "EXH-4.3", "Loudness range is at most 18 LU", "loudness.range", severity: .info, status: .unverified),
            track: .programme("main"), verdict: .failed, expected: "at most 18 LU", measured: "19.4 LU",
            cite: "Example House TDR 2.1, clause 4.3", value: 19.4, unit: "LU"),
        Finding(
            rule: rule("EXH-4.4", "Dialogue is at -27 LKFS", "loudness.dialogue"), track: .programme("main"),
            verdict: .notMeasured, expected: "-27 LKFS, ±2 LU", cite: "Example House TDR 2.1, clause 4.4",
            note: "no speech was found"),
        Finding(
            rule: rule("EXH-5.1", "HDR metadata is in the stream", "hdr.format"), track: TrackID(.video, 0),
            verdict: .notApplicable, expected: "HDR10", measured: "SDR", cite: "Example House TDR 2.1, clause 5.1",
            note: "the rule is for HDR files and this one is SDR"),
        Finding(
            rule: rule("EXH-3.1", "The picture is 1920 × 1080", "video.width"), track: TrackID(.video, 0),
            verdict: .passed, expected: "1920", measured: "1920", cite: "Example House TDR 2.1, clause 3.1",
            note: "clean aperture was not considered", value: 1920),
    ]

    /// Holds: a warning with a place, an estimate and a certificate for a person, a waiver.
    static let open = FileReport(
        path: "open questions.mxf", profile: "example-house@2025-11", profileTitle: "Example House, HD programmes",
        verdict: .hold,
        findings: [
            Finding(
                rule: rule("EXH-3.7", "No black longer than 2 s", "picture.black", severity: .warning),
                track: TrackID(.video, 0), verdict: .failed, expected: "no run of 2 s or more", measured: "1 run",
                moments: [Moment(60.06, 63.063)], stretches: [Moment(30.03, 90.09)],
                cite: "Example House TDR 2.1, clause 3.7", value: 1),
            Finding(
                rule: rule(
                    "EXH-3.8", "The picture is not blurred", "picture.blur", status: .unverified, category: .subjective),
                track: TrackID(.video, 0), verdict: .humanReview, expected: "an eye for sharpness",
                measured: "2 soft passages", moments: [Moment(0, 4.004), Moment(3600, 3605)],
                cite: "Example House TDR 2.1, clause 3.8", note: "the measurement is an estimate"),
            Finding(
                rule: rule(
                    "EXH-9", "A certificate of photosensitive safety comes with the file", nil, category: .humanOnly),
                track: nil, verdict: .humanReview, expected: "a certificate", cite: "Example House TDR 2.1, clause 9"),
            Finding(
                rule: rule("EXH-1.2", "The container is MXF OP1a", "container.format"), track: nil, verdict: .waived,
                expected: "mxf", measured: "mov", cite: "Example House TDR 2.1, clause 1.2",
                note: "agreed with the client on 3 November 2025, until 31 December 2025", value: "mov"),
        ], log: dropFrameLog)

    static func log(_ path: String) -> Log {
        var picture = TrackFacts(id: TrackID(.video, 0), kind: .video, index: 0)
        picture.codec = "prores"
        picture.frameRate = Rational(25, 1)
        picture.timecode = "10:00:00:00"
        let mono = ["FL", "FR", "FC"].enumerated().map { index, label in
            var sound = TrackFacts(id: TrackID(.audio, index), kind: .audio, index: index + 1)
            (sound.codec, sound.channels, sound.sampleRate) = ("pcm_s24le", [label], index < 2 ? 44100 : 48000)
            return sound
        }
        let hash = String(repeating: "0123456789abcdef", count: 4)
        var log = Log(file: FileFacts(path: path, size: 1_234_567_890, sha256: hash), tracks: [picture] + mono)
        let video = TrackID(.video, 0)
        log.add(Metric("container.format"), nil, "mov")
        log.add(Metric("file.duration", unit: "s"), nil, 3723.48)
        log.add(Metric("video.codec-profile"), video, "HQ")
        log.add(Metric("video.width"), video, 1920)
        log.add(Metric("video.height"), video, 1080)
        log.add(Metric("video.scan"), video, "tff")
        log.add(Metric("video.bit-depth"), video, 10)
        log.add(Metric("video.chroma"), video, "4:2:2")
        log.evidence = [
            Evidence(level: "warning", source: "mov,mp4", message: "stream #, timescale not set", count: 1),
            Evidence(level: "error", source: "prores", message: "invalid slice at ##", count: 12),
        ]
        return log
    }

    /// 29.97 frames per second with drop-frame timecode, two seconds before a minute that drops numbers.
    static let dropFrameLog: Log = {
        var picture = TrackFacts(id: TrackID(.video, 0), kind: .video, index: 0)
        picture.frameRate = Rational(30000, 1001)
        picture.timecode = "00:59:58;00"
        var log = Log(file: FileFacts(path: "open questions.mxf", size: 999), tracks: [picture])
        log.add(Metric("container.format"), nil, "mxf")
        return log
    }()
}
