import Measuring
import Media
import Model

/// Average bit rate of a picture track and its peak over one second.
struct BitRateCheck: Check {
    let id = "bit-rate"
    let version = 1
    let guide = Guide(
        title: "Bit rate",
        what: "Adds up the sizes of the compressed pictures: the average over the track, and the highest sum over any "
            + "second (a window of one second sliding picture by picture in coding order).",
        why: "Playout servers and networks are built for a peak. A rate that is too low costs quality, one that is too "
            + "high stops a stream or a decoder buffer.",
        cause: "Quality-based encoding where a constant rate was asked for, or a preset of another class.",
        mend: "Encode again with the rate control the spec names (constant rate, or a maximum with a buffer size).",
        references: ["EBU QC (bit rate)", "ITU-T H.264 Annex C, H.265 Annex C (buffer models)"])

    static let average = Metric("video.bit-rate", unit: "Mb/s", effort: .packets)
    static let peak = Metric("video.bit-rate-peak", unit: "Mb/s", effort: .packets)

    let metrics = [average, peak]
    let wants: Wants = .packets

    func packetAnalyser(for track: Track) -> (any PacketAnalyser)? { track.kind == .video ? BitCounter(track) : nil }
}

final class BitCounter: PacketAnalyser {
    private let track: Track
    private var sizes: [Int32] = []

    init(_ track: Track) {
        self.track = track
        sizes.reserveCapacity(track.facts.frames > 0 ? min(track.facts.frames, 1 << 20) : 4096)
    }

    func consume(_ packet: Packet, _ facts: PacketFacts) { sizes.append(Int32(clamping: facts.size)) }

    func finish(into log: inout Log) {
        guard let rate = track.frameRate, rate.isPositive, !sizes.isEmpty else {
            log.cannotMeasure(
                [BitRateCheck.average, BitRateCheck.peak], track.id,
                because: "the track has no packets or no frame rate")
            return
        }
        let total = sizes.reduce(0) { $0 + Double($1) }
        let megabits = total * 8 / 1e6
        log.add(BitRateCheck.average, track.id, .number(rounded(megabits * rate.asDouble / Double(sizes.count))))
        addPeak(window: max(1, Int(rate.asDouble.rounded())), rate, into: &log)
    }

    private func addPeak(window: Int, _ rate: Rational, into log: inout Log) {
        guard sizes.count >= window else {
            log.cannotMeasure([BitRateCheck.peak], track.id, because: "the track is shorter than one second")
            return
        }
        var sum = sizes.prefix(window).reduce(0) { $0 + Int($1) }
        var best = (sum: sum, first: 0)
        for index in window..<max(window, sizes.count) {
            sum += Int(sizes[index]) - Int(sizes[index - window])
            if sum > best.sum { best = (sum, index - window + 1) }
        }
        let seconds = Double(window) / rate.asDouble
        let start = Double(best.first) / rate.asDouble
        log.add(
            BitRateCheck.peak, track.id, .number(rounded(Double(best.sum) * 8 / 1e6 / seconds)),
            moments: [Moment(rounded(start), rounded(start + seconds))])
    }
}
