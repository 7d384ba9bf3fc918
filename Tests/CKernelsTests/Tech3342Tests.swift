import Model
import Testing

/// EBU Tech 3342 test signals 1 to 4: 20 s per level, tolerance 1 LU. Case 3 fails with the gate of integrated
/// loudness (-10 LU) in place of that of loudness range (-20 LU).
@Suite struct Tech3342Tests {
    @Test(
        arguments: [
            ([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20), ([-50, -35, -20, -35, -50], 15),
        ] as [([Double], Double)])
    func range(_ levels: [Double], _ expected: Double) {
        let loudness = Loudness.stereo(Signal.tone(levels.map { ($0, 20) }))
        #expect(isNear(loudness.number(LoudnessMetrics.range), expected, 0.01))
    }

    @Test func shortProgrammesSaySo() {
        let short = Loudness.stereo(Signal.tone(-23, 20)).reading(LoudnessMetrics.range)
        #expect(short?.note?.contains("shorter than 60 s") == true)
        let long = Loudness.stereo(Signal.tone(-23, 60)).reading(LoudnessMetrics.range)
        #expect(long?.note == nil && isNear(long?.value?.asNumber, 0, 0.001))
    }
}
