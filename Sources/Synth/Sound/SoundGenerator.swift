import Foundation
import Media

/// A run of sound, or of time without samples.
public enum SoundRun: Equatable, Sendable {
    /// One array a channel, full scale ±1.
    case samples([[Float]])
    /// Samples of time.
    case gap(Int)
}

/// Makes the sound of a track.
struct SoundGenerator {
    let track: AudioTrack
    let channels: [String]
    private let lengths: [Int]

    init(_ track: AudioTrack) throws {
        self.track = track
        channels = try track.channelNames()
        lengths = try track.segments.map { try $0.length(at: track.sampleRate) }
    }

    /// - Parameter gain: of the programme segments, linear.
    func runs(gain: Double) -> [SoundRun] {
        var phase = 0.0
        return zip(track.segments, lengths).map { segment, length in
            if segment.sound == .gap { return .gap(length) }
            if let degrees = segment.phase { phase = degrees / 360 }
            let samples = self.samples(segment, length, phase: phase, gain: gain)
            if segment.sound == .tone { phase += turns(segment, length) }
            return .samples(samples.map { fade($0, segment) })
        }
    }

    private func turns(_ segment: SoundSegment, _ samples: Int) -> Double {
        // Whole turns are dropped early, so that an hour of tone is as exact as a second.
        (segment.hertz * Double(samples) / Double(track.sampleRate)).truncatingRemainder(dividingBy: 1)
    }

    private func samples(_ segment: SoundSegment, _ length: Int, phase: Double, gain: Double) -> [[Float]] {
        let amplitudes = segment.amplitudes(channels: channels.count)
        switch segment.sound {
        case .tone:
            let wave = (0..<length).map { sin(2 * .pi * (phase + turns(segment, $0))) }
            return amplitudes.map { amplitude in wave.map { Float(amplitude * $0) } }
        case .silence, .gap:
            return amplitudes.map { _ in [Float](repeating: 0, count: length) }
        case .noise:
            return amplitudes.enumerated().map { channel, amplitude in
                var random = SplitMix64(seed: segment.seed &* 1000 &+ UInt64(channel))
                return (0..<length).map { _ in Float(amplitude * (random.unit() * 2 - 1)) }
            }
        case .speech:
            let wave = Speech.samples(seed: segment.seed, sampleRate: track.sampleRate, length: length)
            return levelled(wave, segment, amplitudes)
        case .music:
            let wave = Music.samples(seed: segment.seed, sampleRate: track.sampleRate, length: length)
            return levelled(wave, segment, amplitudes)
        case .programme:
            let programme = Programme(seed: segment.seed, sampleRate: track.sampleRate, length: length)
            return zip(channels, amplitudes).enumerated().map { index, channel in
                let scale = track.loudness == nil ? channel.1 : gain
                return programme.channel(index, isLowFrequency: channel.0 == "LFE").map { Float($0 * scale) }
            }
        }
    }

    /// The same wave in every channel, at the segment's loudness or with its peak at the level.
    private func levelled(_ wave: [Double], _ segment: SoundSegment, _ amplitudes: [Double]) -> [[Float]] {
        let peak = wave.reduce(0) { max($0, abs($1)) }
        let scaled = amplitudes.map { amplitude in wave.map { Float(peak > 0 ? amplitude * $0 / peak : 0) } }
        guard let target = segment.loudness, let now = Loudness.ungated(scaled, names: channels) else { return scaled }
        let gain = Float(pow(10, (target - now) / 20))
        return scaled.map { $0.map { gain * $0 } }
    }

    private func fade(_ samples: [Float], _ segment: SoundSegment) -> [Float] {
        let length = min(samples.count / 2, Int((segment.fade * Double(track.sampleRate)).rounded()))
        guard length > 0 else { return samples }
        var faded = samples
        for index in 0..<length {
            let gain = (Float(index) + 0.5) / Float(length)
            faded[index] *= gain
            faded[samples.count - 1 - index] *= gain
        }
        return faded
    }
}

extension AudioTrack {
    /// Names of the channels; empty ones where they have no label.
    func channelNames() throws -> [String] {
        if let layout { return try Media.channelNames(layout: layout) }
        guard let channels, channels > 0 else { throw RecipeError("audio: layout or channels are missing") }
        return Array(repeating: "", count: channels)
    }
}

extension SoundSegment {
    func length(at sampleRate: Int) throws(RecipeError) -> Int {
        let length = samples ?? seconds.map { Int(($0 * Double(sampleRate)).rounded()) }
        guard let length, length >= 0 else { throw RecipeError("\(sound.rawValue): seconds or samples are missing") }
        return length
    }

    /// Linear peak of each channel.
    func amplitudes(channels: Int) -> [Double] {
        (0..<channels).map { channel in
            guard let levels else { return pow(10, level / 20) }
            return channel < levels.count ? levels[channel].map { pow(10, $0 / 20) } ?? 0 : 0
        }
    }
}
