import Foundation
import Model

@testable import Synth

/// Levels, holes and broken waves.
extension SoundFault {
    static let all =
        [silence, silentChannel, black, clipping, flatTops, offset, dropout, dip, click, splice, repeated] + ofPairs
        + ofTones

    static let silence = SoundFault(
        name: "silence of the programme, 1 s", metric: "sound.silence",
        severities: ["noise at -64 dBFS", "-75 dBFS", "-95 dBFS"],
        put: { tracks, random, severity in
            let span = span(&random, 1, 4, 1)
            for channel in tracks[0].indices {
                for index in span { tracks[0][channel][index] = noise(&random, [6.3e-4, 1.8e-4, 1.8e-5][severity]) }
            }
            return [moment(span.lowerBound, span.upperBound)]
        }, report: { log, _ in quiet(log.series("sound.silence", track), below: -60) })

    static let silentChannel = SoundFault(
        name: "silence of one channel, 1 s", metric: "sound.level",
        severities: ["noise at -64 dBFS", "-75 dBFS", "digital zero"],
        put: { tracks, random, severity in
            let span = span(&random, 1, 4, 1)
            for index in span { tracks[0][1][index] = noise(&random, [6.3e-4, 1.8e-4, 0][severity]) }
            return [moment(span.lowerBound, span.upperBound)]
        }, report: { log, _ in quiet(log.series("sound.level", track, channel: 1), below: -60) })

    static let black = SoundFault(
        name: "digital black", metric: "sound.digital-black", severities: ["0.12 s", "0.5 s", "2 s"],
        codedLayout: .stereo,
        put: { tracks, random, severity in
            let span = span(&random, 1, 3, [0.12, 0.5, 2][severity])
            for channel in tracks[0].indices { for index in span { tracks[0][channel][index] = 0 } }
            return [moment(span.lowerBound, span.upperBound)]
        }, report: moments("sound.digital-black"))

    /// Raises a stretch until its peaks are cut off; returns from where to where at least so many samples in a row are.
    private static func clip(_ sound: inout [Float], _ span: Range<Int>, over: Float, at ceiling: Float, least: Int)
        -> [Moment]
    {
        let peak = sound[span].reduce(0) { max($0, abs($1)) }
        var run = 0
        var first: Int?
        var last = 0
        for index in span {
            let sample = sound[index] * over / max(peak, 1e-6)
            sound[index] = max(-1, min(1, sample)) * ceiling
            run = abs(sample) >= 1 ? run + 1 : 0
            guard run >= least else { continue }
            first = first ?? index - least + 1
            last = index
        }
        return first.map { [moment($0, last + 1)] } ?? []
    }

    static let clipping = SoundFault(
        name: "clipping for 0.3 s", metric: "sound.clipping", severities: ["1 dB over", "4 dB", "12 dB"],
        survivesCoding: false,
        put: { tracks, random, severity in
            let place = loudPlace(tracks[0], &random, 14400)
            return clip(
                &tracks[0][place.channel], place.at..<place.at + 14400, over: [1.122, 1.585, 3.98][severity], at: 1,
                least: 3)
        }, report: moments("sound.clipping"))

    static let flatTops = SoundFault(
        name: "clipped for 0.3 s, then turned down by 6 dB", metric: "sound.flat-tops",
        severities: ["1 dB over", "4 dB", "12 dB"], survivesCoding: false,
        put: { tracks, random, severity in
            let place = loudPlace(tracks[0], &random, 14400)
            return clip(
                &tracks[0][place.channel], place.at..<place.at + 14400, over: [1.122, 1.585, 3.98][severity], at: 0.5,
                least: 4)
        }, report: moments("sound.flat-tops"))

    static let offset = SoundFault(
        name: "direct current for 5 s", metric: "sound.dc-offset", severities: ["0.3 %", "1 %", "3 %"], seconds: 12,
        put: { tracks, random, severity in
            let span = span(&random, 2, 5, 5)
            for index in span { tracks[0][0][index] += [0.003, 0.01, 0.03][severity] }
            return [moment(span.lowerBound, span.upperBound)]
        },
        report: { log, _ in
            (log.number("sound.dc-offset", track) ?? 0) >= 0.2 ? log.reading("sound.dc-offset", track)!.moments : []
        })

    static let dropout = SoundFault(
        name: "hole of zeros in one channel", metric: "sound.dropouts", severities: ["2 ms", "10 ms", "80 ms"],
        put: { tracks, random, severity in
            let length = [96, 480, 3840][severity]
            let place = loudPlace(tracks[0], &random, length)
            for index in place.at..<place.at + length { tracks[0][place.channel][index] = 0 }
            return [moment(place.at, place.at + length)]
        }, report: moments("sound.dropouts"))

    static let dip = SoundFault(
        name: "hole of 40 dB in one channel", metric: "sound.dropouts", severities: ["5 ms", "20 ms", "200 ms"],
        least: 8,
        put: { tracks, random, severity in
            let length = [240, 960, 9600][severity]
            let place = loudPlace(tracks[0], &random, length)
            for index in place.at..<place.at + length { tracks[0][place.channel][index] *= 0.01 }
            return [moment(place.at, place.at + length)]
        }, report: moments("sound.dropouts"))

    static let click = SoundFault(
        name: "click of one sample", metric: "sound.clicks",
        severities: ["half the peak around it", "that peak", "twice that peak"], hasEnd: false,
        put: { tracks, random, severity in
            let place = loudPlace(tracks[0], &random, 1)
            let around = tracks[0][place.channel][place.at - 480..<place.at + 480].reduce(0) { max($0, abs($1)) }
            let sign: Float = random.unit() < 0.5 ? -1 : 1
            tracks[0][place.channel][place.at] += sign * around * [0.5, 1, 2][severity]
            return [moment(place.at, place.at + 1)]
        }, report: moments("sound.clicks"))

    static let splice = SoundFault(
        name: "edit without a crossfade", metric: "sound.clicks",
        severities: ["a jump of a quarter of the peak around it", "half of it", "all of it"], hasEnd: false,
        put: { tracks, random, severity in
            let place = loudPlace(tracks[0], &random, 1)
            let sound = tracks[0][place.channel]
            let around = sound[place.at - 480..<place.at + 480].reduce(0) { max($0, abs($1)) }
            let wanted = around * [0.25, 0.5, 1][severity]
            // The sample some 10 to 200 ms behind that jumps by just about that much.
            let from = (place.at + 480..<place.at + 9600).min {
                abs(abs(sound[$0] - sound[place.at - 1]) - wanted) < abs(abs(sound[$1] - sound[place.at - 1]) - wanted)
            }!
            for channel in tracks[0].indices { tracks[0][channel].removeSubrange(place.at..<from) }
            return [moment(place.at, place.at + 1)]
        }, report: moments("sound.clicks"))

    static let repeated = SoundFault(
        name: "buffer that is played twice", metric: "sound.repeated-buffers",
        severities: ["256 samples", "1024", "4096"], survivesCoding: false,
        put: { tracks, random, severity in
            let length = [256, 1024, 4096][severity]
            let place = loudPlace(tracks[0], &random, length)
            for channel in tracks[0].indices {
                let buffer = tracks[0][channel][place.at - length..<place.at]
                tracks[0][channel].insert(contentsOf: buffer, at: place.at)
            }
            return [moment(place.at, place.at + length)]
        }, report: moments("sound.repeated-buffers"))
}
