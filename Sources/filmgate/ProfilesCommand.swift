import ArgumentParser
import Foundation
import Model
import Reports
import Specs

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "Delivery specs: list, show, compare and check them.",
        subcommands: [List.self, Show.self, Diff.self, LintProfile.self])

    struct Options: ParsableArguments {
        @Option(help: "Folder to look for profiles in, before the usual places.") var profiles: String?

        /// Runs `body`; a profile that cannot be used is one sentence and exit code 2.
        func withLibrary(_ body: (ProfileLibrary) throws -> Void) throws {
            do {
                try body(try ProfileFolders.library(named: profiles))
            } catch let error as ProfileError {
                Console.note("filmgate: \(error)")
                throw ExitCode(ExitStatus.notChecked)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All profiles, a line each.")
        @OptionGroup var options: Options

        func run() throws {
            try options.withLibrary { library in
                let width = library.ids.map(\.count).max() ?? 0
                for id in library.ids {
                    let profile = try library.load(id).profile
                    let name = id.padding(toLength: width, withPad: " ", startingAt: 0)
                    Console.out("\(name)  \(profile.edition)  \(profile.rules.count) rules  \(profile.title)\n")
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A profile with all it inherits: every limit, its clause, and the file and line it comes from.")
        @Argument(help: "Id of the profile, or a YAML file.") var id: String
        @OptionGroup var options: Options

        func run() throws {
            try options.withLibrary { _ in
                Console.out(ProfileText.show(try ProfileFolders.load(id, in: options.profiles), width: Console.width))
            }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What changes from one profile to another.")
        @Argument(help: "Id or YAML file.") var before: String
        @Argument(help: "Id or YAML file.") var after: String
        @OptionGroup var options: Options

        func run() throws {
            try options.withLibrary { _ in
                let old = try ProfileFolders.load(before, in: options.profiles).profile
                let new = try ProfileFolders.load(after, in: options.profiles).profile
                Console.out(ProfileText.diff(diff(old, new)))
            }
        }
    }

    struct LintProfile: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: "Checks profiles: errors with file and line, and what rests on weak sources."
        )
        @Argument(help: "Ids or YAML files; all profiles when none is named.") var ids: [String] = []
        @OptionGroup var options: Options

        func run() throws {
            try options.withLibrary { library in
                for id in ids.isEmpty ? library.ids : ids {
                    let profile = try ProfileFolders.load(id, in: options.profiles).profile
                    Console.out("\(profile.reference): \(profile.rules.count) rules, no errors\n")
                    for warning in lint(profile, divisible: Catalogue.divisible) { Console.out("  \(warning.text)\n") }
                }
            }
        }
    }
}
