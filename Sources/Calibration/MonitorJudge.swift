import ColourScience
import ICC
import Media

/// Judges the profile of a monitor. The limits of this file are starting values unless they name a document.
public enum MonitorJudge {
    /// - Parameters:
    ///   - path: of a stand-alone profile (`.icc`, `.icm`).
    ///   - today: the day the age is counted to.
    /// - Throws: ``MediaError`` for what is no readable profile of an RGB display.
    public static func report(
        path: String, target: MonitorTarget, today: CalendarDate
    ) throws(MediaError) -> MonitorReport {
        let structure = ICCStructure(try bytes(ofFile: path, limit: ICCStructure.largestSize))
        let profile = try ICCProfile(structure)
        let header = profile.header
        guard header.profileClass == "mntr", header.colourSpace == "RGB " else {
            throw MediaError(
                operation: "judge monitor", code: 0,
                text: "it is a profile of class \(header.profileClass) for \(header.colourSpace), not of an RGB display"
            )
        }
        var report = MonitorReport(
            path: path, description: profile.description, version: structure.header?.version.description ?? "",
            created: structure.header.flatMap { CalendarDate($0.date) },
            calibrated: profile.calibrationDate.flatMap { CalendarDate($0) }, today: today, target: target, items: [])
        report.measured = MonitorMeasurement(
            primaries: profile.primaries, white: profile.white, responses: profile.responses, peak: profile.luminance)
        report.items =
            [self.structure(structure), age(report), white(profile, target), luminance(profile, target)]
            + tone(profile, target) + coverage(profile, target) + volumes(profile, target) + [
                ramps(profile), roundTrip(profile),
            ]
        return report
    }

    private static func structure(_ structure: ICCStructure) -> MonitorItem {
        let faults = structure.faults.filter { $0.grade > .remark }
        return MonitorItem(
            "structure", faults.isEmpty ? .passed : .warning, expected: "keeps to ICC.1",
            basis: .document("ICC.1:2022"),
            note: faults.isEmpty ? nil : faults.map(\.description).joined(separator: "; "))
    }

    private static func age(_ report: MonitorReport) -> MonitorItem {
        guard let made = report.calibrated ?? report.created else {
            return MonitorItem("age", .notMeasured, note: "the profile has no date")
        }
        let days = made.days(until: report.today)
        let source =
            report.calibrated == nil ? "created \(made); the profile has no calibration date" : "calibrated \(made)"
        let status: MonitorItem.Status = days > 90 ? .failed : days > 30 || days < 0 ? .warning : .passed
        return MonitorItem(
            "age", status, Double(days), unit: "days", expected: "up to 30, fails beyond 90", basis: .starting,
            note: days < 0 ? source + ", which is in the future" : source)
    }

    private static func white(_ profile: ICCProfile, _ target: MonitorTarget) -> MonitorItem {
        guard let white = profile.white, let uv = white.uv, let wanted = target.primaries.white.uv else {
            return MonitorItem("white", .notMeasured, note: "the profile does not say what its white is")
        }
        let distance = uv.distance(to: wanted)
        let status: MonitorItem.Status = distance > 0.005 ? .failed : distance > 0.003 ? .warning : .passed
        let seen = CIELab(white.xyz(), white: target.primaries.white.xyz())
        let difference = seen.deltaE2000(to: CIELab(100, 0, 0)).rounded(digits: 2)
        let place = "ΔE2000 \(difference); x \(white.x.rounded(digits: 4)) y \(white.y.rounded(digits: 4))"
        let isStated = profile.chad != nil || white.maximumDifference(to: White.d50) > 0.002
        return MonitorItem(
            "white", status, distance.rounded(digits: 4), unit: "Δu′v′",
            expected: "\(target.whiteName) within 0.003, fails beyond 0.005", basis: .starting,
            note: isStated
                ? place : place + ": without a tag 'chad' the profile claims the white of the connection space")
    }

