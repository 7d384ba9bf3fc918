import ArgumentParser
import Foundation
import Synth
import Yams

struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth", abstract: "Make a media file with known answers from a recipe.")

    @Argument(help: "The recipe, YAML or JSON.")
    var recipe: String

    @Option(name: .shortAndLong, help: "The file to write.")
    var output: String

    func run() throws {
        // JSON is YAML.
        let text = try String(contentsOfFile: recipe, encoding: .utf8)
        let made = try Synth.write(try YAMLDecoder().decode(Recipe.self, from: text), to: output)
        print(made)
    }
}
