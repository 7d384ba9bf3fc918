import CKernels
import Measuring
import Media
import Model

/// Signs that a stereo track carries matrix-encoded surround.
struct MatrixCheck: EarCheck {
    let id = "matrix-surround"
    let version = 1
    let guide = Guide(
        title: "Matrix-encoded surround (Lt/Rt)",
        what: "The share of a stereo track's energy, from 200 Hz to 8 kHz, in which both channels have the same level "
            + "(within 2 dB) and opposite phase (within 15°), from spectra of 43 ms every 100 ms above -50 dBFS. A matrix "
            + "encoder lays the surround channel down like this. Unrelated channels show about 2 %, an Lt/Rt mix with "
            + "sound in its surrounds from about 5 % up. Widened or inverted stereo shows it too: an estimate, to be "
            + "read together with the delivery notes.",
        why: "Lt/Rt delivered as Lo/Ro loses its surrounds in mono; Lo/Ro labelled as Lt/Rt throws ambience into the "
            + "surround loudspeakers.",
        cause: "A downmix preset that encodes a matrix, or an archive track of which nobody kept the note.",
        mend: "Make the downmix the spec asks for from the 5.1 mix. Label the track as what it is.",
        references: ["ITU-R BS.775 (downmix)", "ATSC A/52 (dsurmod, the label in AC-3)"])

    static let share = Metric("sound.matrix-surround", unit: "%", effort: .decode)

    let metrics = [share]
    let needs: EarNeeds = .matrix

    func ear(for sound: TrackSound) -> any Ear { MatrixEar(sound) }
}

final class MatrixEar: Ear {
    private let sound: TrackSound
    private var energy = 0.0
    private var opposite = 0.0

    init(_ sound: TrackSound) { self.sound = sound }

    /// What the kernel finds for sound at -50 dBFS in both channels: 1.5 times the mean square and the size squared.
    private static let gate = 1e-5 * 1.5 * 2048 * 2048

    func hear(_ bin: HeardBin) {
        guard let matrix = bin.matrix, matrix.energy > Self.gate else { return }
        energy += matrix.energy
        opposite += matrix.opposite
    }

    func report(_ heard: Heard, into log: inout Log) {
        guard sound.channels == 2 else {
            return log.add(MatrixCheck.share, sound.track, .number(0), note: "only a stereo track can be Lt/Rt")
        }
        log.add(
            MatrixCheck.share, sound.track, .number(energy > 0 ? opposite / energy * 100 : 0),
            note: energy > 0 ? "estimate" : "no sound above -50 dBFS")
    }
}
