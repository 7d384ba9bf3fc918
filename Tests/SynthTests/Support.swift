import Foundation
import Media
import Synth

/// A folder for one test, gone with it.
final class Workshop {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("synth-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Makes the file and returns its path.
    func make(_ recipe: Recipe, _ name: String) throws -> String { try Synth.write(recipe, to: path(name)) }

    func bytes(_ recipe: Recipe, _ name: String) throws -> [UInt8] { try contents(make(recipe, name)) }
}

func contents(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

/// What the bitstream says of the first picture of stream 0, and how many pictures decode.
func decode(_ path: String) throws -> (facts: PictureFacts?, pictures: Int) {
    let file = try MediaFile(path: path)
    let decoder = try Decoder(file, stream: 0, threads: 1)
    let packet = Packet()
    let frame = Frame()
    var facts: PictureFacts?
    var pictures = 0
    func drain() {
        while decoder.receive(into: frame) == .frame {
            if facts == nil { facts = Picture(frame, index: 0).facts }
            pictures += 1
        }
    }
    while try file.read(into: packet) {
        guard packet.facts.stream == 0 else { continue }
        _ = decoder.send(packet)
        drain()
    }
    _ = decoder.send(nil)
    drain()
    return (facts, pictures)
}

/// ffprobe, an eye that is not ours.
enum Probe {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: path)
    private static let path = "/usr/bin/ffprobe"

    /// The values of one stream entry over all streams.
    static func streams(_ file: String, _ entry: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-v", "error", "-show_entries", "stream=\(entry)", "-of", "csv=p=0", file]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
