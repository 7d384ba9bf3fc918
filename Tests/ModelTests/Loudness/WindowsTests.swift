import Testing

@testable import Model

@Suite struct WindowsTests {
    private let ramp = (0..<700).map { Double(($0 * 37) % 101) }

    @Test func windowsAreMeansOfTheirBins() {
        let momentary = Windows.momentaryMeans(ramp)
        let shortTerm = Windows.shortTermMeans(ramp)
        #expect(momentary.count == 661 && shortTerm.count == 401)
        for start in [0, 1, 123, 400] {
            #expect(abs(momentary[start] - ramp[start..<start + 40].reduce(0, +) / 40) < 1e-9)
            #expect(abs(shortTerm[start] - ramp[start..<start + 300].reduce(0, +) / 300) < 1e-9)
        }
    }

    @Test(arguments: [0, 1, 39, 299]) func tooFewBins(_ count: Int) {
        let few = [Double](repeating: 1, count: count)
        #expect(Windows.momentaryMeans(few).isEmpty == (count < 40) && Windows.shortTermMeans(few).isEmpty)
    }

    /// A loud hour leaves nothing behind in the sums of the silence after it.
    @Test func loudPassagesLeaveNoTrace() {
        let sound = [Double](repeating: 1e6 / 3, count: 10_000) + [Double](repeating: 0, count: 1000)
        #expect(Windows.shortTermMeans(sound).last == 0 && Windows.momentaryMeans(sound).last == 0)
    }

    @Test func firstOfEqualMaxima() {
        #expect(Windows.maximum([1, 3, 2, 3])?.index == 1)
        #expect(Windows.maximum([]) == nil)
    }

    /// Tech 3342: the value at place round((n - 1) · p / 100 + 1). Of 11 levels 1 LU apart, places 2 and 11 (9.5 + 1,
    /// rounded up).
    @Test func percentiles() {
        let levels = (0...10).map { Decibels.energy(ofLoudness: -30 + Double($0)) }
        let windows = levels.flatMap { [Double](repeating: $0, count: 10) }
        #expect(abs(Gating.range(windows)! - 9) < 1e-9)
    }

    @Test func gatesOnNothing() {
        #expect(Gating.integrated([]) == nil && Gating.range([]) == nil)
        #expect(Gating.integrated([Double](repeating: Gating.absolute, count: 5)) == nil)
    }
}
