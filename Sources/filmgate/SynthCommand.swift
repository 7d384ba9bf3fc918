import ArgumentParser
import Foundation
import Media
import Reports
import Synth
import Yams

struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Makes a media file with known answers from a recipe.",
        discussion: """
            A recipe says what the pictures show, what the sound is, what the bitstream and the container say of it, and \
            what damage is done in the end. The same recipe gives the same file. TestMedia/ holds examples.
            """)

    @Argument(help: "The recipe, YAML or JSON.") var recipe: String
    @Option(name: .shortAndLong, help: "The file to write.") var output: String

    func run() throws {
        do {
            // JSON is YAML.
            let text = try String(contentsOfFile: recipe, encoding: .utf8)
            Console.out(try Synth.write(try YAMLDecoder().decode(Recipe.self, from: text), to: output) + "\n")
        } catch {
            Console.note("filmgate: \(recipe): \(Self.words(error))")
            throw ExitCode(ExitStatus.notChecked)
        }
    }

    /// One sentence, with the place in the recipe where it has one.
    private static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else {
            return error is MediaError || error is RecipeError || error is YamlError
                ? "\(error)" : error.localizedDescription
        }
        switch error {
        case .dataCorrupted(let context) where context.underlyingError is YamlError:
            return context.underlyingError.map { "\($0)" } ?? context.debugDescription
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            return place(context.codingPath) + context.debugDescription
        case .keyNotFound(let key, let context): return place(context.codingPath) + "\(key.stringValue) is missing"
        @unknown default: return "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : path.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".") + ": "
    }
}