    private static func luminance(_ profile: ICCProfile, _ target: MonitorTarget) -> MonitorItem {
        guard let luminance = profile.luminance else {
            return MonitorItem(
                "luminance", target.luminance == nil ? .reported : .notMeasured,
                note: "the profile has no luminance (tag 'lumi')")
        }
        guard let wanted = target.luminance else {
            return MonitorItem(
                "luminance", .reported, luminance.rounded(digits: 2), unit: "cd/m²",
                note: "no luminance is known for this target")
        }
        let isInside = (wanted.least...wanted.most).contains(luminance)
        let words =
            wanted.most.isFinite
            ? "\(wanted.least.rounded(digits: 1)) to \(wanted.most.rounded(digits: 1))"
            : "at least \(wanted.least.rounded(digits: 1))"
        return MonitorItem(
            "luminance", isInside ? .passed : .failed, luminance.rounded(digits: 2), unit: "cd/m²", expected: words,
            basis: wanted.basis)
    }

    private static func coverage(_ profile: ICCProfile, _ target: MonitorTarget) -> [MonitorItem] {
        let primaries = profile.primaries
        return target.coverages.map { wanted in
            let id = "coverage-" + wanted.name.lowercased().filter { $0 != "." }
            guard let share = primaries?.coverage(of: wanted.primaries) else {
                return MonitorItem(id, .notMeasured, note: "the profile does not say where its primaries lie")
            }
            let status: MonitorItem.Status = wanted.least.map { share >= $0 ? .passed : .failed } ?? .reported
            return MonitorItem(
                id, status, (share * 100).rounded(digits: 2), unit: "%",
                expected: wanted.least.map { "at least \(($0 * 100).rounded(digits: 1)) of \(wanted.name)" },
                basis: wanted.least.map { _ in .starting }, note: "area in u′v′")
        }
    }

    /// In L*a*b* under D50, without limits: area is what is agreed upon.
    private static func volumes(_ profile: ICCProfile, _ target: MonitorTarget) -> [MonitorItem] {
        guard let volume = profile.gamutVolume else { return [] }
        let own = MonitorItem("gamut-volume", .reported, volume.rounded(), unit: "ΔE³", note: "in L*a*b* under D50")
        return [own]
            + target.coverages.compactMap { wanted in
                profile.volumeCoverage(of: wanted.primaries).map {
                    MonitorItem(
                        "volume-" + wanted.name.lowercased().filter { $0 != "." }, .reported,
                        ($0 * 100).rounded(digits: 2), unit: "%", note: "of \(wanted.name), in L*a*b* under D50")
                }
            }
    }

    private static func ramps(_ profile: ICCProfile) -> MonitorItem {
        let expected = "rising, and at least 0.75 at white"
        guard let ramps = profile.ramps else {
            return MonitorItem(
                "vcgt", .warning, expected: expected, basis: .starting,
                note:
                    "the profile holds no ramps for the graphics card: right only where the monitor was calibrated inside"
            )
        }
        let least = ramps.map { $0.light.last ?? 0 }.min() ?? 0
        let isRising = ramps.allSatisfy { $0.isMonotonic() }
        return MonitorItem(
            "vcgt", isRising && least >= 0.75 ? .passed : .failed, least.rounded(digits: 3), expected: expected,
            basis: .starting,
            note: isRising ? nil : "a ramp falls")
    }

    private static func roundTrip(_ profile: ICCProfile) -> MonitorItem {
        guard let trip = profile.roundTrip() else {
            return MonitorItem(
                "round-trip", .notMeasured, note: profile.complaint?.text ?? "the profile leads one way only")
        }
        let (mean, maximum) = profile.hasTables ? (1.0, 3.0) : (0.3, 1.0)
        return MonitorItem(
            "round-trip", trip.mean <= mean && trip.maximum <= maximum ? .passed : .failed,
            trip.maximum.rounded(digits: 4),
            unit: "ΔE2000", expected: "mean up to \(mean), largest up to \(maximum)", basis: .starting,
            note: "mean \(trip.mean.rounded(digits: 4))")
    }
}

extension Double {
    /// To `digits` behind the point.
    func rounded(digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        return (self * scale).rounded() / scale
    }
}
