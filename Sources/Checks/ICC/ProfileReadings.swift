import ColourScience
import ICC
import Measuring
import Media
import Model

/// What a sound profile says of colours, ready to be logged.
struct ProfileReadings {
    /// Gamuts whose coverage is asked for.
    static let gamuts: [(name: String, primaries: RGBPrimaries)] = [
        ("bt709", .bt709), ("p3-d65", .p3D65), ("bt2020", .bt2020),
    ]
    /// Largest difference in x or y at which two sets of primaries are the same.
    static let sameChromaticity = 0.002

    let profile: ICCProfile
    let primaries: RGBPrimaries?
    let white: CIExy?
    let responses: [SampledCurve]
    /// Whether primaries and white are those of D65 though the profile does not say so.
    let isWhiteAssumed: Bool

    init(_ profile: ICCProfile) {
        let assumed = Self.primariesUnderD65(profile)
        self.profile = profile
        isWhiteAssumed = assumed != nil
        primaries = assumed ?? profile.primaries
        responses = profile.responses
        let hasLight = ["RGB ", "GRAY"].contains(profile.header.colourSpace)
        white = hasLight ? assumed?.white ?? profile.white : nil
    }

    /// Small profiles leave `chad` out and then claim, by the letter, a screen with a white of D50. Where the colorants
    /// are those of a known D65 screen, that is what is meant; a program that manages colour makes no difference.
    private static func primariesUnderD65(_ profile: ICCProfile) -> RGBPrimaries? {
        guard profile.chad == nil, let stated = profile.primaries,
            stated.white.maximumDifference(to: White.d50) <= sameChromaticity,
            stated.nearest.difference > sameChromaticity
        else { return nil }
        return profile.primaries(underWhite: White.d65).flatMap { $0.nearest.difference <= sameChromaticity ? $0 : nil }
    }

    func add(_ track: TrackID, into log: inout Log) {
        let words = profile.description
        log.add(
            ICCCheck.description, track, words.isEmpty ? nil : .text(words), note: words.isEmpty ? "it has none" : nil)
        addPrimaries(track, into: &log)
        addTransfer(track, into: &log)
        let trip = profile.roundTrip()
        add(
            ICCCheck.roundTrip, track, trip.map { .number($0.maximum.rounded(digits: 5)) },
            note: trip.map { "mean \($0.mean.rounded(digits: 5)) over 9 levels of each channel" }, none: noRoundTrip,
            into: &log)
        addVolumes(track, into: &log)
        for (metric, gamut) in zip(ICCCheck.coverages, Self.gamuts) {
            let share = primaries?.coverage(of: gamut.primaries)
            add(
                metric, track, share.map { .number(($0 * 100).rounded(digits: 3)) }, note: "in u′v′", none: noPrimaries,
                into: &log)
        }
    }

    private func addVolumes(_ track: TrackID, into log: inout Log) {
        let isTable = space == "RGB" && profile.hasTables
        add(
            ICCCheck.volume, track, profile.gamutVolume.map { .number($0.rounded()) }, note: "in L*a*b* under D50",
            none: noPrimaries, into: &log)
        for (metric, gamut) in zip(ICCCheck.volumeCoverages, Self.gamuts) {
            let share = profile.volumeCoverage(of: gamut.primaries)
            add(
                metric, track, share.map { .number(($0 * 100).rounded(digits: 2)) }, note: "in L*a*b* under D50",
                none: isTable ? "not asked of profiles with tables" : noPrimaries, into: &log)
        }
    }

    /// What a profile does not have is a reading without a value. What it claims to have and nobody can read is none.
    private func add(
        _ metric: Metric, _ track: TrackID, _ value: Value?, note: String?, none: String?, into log: inout Log
    ) {
        if value == nil, none == nil {
            let complaint = profile.complaint.map { ": \($0.text)" } ?? ""
            log.cannotMeasure([metric], track, because: "LittleCMS cannot read it from the profile\(complaint)")
        } else {
            log.add(metric, track, value, note: value == nil ? none : note)
        }
    }

    private func addPrimaries(_ track: TrackID, into log: inout Log) {
        let nearest = primaries?.nearest
        let isKnown = nearest.map { $0.difference <= Self.sameChromaticity } ?? false
        add(
            ICCCheck.primaries, track, nearest.map { .text(isKnown ? $0.name : "other") },
            note: primaries.map { text($0) + (isKnown ? assumption : ", closest to \($0.nearest.name)") },
            none: noPrimaries, into: &log)
        add(
            ICCCheck.white, track, white.map { .text(White.name($0, within: Self.sameChromaticity) ?? "other") },
            note: white.map { text($0) + assumption }, none: noWhite, into: &log)
    }

    private func addTransfer(_ track: TrackID, into log: inout Log) {
        let nearest = responses.isEmpty ? nil : Transfer.nearest(to: responses)
        let gammas = responses.compactMap(\.effectiveGamma).map { "\($0.rounded(digits: 3))" }
        add(
            ICCCheck.transfer, track, nearest.map { .text($0.name) },
            note: gammas.isEmpty ? nil : "effective gamma " + Self.distinct(gammas).joined(separator: ", "),
            none: noCurves, into: &log)
        add(
            ICCCheck.transferError, track, nearest.map { .number($0.deviation.light.rounded(digits: 6)) },
            note: nearest.map { "and \($0.deviation.lightness.rounded(digits: 3)) in L*" }, none: noCurves, into: &log)
    }

    private static func distinct(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { kept, text in if !kept.contains(text) { kept.append(text) } }
    }

    private var assumption: String {
        isWhiteAssumed ? "; the profile does not state its white (no tag 'chad'), taken from its primaries" : ""
    }
    private var space: String { profile.header.colourSpace.text }

    private func has(_ tags: ICCSignature...) -> Bool { tags.allSatisfy { profile.structure.tag($0) != nil } }

    /// Why the profile says nothing of it; nil where it should.
    private var noPrimaries: String? {
        if space != "RGB" { return "a profile of \(space) has no primaries" }
        return profile.hasTables || has("rXYZ", "gXYZ", "bXYZ")
            ? nil : "the profile does not say where its primaries lie"
    }

    private var noWhite: String? {
        if !["RGB", "GRAY"].contains(space) { return "a profile of \(space) has no light of its own" }
        return has("chad") || has("wtpt") ? nil : "the profile does not say what its white is"
    }

    private var noCurves: String? {
        let isDescribed = profile.hasTables || has("rTRC", "gTRC", "bTRC") || has("kTRC")
        return ["RGB", "GRAY"].contains(space) && isDescribed ? nil : "the profile describes no tone curve of light"
    }

    private var noRoundTrip: String? {
        if !["RGB", "GRAY"].contains(space) { return "not asked of profiles of \(space)" }
        return profile.hasTables && !has("B2A0") && !has("B2A1") && !has("B2D0") && !has("B2D1")
            ? "the profile leads one way only" : nil
    }

    private func text(_ xy: CIExy) -> String { "x \(xy.x.rounded(digits: 4)) y \(xy.y.rounded(digits: 4))" }

    private func text(_ primaries: RGBPrimaries) -> String {
        [("red", primaries.red), ("green", primaries.green), ("blue", primaries.blue), ("white", primaries.white)]
            .map { "\($0.0) \($0.1.x.rounded(digits: 4)) \($0.1.y.rounded(digits: 4))" }.joined(separator: ", ")
    }
}

extension Double {
    /// To `digits` behind the point.
    func rounded(digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        return (self * scale).rounded() / scale
    }
}
