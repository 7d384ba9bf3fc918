import Calibration
import ColourScience
import ICC
import Media
import Testing

@Suite struct MonitorJudgeTests {
    private func report(
        _ target: MonitorTarget.Name = .bt709, today: String = "2024-03-10",
        _ change: (inout DisplayProfileRecipe) -> Void = { _ in }
    ) throws -> MonitorReport {
        var recipe = DisplayProfileRecipe.studio
        change(&recipe)
        let day = try #require(CalendarDate(today))
        return try withFile(try recipe.bytes()) {
            try MonitorJudge.report(path: $0, target: MonitorTarget(target), today: day)
        }
    }

    private func status(_ report: MonitorReport, _ id: String) -> MonitorItem.Status? {
        report.items.first { $0.id == id }?.status
    }

    @Test func aMonitorInOrder() throws {
        let report = try report()
        #expect(report.verdict == .pass && report.exitCode == 0 && report.description == "Grading 1")
        #expect(report.items.allSatisfy { $0.status == .passed || $0.status == .reported })
        #expect(report.calibrated?.description == "2024-03-01" && report.created?.description == "2024-01-01")
        #expect(
            report.items.map(\.id) == [
                "structure", "age", "white", "luminance", "tone", "channel-spread", "monotonic", "coverage-bt709",
                "gamut-volume", "volume-bt709", "vcgt", "round-trip",
            ])
    }

    /// Only luminance and structure rest on a document.
    @Test func startingValuesSayThatTheyAre() throws {
        for item in try report().items
        where item.status != .reported && item.id != "luminance" && item.id != "structure" {
            #expect(item.basis == "starting value, not from a standard", "\(item.id)")
        }
        #expect(try report().items.first { $0.id == "luminance" }?.basis == "ITU-R BT.2035")
    }

    @Test(arguments: [
        ("2024-03-31", MonitorItem.Status.passed), ("2024-04-01", .warning), ("2024-05-30", .warning),
        ("2024-05-31", .failed), ("2024-02-01", .warning),
    ])
    func age(_ today: String, _ expected: MonitorItem.Status) throws {
        #expect(try status(report(today: today), "age") == expected)
    }

    @Test func ageWithoutCalibrationCountsFromTheProfile() throws {
        let report = try report { $0.calibrated = nil }
        #expect(status(report, "age") == .warning && report.calibrated == nil)
        #expect(report.items.first { $0.id == "age" }?.measured == 69)
    }

    @Test(arguments: [(0.3127, MonitorItem.Status.passed), (0.3165, .passed), (0.3185, .warning), (0.3230, .failed)])
    func white(_ x: Double, _ expected: MonitorItem.Status) throws {
        #expect(try status(report { $0.primaries.white = CIExy(x, 0.329) }, "white") == expected)
    }

    /// ΔE2000 of x 0.3185 y 0.329 seen under D65 at the same luminance, from a calculation in Python (NumPy).
    @Test func whiteAsADifferenceOfColour() throws {
        let note = try report { $0.primaries.white = CIExy(0.3185, 0.329) }.items.first { $0.id == "white" }?.note
        #expect(note?.hasPrefix("ΔE2000 4.28; x 0.3185 y 0.329") == true, "\(note ?? "")")
        #expect(try report().items.first { $0.id == "white" }?.note?.hasPrefix("ΔE2000 0.0") == true)
    }

    @Test(arguments: [(89.0, MonitorItem.Status.failed), (90, .passed), (110, .passed), (111, .failed)])
    func luminance(_ value: Double, _ expected: MonitorItem.Status) throws {
        #expect(try status(report { $0.luminance = value }, "luminance") == expected)
    }

    @Test func missingLuminanceHolds() throws {
        let report = try report { $0.luminance = nil }
        #expect(report.verdict == .hold && report.exitCode == 0 && status(report, "luminance") == .notMeasured)
        #expect(try status(self.report(.srgb) { $0.luminance = nil }, "luminance") == .reported)
    }

    @Test(arguments: [(2.31, MonitorItem.Status.passed), (2.49, .passed), (2.29, .failed), (2.51, .failed)])
    func gamma(_ gamma: Double, _ expected: MonitorItem.Status) throws {
        let report = try report { $0.curve = .gamma(gamma) }
        #expect(status(report, "tone") == expected && report.verdict == (expected == .passed ? .pass : .fail))
    }

    @Test func otherTargets() throws {
        #expect(try report(.srgb) { $0.curve = .srgb }.verdict == .pass)
        #expect(try status(report(.srgb), "luminance") == .reported)
        #expect(try status(report(.srgb), "tone") == .failed)
        #expect(
            try status(
                report(.p3D65) {
                    $0.primaries = .p3D65
                    $0.curve = .gamma(2.6)
                }, "tone") == .passed)
        #expect(
            try status(
                report(.displayP3) {
                    $0.primaries = .p3D65
                    $0.curve = .srgb
                }, "coverage-p3") == .passed)
        #expect(
            try status(
                report(.p3DCI) {
                    $0.primaries = .p3DCI
                    $0.curve = .gamma(2.6)
                }, "white") == .passed)
        #expect(
            try status(
                report(.p3DCI) {
                    $0.primaries = .p3D65
                    $0.curve = .gamma(2.6)
                }, "white") == .failed)
    }

    @Test func coverage() throws {
        #expect(try status(report(.p3D65), "coverage-p3") == .failed)
        let wide = try report(.bt2020) { $0.primaries = .bt2020 }
        #expect(status(wide, "coverage-p3") == .passed && status(wide, "coverage-bt2020") == .reported)
    }

    /// A monitor of 1000 cd/m² that follows PQ up to its peak.
    @Test func highDynamicRange() throws {
        func change(_ recipe: inout DisplayProfileRecipe) {
            recipe.primaries = .p3D65
            recipe.luminance = 1000
            recipe.curve = .table((0..<4096).map { Float(min(PQ.luminance(Double($0) / 4095), 1000) / 1000) })
        }
        #expect(try report(.bt2020PQ, change).verdict == .pass)
        let dim = try report(.bt2020PQ) {
            change(&$0)
            $0.luminance = 600
        }
        #expect(status(dim, "luminance") == .failed && status(dim, "tone") == .failed)
        #expect(try status(report(.bt2020PQ) { $0.luminance = 1000 }, "tone") == .failed)
        #expect(
            try status(
                report(.bt2020HLG) {
                    change(&$0)
                    $0.curve = .table(
                        (0..<4096).map { Float(Transfer.gamma(1.2).light(HLG.sceneLight(Double($0) / 4095))) })
                }, "tone") == .passed)
    }

    @Test func ramps() throws {
        #expect(try status(report { $0.ramp = nil }, "vcgt") == .warning)
        #expect(try status(report { $0.ramp = (1, 0.74) }, "vcgt") == .failed)
    }

    @Test func falling() throws {
        let curve = (0..<1024).map { Float($0 == 500 ? 0.9 : Transfer.gamma(2.4).light(Double($0) / 1023)) }
        let report = try report { $0.curve = .table(curve) }
        #expect(status(report, "monotonic") == .failed)
    }

    @Test func gammaAndLuminanceCanBeAskedFor() throws {
        var target = MonitorTarget(.bt709)
        target.tone = .gamma(2.2)
        target.luminance = .around(200)
        let day = try #require(CalendarDate("2024-03-10"))
        var recipe = DisplayProfileRecipe.studio
        recipe.curve = .gamma(2.2)
        recipe.luminance = 190
        let report = try withFile(try recipe.bytes()) { try MonitorJudge.report(path: $0, target: target, today: day) }
        #expect(report.verdict == .pass)
    }

    @Test func whatIsNoMonitorProfile() throws {
        let day = try #require(CalendarDate("2024-03-10"))
        for bytes in [[], [1, 2, 3], Array(repeating: UInt8(0), count: 500)] as [[UInt8]] {
            #expect(throws: MediaError.self) {
                try withFile(bytes) { try MonitorJudge.report(path: $0, target: MonitorTarget(.bt709), today: day) }
            }
        }
        #expect(throws: MediaError.self) {
            try MonitorJudge.report(path: "/nonexistent.icc", target: MonitorTarget(.bt709), today: day)
        }
        #expect(throws: MediaError.self) {
            try MonitorJudge.report(path: "/", target: MonitorTarget(.bt709), today: day)
        }
        var bytes = try DisplayProfileRecipe.studio.bytes()
        bytes.replaceSubrange(12..<16, with: Array("scnr".utf8))
        let error = #expect(throws: MediaError.self) {
            try withFile(bytes) { try MonitorJudge.report(path: $0, target: MonitorTarget(.bt709), today: day) }
        }
        #expect(error?.text.contains("'scnr'") == true)
    }

    @Test func faultsOfTheProfileAreWarnings() throws {
        var bytes = try DisplayProfileRecipe.studio.bytes()
        bytes[100] = 1
        let day = try #require(CalendarDate("2024-03-10"))
        let report = try withFile(bytes) {
            try MonitorJudge.report(path: $0, target: MonitorTarget(.bt709), today: day)
        }
        #expect(status(report, "structure") == .warning && report.verdict == .hold)
    }
}
