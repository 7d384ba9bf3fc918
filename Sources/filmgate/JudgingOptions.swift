import ArgumentParser
import Foundation
import Model
import Reports
import Specs

/// Against what files are judged.
struct JudgingOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "Profile to judge against: an id (see profiles list) or a YAML file. May be given several times.")
    var profile: [String]
    @Option(help: "Folder to look for profiles in, before the usual places.") var profiles: String?
    @Option(
        help: ArgumentHelp(
            "Channels that are heard together, instead of what the profile or convention says.",
            discussion: """
                NAME=LABEL:TRACK[/CHANNEL],… with tracks and channels counted from 0, as in \
                main=FL:0/0,FR:0/1 or stereo=FL:0,FR:1. May be given several times.
                """))
    var programme: [String] = []
    @Option(
        help: ArgumentHelp(
            "The part that loudness is measured over, instead of what the profile says.",
            discussion: """
                whole; action, from the first to the last frame of action without line-up, slate and black; or \
                FROM-TO in seconds or timecode, as in 10:00:00:00-10:24:00:00. Several with commas between, each \
                measured by itself.
                """))
    var span: String?
    @Option(
        help: ArgumentHelp(
            "Judge only the rules of these checks or metrics: ids, separated by commas.",
            discussion: "Nothing else is measured. The report says that the profile was judged in part."))
    var only: String?

    func validate() throws {
        _ = try Catalogue.metrics(only)
        _ = try programmeSpan()
    }

    /// Nil leaves it to the profile.
    func programmeSpan() throws -> ProgrammeSpan? {
        guard let span else { return nil }
        guard let read = ProgrammeSpan(span) else {
            throw ValidationError(
                "--span '\(span)' is not whole, action or FROM-TO[,FROM-TO…] such as 10:00:00:00-10:24:00:00 or 0-90")
        }
        return read
    }

    func load() throws -> [Profile] {
        let only = try Catalogue.metrics(only)
        do {
            let all = try profile.map { try ProfileFolders.load($0, in: profiles).profile }
            return only.map { metrics in all.map { $0.part(of: metrics, named: self.only ?? "") } } ?? all
        } catch let error as ProfileError {
            Console.note("filmgate: \(error)")
            throw ExitCode(ExitStatus.notChecked)
        }
    }

    /// Nil leaves the grouping to the profile.
    func layout() throws -> ProgrammeLayout? {
        guard !programme.isEmpty else { return nil }
        return .named(try programme.map(ProgrammeArgument.parse))
    }
}

/// `stereo=FL:0,FR:1` or `5.1=FL:0/0,FR:0/1,…`
enum ProgrammeArgument {
    static func parse(_ text: String) throws -> Programme {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { throw wrong(text) }
        let channels = try halves[1].split(separator: ",").map { part -> ProgrammeChannel in
            let pieces = part.split(separator: ":")
            let place = pieces.last?.split(separator: "/").map { Int($0) } ?? []
            guard pieces.count == 2, (1...2).contains(place.count), let track = place[0], track >= 0,
                let channel = place.count == 2 ? place[1] : 0, channel >= 0
            else { throw wrong(text) }
            return ProgrammeChannel(track: TrackID(.audio, track), channel: channel, label: String(pieces[0]))
        }
        return Programme(name: String(halves[0]), channels: channels)
    }

    private static func wrong(_ text: String) -> ValidationError {
        ValidationError("--programme '\(text)' is not NAME=LABEL:TRACK[/CHANNEL],… such as stereo=FL:0,FR:1")
    }
}

extension Profile {
    /// The rules on some metrics, under a title that says so.
    fileprivate func part(of metrics: Set<String>, named names: String) -> Profile {
        var part = self
        part.rules = rules.filter { $0.metric.map(metrics.contains) ?? false }
        part.title += " (only \(names.split(separator: ",").joined(separator: ", ")))"
        return part
    }
}

extension [Profile] {
    /// All that has to be measured before every one of these can be judged.
    var neededMetrics: Set<String> { reduce(into: Set<String>()) { $0.formUnion($1.metrics) } }
}
