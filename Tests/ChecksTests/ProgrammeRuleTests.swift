import Foundation
import Measuring
import Model
import Reports
import Specs
import Testing

@testable import Checks
@testable import Synth

/// Files with line-up, held to rules that speak of the programme.
@Suite struct ProgrammeRuleTests {
    private static let profile = """
        schema: filmgate.profile/1
        id: house
        title: House
        edition: "2026-01"
        sources: {DOC: {title: House Rules, edition: "1"}}
        defaults: {track: video, cite: {source: DOC, clause: x, status: verified}}
        rules:
          black: {title: No black, metric: picture.black, within: programme, expect: {events: {below: 2, for: 1}}}
          still: {title: No still, metric: picture.freeze, within: programme, expect: {events: {below: 0.05, for: 1}}}
          colour: {title: No field, metric: picture.constant-colour, within: programme,
                   expect: {events: {above: 99, for: 1}}}
          levels: {title: R 103, metric: picture.r103, within: programme, expect: {max: 1}}
          lines: {title: No stray lines, metric: picture.stray-lines, within: programme, expect: {max: 0}}
          head: {title: No black in the line-up, metric: picture.black, within: line-up, severity: info,
                 expect: {events: {below: 2, for: 1}}}
        """

    private func report(_ programme: [Scene], in bench: Bench) throws -> FileReport {
        var video = VideoTrack()
        video.size = Size(256, 144)
        video.options = ["crf": "18", "preset": "veryfast"]
        let slate = StructureMedia.moving(75, speed: 0, seed: 7)
        video.scenes = [.init(.bars, seconds: 10), slate, .init(.black, seconds: 2)] + programme
        video.scenes.append(.init(.black, seconds: 2))
        var sound = AudioTrack()
        sound.segments = [SoundSegment(.tone, seconds: 10), SoundSegment(.silence, seconds: 5)]
        var recipe = Recipe()
        (recipe.video, recipe.audio) = ([video], [sound])
        let resolved = try ProfileLibrary(texts: ["house": Self.profile]).load("house")
        let metrics = resolved.profile.metrics
        return judge(try bench.log(recipe, "\(UUID().uuidString).mkv", only: metrics), against: resolved.profile)
    }

    private func failed(_ programme: Scene..., in bench: Bench) throws -> [String] {
        try report(programme, in: bench).findings.filter { $0.verdict == .failed && $0.severity == .error }.map(\.rule)
    }

    private let action = StructureMedia.moving(75, seed: 3)

    @Test func lineUpAndTailDoNotCount() throws {
        let report = try report([action], in: Bench())
        #expect(report.verdict == .pass, "\(report.findings.filter { $0.verdict != .passed }.map(\.rule))")
        #expect(report.findings.first?.stretches == [Moment(15, 18)])
        #expect(report.findings.last?.moments == [Moment(13, 15)])
        let text = TextReport(verbose: true).render(report)
        #expect(text.contains("judged over 15.000 s to 18.000 s"))
    }

    @Test func faultsInsideDo() throws {
        let bench = try Bench()
        #expect(try failed(action, .init(.black, seconds: 1.2), action, in: bench) == ["black", "still", "colour"])
        #expect(try failed(action, .init(.frozen, seconds: 1.2), action, in: bench) == ["still"])
        let grey = Scene(.flat, seconds: 1.2).with { $0.level = .grey(108) }
        #expect(try failed(action, grey, action, in: bench) == ["still", "colour", "levels"])
    }
}
