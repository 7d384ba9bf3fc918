import CKernels
import Foundation
import Model
import Testing

/// The meter by itself: bins, blocks, code paths, broken input.
@Suite struct MeterTests {
    private let noise = [Signal.noise(50_000, seed: 1), Signal.noise(50_000, gain: 0.9, seed: 2)]

    /// ITU-R BS.1770-5 Annex 1 tables 1 and 2, at 48 kHz.
    @Test func coefficientsAreThoseOfTheStandard() {
        var (shelf, pass) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
        fgk_weighting_coefficients(48000, &shelf, &pass)
        let printed = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585]
        #expect(zip(shelf, printed).allSatisfy { abs($0 - $1) < 1e-14 })
        #expect(zip(pass, [1, -2, 1, -1.99004745483398, 0.99007225036621]).allSatisfy { abs($0 - $1) < 1e-14 })
    }

    @Test(arguments: [
        (44100, 1.53084123005035, -1.66365511325602, -1.98916967362980),
        (96000, 1.55971422897580, -1.84460946989011, -1.99501754472472),
        (192_000, 1.57222721509128, -1.92220223060749, -1.99750722284070),
    ]) func coefficientsAtOtherRates(_ rate: Double, _ b0: Double, _ shelfA1: Double, _ passA1: Double) {
        var (shelf, pass) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
        fgk_weighting_coefficients(rate, &shelf, &pass)
        #expect(abs(shelf[0] - b0) < 1e-13 && abs(shelf[3] - shelfA1) < 1e-13 && abs(pass[3] - passA1) < 1e-13)
    }

    @Test(arguments: [8000.0, 11025, 22050, 44100, 48000 / 1.001, 48000, 768_000]) func binEdges(_ rate: Double) {
        let frames = Int((rate * 0.125).rounded(.up))
        let edge = { (bin: Int) in Int((Double(bin) * rate / 100).rounded()) }
        var samples = [Float](repeating: 0, count: frames)
        for bin in 0..<12 { samples[edge(bin)] = Float(bin + 1) / 16 }
        let metered = Metering.run([samples], rate: rate)
        let expected = (0..<13).map { $0 < 12 ? Float($0 + 1) / 16 : 0 }
        #expect(metered.samplePeaks[0] == expected)
        #expect(metered.energies[0].dropLast().allSatisfy { $0 > 0 } && metered.energies[0].last!.isNaN)
    }

    @Test func aLastBinThatIsWholeHasItsEnergy() {
        let metered = Metering.run([Signal.tone(-23, 0.05)])
        #expect(metered.energies[0].count == 5 && metered.energies[0].allSatisfy { $0 > 0 })
    }

    @Test func noSoundNoBins() { #expect(Metering.run([[]]).energies == [[]]) }

    @Test func aSingleSample() {
        let metered = Metering.run([[0.5]])
        #expect(metered.samplePeaks == [[0.5]] && metered.truePeaks == [[0.5]] && metered.energies[0][0].isNaN)
    }

    @Test(arguments: [1, 7, 11, 12, 13, 479, 480, 481, 492, 8192]) func anyBlockSizeGivesTheSameBits(_ size: Int) {
        let whole = Metering.run(noise, rate: 44100) { 50_000 }
        let cut = Metering.run(noise, rate: 44100) { size }
        #expect(bits(whole) == bits(cut))
    }

    @Test func randomBlocksGiveTheSameBits() {
        let samples = [Signal.tone([(-26, 2), (-20, 2.01), (-26, 2)])]
        var random = SystemRandomNumberGenerator()
        #expect(bits(Metering.run(samples)) == bits(Metering.run(samples) { .random(in: 1...8192, using: &random) }))
    }

    @Test(arguments: [8000.0, 44100, 48000, 192_000]) func codePathsAgree(_ rate: Double) {
        let (fast, portable) = (Metering.run(noise, rate: rate), Metering.run(noise, rate: rate, portable: true))
        #expect(portable.path == "portable" && fast.samplePeaks == portable.samplePeaks)
        #expect(largestDifference(fast.energies, portable.energies, perDecade: 10) < 1e-6)
        #expect(largestDifference(fast.truePeaks, portable.truePeaks, perDecade: 20) < 1e-5)
    }

    /// Broken samples count as zero, are counted, and leave what follows alone.
    @Test func samplesThatAreNoNumbers() {
        var (broken, mended) = (noise, noise)
        for (place, value) in [(5, Float.nan), (1000, .infinity), (1001, -.infinity), (49_999, .signalingNaN)] {
            broken[0][place] = value
            mended[0][place] = 0
        }
        var (found, expected) = (Metering.run(broken), Metering.run(mended))
        #expect(found.nonFinite == 4)
        (found.nonFinite, expected.nonFinite) = (0, 0)
        #expect(bits(found) == bits(expected))
    }

    @Test func absurdSamplesAreHeld() {
        var samples = noise[0]
        samples[1000] = .greatestFiniteMagnitude
        let metered = Metering.run([samples])
        #expect(metered.samplePeaks[0].max() == 1e9 && metered.truePeaks[0].allSatisfy { $0.isFinite })
        #expect(metered.energies[0].dropLast().allSatisfy { $0.isFinite })
        #expect(isNear(Double(metered.energies[0][100]), Double(Metering.run([noise[0]]).energies[0][100]), 1e-6))
    }

    @Test func denormalSamplesAreSilence() {
        let metered = Metering.run([[Float](repeating: .leastNonzeroMagnitude * 1000, count: 4800)])
        #expect(metered.energies == [[Float](repeating: 0, count: 10)] && metered.truePeaks == metered.energies)
    }

    @Test(arguments: [(7999.0, 2), (768_001, 2), (.nan, 2), (48000, 0), (48000, -1), (48000, 1025)])
    func refusedSettings(_ rate: Double, _ channels: Int32) { #expect(fgk_meter_create(rate, channels) == nil) }

    @Test func refusesTooLittleRoomAndMoreSoundAfterTheEnd() {
        let meter = fgk_meter_create(48000, 1)
        let room = UnsafeMutablePointer<Float>.allocate(capacity: 16)
        let samples = [Float](repeating: 0, count: 960)
        defer {
            fgk_meter_destroy(meter)
            room.deallocate()
        }
        let consume = { (capacity: Int) in
            samples.withUnsafeBufferPointer {
                fgk_meter_consume(meter, [$0.baseAddress], 960, room, room, room, capacity)
            }
        }
        let finish = { (capacity: Int) in fgk_meter_finish(meter, room, room, room, capacity) }
        let consumed: [Int] = [consume(2), consume(3)]
        let finished: [Int] = [finish(1), finish(2), finish(2), consume(3)]
        #expect(consumed == [-1, 1])
        #expect(finished == [-1, 1, -1, -1])
    }

    private func bits(_ metered: Metered) -> [[UInt32]] {
        (metered.energies + metered.truePeaks + metered.samplePeaks).map { $0.map(\.bitPattern) }
    }

    private func largestDifference(_ a: [[Float]], _ b: [[Float]], perDecade: Double) -> Double {
        zip(a.joined(), b.joined()).map { abs(perDecade * log10(Double($0) / Double($1))) }.filter { !$0.isNaN }.max()!
    }
}
