import ICC
import Measuring
import Media
import Model

/// ICC profiles that come with a picture: whether they are sound, and what they say of its colours.
struct ICCCheck: Check {
    let id = "icc"
    let version = 2
    let guide = Guide(
        title: "ICC profile",
        what:
            "Takes the ICC profile of the container (colour box, JP2 too) or of the first picture (PNG, JPEG, TIFF) apart: "
            + "header, tag table, required tags, types, counts and fingerprint, before any library sees it. From a "
            + "sound one it works out the primaries and the white with the adaptation to D50 taken back, the named "
            + "transfer function that lies closest to the tone curves with the largest difference in linear light, "
            + "the share of well-known gamuts it covers (as area in u′v′, and of RGB profiles with a matrix as volume in "
            + "CIE L*a*b* under D50), the volume of its own gamut there in ΔE³ (sRGB has about 833 000), the colour "
            + "difference a round trip leaves, and whether all this agrees with the colour tags of the stream. Files "
            + "without a profile are in order; a profile that is there and cannot be unpacked (a damaged chunk of a "
            + "PNG, a missing segment of a JPEG) is not valid.",
        why:
            "Programs that manage colour follow the profile, and players the colour tags. Where the two differ the same "
            + "picture has two looks; a broken profile is ignored by one program and refused by the next.",
        cause:
            "A still exported with the profile of the monitor it was graded on; tags and profile written by different "
            + "tools; a profile cut short or altered on the way; a profile of version 5 (iccMAX), or one that "
            + "declares version 4 and is built like version 2.",
        mend: "Embed the standard profile of the colour space the file is meant for, or remove the profile where the "
            + "specification asks for tags only (`exiftool -icc_profile:all= in.png`). Converting is not assigning: "
            + "another profile on the same code values is another picture.",
        references: [
            "ICC.1:2022 / ISO 15076-1 (profile format)", "ISO/IEC 14496-12 §12.1.5 (colr)", "ITU-T H.273",
            "PNG, third edition (iCCP)", "CIE 142 (ΔE2000)",
        ])

    static let profileVersion = Metric("icc.version")
    static let profileClass = Metric("icc.class")
    static let space = Metric("icc.space")
    static let description = Metric("icc.description")
    static let valid = Metric("icc.valid")
    static let primaries = Metric("icc.primaries")
    static let white = Metric("icc.white")
    static let transfer = Metric("icc.transfer")
    static let transferError = Metric("icc.transfer-error")
    static let roundTrip = Metric("icc.round-trip", unit: "ΔE2000")
    static let coverages = ProfileReadings.gamuts.map { Metric("icc.coverage.\($0.name)", unit: "%") }
    static let volume = Metric("icc.gamut-volume", unit: "ΔE³")
    static let volumeCoverages = ProfileReadings.gamuts.map { Metric("icc.volume-coverage.\($0.name)", unit: "%") }
    static let matchesTags = Metric("icc.matches-cicp")

    /// What the header tells, and what takes a sound profile to tell.
    static let ofHeader = [profileVersion, profileClass, space]
    static let ofContent =
        [description, primaries, white, transfer, transferError, roundTrip, volume] + coverages + volumeCoverages
        + [matchesTags]

    let metrics = ofHeader + [valid] + ofContent

    func read(_ headers: Headers, into log: inout Log) {
        for track in headers.tracks(.video) { read(track, headers, into: &log) }
    }

    private func read(_ track: Track, _ headers: Headers, into log: inout Log) {
        let picture = headers.firstPictures[track.id]
        guard let source = ProfileSource.find(track, headers) else {
            if let reason = LostProfile.reason(headers.path) {
                log.add(Self.valid, track.id, .flag(false), note: reason)
                log.cannotMeasure(Self.ofHeader + Self.ofContent, track.id, because: reason)
            } else if picture == nil {
                log.cannotMeasure(metrics, track.id, because: "no picture of the track could be decoded")
            } else {
                for metric in metrics { log.add(metric, track.id, nil, note: "the file carries no ICC profile") }
            }
            return
        }
        let structure = ICCStructure(source.bytes)
        addHeader(structure, source, track.id, into: &log)
        do {
            let readings = ProfileReadings(try ICCProfile(structure))
            readings.add(track.id, into: &log)
            let match = SignalMatch(readings, SignalTags(track, picture, source))
            log.add(Self.matchesTags, track.id, match.value.map { .flag($0) }, note: match.note)
        } catch {
            log.cannotMeasure(Self.ofContent, track.id, because: "the profile cannot be read: \(error.text)")
        }
    }

    private func addHeader(_ structure: ICCStructure, _ source: ProfileSource, _ track: TrackID, into log: inout Log) {
        let findings = structure.faults.map { $0.grade == .remark ? "remark: \($0)" : "\($0)" }
        let note = findings.joined(separator: "; ")
        log.add(Self.valid, track, .flag(structure.isValid), note: note.isEmpty ? nil : note)
        guard let header = structure.header, header.magic == "acsp" else {
            log.cannotMeasure(Self.ofHeader, track, because: "the profile has no header")
            return
        }
        let origin = ([source.place] + source.remarks).joined(separator: "; ")
        log.add(Self.profileVersion, track, .text(header.version.description), note: origin)
        log.add(Self.profileClass, track, .text(header.profileClass.text), note: header.className)
        log.add(Self.space, track, .text(header.colourSpace.text))
    }
}
