import CKernels
import Model

/// Whether two channels carry the same sound.
struct PairIdentity {
    let first, second: Int
    private var left = 0.0, right = 0.0, product = 0.0, apart = 0.0
    private var samples = 0
    private var heard = 0, same = 0
    /// Energy of the first and second channel over all that was heard.
    private var energies = (0.0, 0.0)
    private var isEqual = true

    /// -60 dBFS
    private static let gate = 1e-6
    private static let least = 0.9995

    init(_ pair: fgk_ears_pair) {
        first = Int(pair.first)
        second = Int(pair.second)
    }

    mutating func add(_ pair: fgk_ears_pair, _ bin: HeardBin) {
        left += bin.channels[first].square
        right += bin.channels[second].square
        product += pair.product
        apart += pair.difference
        samples += bin.length
        if bin.endsStep || bin.isLast { close() }
    }

    private mutating func close() {
        if apart != 0 { isEqual = false }
        if left + right > 2 * Self.gate * Double(samples) {
            heard += 1
            energies = (energies.0 + left, energies.1 + right)
            if left > 0, right > 0, product >= Self.least * (left * right).squareRoot() { same += 1 }
        }
        (left, right, product, apart) = (0, 0, 0, 0)
        samples = 0
    }

    var isSame: Bool { heard > 0 && Double(same) >= ChannelEar.share * Double(heard) }

    /// In words.
    var difference: String {
        if isEqual { return "equal bit by bit" }
        let apart = decibels(power: energies.1 / energies.0)
        return abs(apart) < 0.05 ? "equal but for small differences" : "\((abs(apart) * 10).rounded() / 10) dB apart"
    }
}
