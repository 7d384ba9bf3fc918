import Checks
import Foundation
import Measuring
import Media
import Model

@testable import Synth

/// Programme-like sound that faults can be put into before it is coded.
struct SoundMedia {
    enum Codec: String, CaseIterable {
        case pcm = "PCM"
        case aac = "AAC"
        case ac3 = "AC-3"
    }

    enum Layout: String {
        case stereo
        case surround = "5.1"

        var labels: [String] { self == .stereo ? ["FL", "FR"] : ["FL", "FR", "FC", "LFE", "BL", "BR"] }
    }

    /// One array a channel, full scale ±1.
    typealias Sound = [[Float]]

    static let rate = SoundStems.rate

    /// Speech, music, or speech over music, by the seed; peaks at -6 dBFS, room noise at about -52 dBFS.
    static func programme(_ layout: Layout, seed: UInt64, seconds: Double) -> Sound {
        var stems = SoundStems(seed: seed, seconds: seconds)
        let kind = seed % 3
        let voice = kind == 1 ? [Float](repeating: 0, count: stems.count) : stems.voice()
        let silent = [Float](repeating: 0, count: stems.count)
        let music = kind == 0 && layout == .stereo ? [silent, silent] : stems.music(drums: seed.isMultiple(of: 2))
        let rooms = (0..<layout.labels.count).map { _ in stems.room() }
        let bed: Float = kind == 2 ? 0.35 : 1
        if layout == .stereo {
            return levelled((0..<2).map { side in mix([(voice, 1), (music[side], bed), (rooms[side], room)]) })
        }
        let surrounds = (0..<2).map { side in
            mix([(late(music[side], 1100 + 300 * side), 0.5), (rooms[4 + side], room)])
        }
        let fronts = (0..<2).map { side in mix([(music[side], 1), (rooms[side], room)]) }
        let centre = mix([(voice, 1), (music[0], kind == 1 ? 0.3 : 0), (rooms[2], room)])
        return levelled(fronts + [centre, mix([(stems.rumble(), 0.2)])] + surrounds)
    }

    private static let room: Float = 0.004

    private static func mix(_ parts: [(sound: [Float], gain: Float)]) -> [Float] {
        var sum = [Float](repeating: 0, count: parts[0].sound.count)
        for part in parts where part.gain > 0 {
            for index in sum.indices { sum[index] += part.gain * part.sound[index] }
        }
        return sum
    }

    private static func late(_ sound: [Float], _ samples: Int) -> [Float] {
        Array([Float](repeating: 0, count: samples) + sound.dropLast(samples))
    }

    private static func levelled(_ sound: Sound) -> Sound {
        let peak = sound.map { $0.reduce(0) { max($0, abs($1)) } }.max() ?? 1
        return sound.map { $0.map { $0 * 0.5 / peak } }
    }

    /// Codes each sound as a track of its own, and measures the file.
    static func log(of tracks: [Sound], _ codec: Codec, in bench: Bench, only metrics: Set<String>) throws -> Log {
        let path = bench.path("sound." + (codec != .pcm ? "mp4" : tracks.count > 1 ? "mov" : "wav"))
        try write(tracks, codec, to: path)
        return try Measurement(catalogue, metrics: metrics, threads: 1, hashes: false).log(of: path)
    }

    static func write(_ tracks: [Sound], _ codec: Codec, to path: String) throws {
        let writer = try MediaWriter(path: path)
        let streams = try tracks.map { sound in
            let (encoder, bits) = [.pcm: ("pcm_s24le", ""), .aac: ("aac", "96000"), .ac3: ("ac3", "100000")][codec]!
            let layout: Layout = sound.count == 2 ? .stereo : .surround
            var settings = MediaWriter.AudioSettings(
                encoder: encoder, sampleRate: rate, channels: sound.count, layout: layout.rawValue)
            if let each = Int(bits) { settings.options["b"] = "\(min(640_000, each * sound.count))" }
            return try writer.addAudio(settings)
        }
        try writer.start()
        for start in stride(from: 0, to: tracks[0][0].count, by: 4800) {
            for (stream, sound) in zip(streams, tracks) {
                let end = min(sound[0].count, start + 4800)
                try writer.write(sound: sound.map { Array($0[start..<end]) }, to: stream)
            }
        }
        try writer.finish()
    }
}

/// Programmes that were made before.
final class SoundCache {
    private var sounds: [String: SoundMedia.Sound] = [:]

    func programme(_ layout: SoundMedia.Layout, seed: UInt64, seconds: Double) -> SoundMedia.Sound {
        let key = "\(layout) \(seed)"
        if let sound = sounds[key], Double(sound[0].count) >= seconds * Double(SoundMedia.rate) {
            return sound.map { Array($0.prefix(Int(seconds * Double(SoundMedia.rate)))) }
        }
        let sound = SoundMedia.programme(layout, seed: seed, seconds: seconds)
        sounds[key] = sound
        return sound
    }
}
