import ArgumentParser
import Foundation
import Media

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what this installation is made of, for a bug report.")

    func run() throws {
        Console.out("filmgate \(toolVersion)\n")
        Console.out("\(mediaLibraryVersions())\n")
        Console.out("cores: \(ProcessInfo.processInfo.activeProcessorCount)\n")
        Console.out("checks: \(Catalogue.knownMetrics.count) metrics\n")
        Console.out("profiles: \(ProfileFolders.existing.joined(separator: ", "))\n")
    }
}
