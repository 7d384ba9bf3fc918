import CKernels
import Measuring
import Media
import Model

/// Bits of the samples that were ever used.
struct PaddingCheck: EarCheck {
    let id = "sample-bits"
    let version = 1
    let guide = Guide(
        title: "Bits in use",
        what: "The number of bits, counted from the top, that the samples of a track ever use. A 24-bit track in which "
            + "the lower 8 bits of every sample are zero reads 16. Samples are taken in single precision: 24 bits are "
            + "exact, of the lower 8 bits of a 32-bit track only quiet passages show anything.",
        why: "A spec that asks for 24 bits asks for the sound of 24 bits. Padding a 16-bit file adds bytes and no "
            + "quality, and shows that some stage before was narrower than it should have been.",
        cause:
            "An export at 16 bits that was wrapped into a 24-bit file, a consumer source, a plug-in or converter that "
            + "works at 16 bits.",
        mend: "Go back to the stage before the narrow one and export at full width. If the source is 16 bit, say so in "
            + "the delivery notes.",
        references: ["EBU QC 0003F (audio bit depth)"])

    static let used = Metric("sound.bits-used", unit: "bit", effort: .decode)

    let metrics = [used]
    let needs: EarNeeds = []

    func ear(for sound: TrackSound) -> any Ear { PaddingEar(sound) }
}

final class PaddingEar: Ear {
    private let sound: TrackSound
    private var bits: [UInt32]

    init(_ sound: TrackSound) {
        self.sound = sound
        bits = Array(repeating: 0, count: sound.channels)
    }

    func hear(_ bin: HeardBin) {
        for (channel, result) in bin.channels.enumerated() { bits[channel] |= result.bits }
    }

    func report(_ heard: Heard, into log: inout Log) {
        guard sound.integerBits != nil else {
            return log.add(PaddingCheck.used, sound.track, nil, note: "its samples are no integers")
        }
        let used = bits.map { $0 == 0 ? 0 : 32 - $0.trailingZeroBitCount }
        let most = used.max() ?? 0
        let note = zip(sound.labels, used).map { "\($0) \($1)" }.joined(separator: ", ")
        log.add(
            PaddingCheck.used, sound.track, .number(Double(most)),
            note: most == 0 ? "all samples are zero" : used.contains { $0 != most } ? note : nil)
    }
}
