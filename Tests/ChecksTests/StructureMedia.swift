import Checks
import Foundation
import Measuring
import Media
import Model

@testable import Synth

/// Moving noisy pictures that faults can be put into before they are encoded.
struct StructureMedia {
    enum Codec: String, CaseIterable {
        case h264 = "H.264"
        case mpeg2 = "MPEG-2"
        case prores = "ProRes"
        case lossless = "FFV1"
    }

    var codec = Codec.h264
    var seed: UInt64 = 1
    var size = Size(256, 144)
    var scan = MediaWriter.Scan.progressive
    /// What the bitstream says, where it is not the truth.
    var codedScan: MediaWriter.Scan?
    var pulldown = false
    /// Encoded with far too few bits.
    var isStarved = false
    var colour = ColourNames.bt709
    /// Instead of the codec's usual one.
    var pixelFormat: String?
    /// Standard deviation of the grain in 8-bit codes.
    var grain = 1.5
    var scenes: [Scene]

    init(_ scenes: Scene..., codec: Codec = .h264, seed: UInt64 = 1) {
        self.scenes = scenes
        self.codec = codec
        self.seed = seed
    }

    static func moving(_ frames: Int, speed: Int = 4, seed: UInt64 = 1) -> Scene {
        Scene(.texture, frames: frames).with {
            $0.speed = speed
            $0.seed = seed
        }
    }

    var track: VideoTrack {
        var track = VideoTrack()
        track.size = size
        track.scenes = scenes
        track.scan = scan
        track.colour = colour
        track.codedScan = codedScan
        track.pulldown = pulldown
        switch codec {
        case .h264: track.options = ["crf": "20", "preset": "veryfast"]
        case .mpeg2:
            track.encoder = "mpeg2video"
            track.options = ["b": "6000000", "maxrate": "9000000", "bufsize": "1835008", "g": "12", "bf": "2"]
        case .prores:
            track.encoder = "prores_ks"
            track.pixelFormat = "yuv422p10le"
        case .lossless: track.encoder = "ffv1"
        }
        if isStarved {
            let starved = ["H.264": ["crf": "38", "g": "25"], "MPEG-2": ["b": "80000", "g": "12", "bf": "2"]]
            track.options = starved[codec.rawValue] ?? ["profile": "0"]
        }
        if let pixelFormat { track.pixelFormat = pixelFormat }
        return track
    }

    var ending: String { codec == .prores ? "mov" : "mkv" }

    /// What the pictures depend on.
    var key: String { "\(scenes) \(size) \(scan) \(pulldown) \(track.pixelFormat) \(grain) \(seed) \(colour)" }

    /// The pictures before encoding, with grain.
    func pictures() throws -> [Canvas] {
        var painter = try VideoPainter(track)
        var pictures: [Canvas] = []
        let noise = Grain(seed: seed, deviation: grain * (track.pixelFormat.hasSuffix("10le") ? 4 : 1))
        while case .picture(var canvas)? = painter.next() {
            if grain > 0 { noise.add(to: &canvas.planes[0], picture: pictures.count) }
            pictures.append(canvas)
        }
        return pictures
    }

    /// Encodes the pictures after `fault` has been done to them, and measures them.
    func log(
        in bench: Bench, only metrics: Set<String>? = nil, _ fault: (inout [Canvas]) -> Void = { _ in }
    ) throws -> Log {
        var all = try pictures()
        fault(&all)
        return try log(of: all, in: bench, only: metrics)
    }

    /// Encodes these pictures and measures them.
    func log(of all: [Canvas], in bench: Bench, only metrics: Set<String>? = nil) throws -> Log {
        let path = bench.path("\(UUID().uuidString).\(ending)")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(all, to: path)
        return try Self.log(path, only: metrics)
    }

    /// Encodes these pictures.
    func write(_ all: [Canvas], to path: String) throws {
        let writer = try MediaWriter(path: path)
        let stream = try writer.addVideo(try track.settings())
        try writer.start()
        for (index, canvas) in all.enumerated() {
            try writer.write(picture: canvas.planes.map(\.samples), frame: index, to: stream)
        }
        try writer.finish()
    }

    static func log(_ path: String, only metrics: Set<String>? = nil) throws -> Log {
        try Measurement(catalogue, metrics: metrics ?? Self.metrics, threads: 2, hashes: false).log(of: path)
    }

    /// All that the checks of structure measure.
    static let metrics: Set<String> = Set(
        catalogue.filter { Self.checks.contains($0.id) }.flatMap { $0.metrics.map(\.id) })
    static let checks: Set<String> = [
        "picture-cuts", "picture-repeats", "picture-scan", "picture-active", "picture-constant-colour", "picture-codes",
        "picture-line-up", "picture-head-and-tail", "picture-stray-lines", "picture-stuck-pixels", "picture-block-grid",
        "picture-chroma-loss", "picture-chroma-shift", "picture-edge-lines", "picture-digital-hits",
        "picture-line-dropouts", "picture-enlargement",
    ]
}

/// Pictures that several cases begin with.
final class PictureCache {
    private var all: [String: [Canvas]] = [:]

    func pictures(_ media: StructureMedia) throws -> [Canvas] {
        if let there = all[media.key] { return there }
        if all.count >= 9 { all = [:] }
        let made = try media.pictures()
        all[media.key] = made
        return made
    }
}

/// Noise that looks different in every picture and is cheap to add.
struct Grain {
    private let values: [Int16]

    init(seed: UInt64, deviation: Double) {
        var random = SplitMix64(seed: seed &+ 77)
        values = (0..<65_536).map { _ in
            let sum = random.unit() + random.unit() + random.unit() + random.unit()
            return Int16(((sum - 2) * deviation * 3.0.squareRoot()).rounded())
        }
    }

    func add(to plane: inout Canvas.Plane, picture: Int) {
        var place = (picture &* 40_503) & 65_535
        values.withUnsafeBufferPointer { noise in
            plane.samples.withUnsafeMutableBufferPointer { samples in
                for index in 0..<samples.count {
                    samples[index] = UInt16(truncatingIfNeeded: max(0, Int(samples[index]) &+ Int(noise[place])))
                    place = (place &+ 1) & 65_535
                }
            }
        }
    }
}

extension Log {
    /// The pictures at which the moments of a reading begin, at 25 a second.
    func frames(_ metric: String) -> [Int] {
        (reading(metric, TrackID(.video, 0))?.moments ?? []).map { Int(($0.start * 25).rounded()) }
    }

    func values(_ metric: String) -> [Float] { series(metric, TrackID(.video, 0))?.values ?? [] }
}
