import CKernels
import Foundation

/// What the flash kernels find, worked out sample by sample from the definitions, without any short cut.
struct FlashReference {
    /// A way to code light, with its tables.
    struct Coding: CustomStringConvertible, Sendable {
        let description: String
        let depth: Int
        let kr, kb: Double
        let level: [UInt16]
        let linear: [Float]
        let bend: [Float]?
        let toXYZ, to709: [Float]

        static let sdr = Coding(
            description: "SDR, 8 bit", depth: 8, isWide: false, luminance: { 200 * pow($0, 2.4) },
            linear: { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) })
        static let pq = Coding(
            description: "PQ, 10 bit", depth: 10, isWide: true, luminance: pq, linear: { pq($0) / 200 })
        static let hlg = Coding(
            description: "HLG, 10 bit", depth: 10, isWide: true, luminance: { 1000 * pow(scene($0), 1.2) },
            linear: scene, bend: { 1000 * pow($0, 1.2) })
        static let deep = Coding(
            description: "PQ, 16 bit", depth: 16, isWide: true, luminance: pq, linear: { pq($0) / 200 })

        private init(
            description: String, depth: Int, isWide: Bool, luminance: (Double) -> Double,
            linear: (Double) -> Double, bend: ((Double) -> Double)? = nil
        ) {
            let unit = Double(1 << (depth - 8))
            self.description = description
            self.depth = depth
            level = (0..<1 << depth).map {
                fgk_flash_level(Float(luminance(min(1, max(0, (Double($0) / unit - 16) / 219)))))
            }
            self.linear = (0...4095).map { Float(linear(Double($0) / 4095)) }
            self.bend = bend.map { bend in (0...4096).map { Float(bend(pow(Double($0) / 4096, 2))) } }
            (kr, kb) = isWide ? (0.2627, 0.0593) : (0.2126, 0.0722)
            toXYZ =
                isWide
                ? [0.6369580, 0.1446169, 0.1688810, 0.2627002, 0.6779981, 0.0593017, 0, 0.0280727, 1.0609851]
                : [0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322]
            to709 =
                isWide
                ? [
                    1.6604910, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789,
                    1.1187297,
                ]
                : [1, 0, 0, 0, 1, 0, 0, 0, 1]
        }

        private static func pq(_ value: Double) -> Double {
            let power = pow(value, 32 / 2523.0)
            return 10000 * pow(max(power - 3424.0 / 4096, 0) / (2413.0 / 128 - 2392.0 / 128 * power), 16384 / 2610.0)
        }

        private static func scene(_ value: Double) -> Double {
            value <= 0.5 ? value * value / 3 : (exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
        }

        /// Lends the tables for the duration of a call.
        func withReading<Result>(_ body: (UnsafePointer<fgk_flash_reading>) -> Result) -> Result {
            level.withUnsafeBufferPointer { level in
                linear.withUnsafeBufferPointer { linear in
                    (bend ?? []).withUnsafeBufferPointer { bend in
                        var reading = fgk_flash_reading()
                        reading.model = FGK_PICTURE_YCBCR
                        reading.depth = Int32(depth)
                        (reading.kr, reading.kb, reading.peak) = (kr, kb, 200)
                        reading.level_of_luma = level.baseAddress
                        reading.linear = linear.baseAddress
                        reading.bend = self.bend == nil ? nil : bend.baseAddress
                        withUnsafeMutableBytes(of: &reading.to_xyz) { to in
                            toXYZ.withUnsafeBytes { to.copyMemory(from: $0) }
                        }
                        withUnsafeMutableBytes(of: &reading.to_709) { to in
                            to709.withUnsafeBytes { to.copyMemory(from: $0) }
                        }
                        return withUnsafePointer(to: reading, body)
                    }
                }
            }
        }
    }

    /// One sample of a picture as light.
    struct Sample {
        var luma = 0, light = 0
        var isRed = false
        var across = 0, up = 0
    }

    static let columns = 240, rows = 135
    private let coding: Coding
    private let rule: fgk_flash_change_rule
    private var before: [Sample] = []
    /// Direction of the last change, and values since then.
    private var direction = [Int](repeating: 0, count: columns * rows)
    private var low: [Int] = [], high: [Int] = []

    init(_ coding: Coding, _ rule: fgk_flash_change_rule) {
        self.coding = coding
        self.rule = rule
    }

    /// Samples that rise and that fall with this picture, in company.
    mutating func changes(_ grids: [[UInt16]]) -> [Int32] {
        let now = Self.watched.map { sample(grids, $0) }
        defer { before = now }
        guard !before.isEmpty else {
            low = now.map(value)
            high = low
            return [0, 0]
        }
        var rise = [Bool](repeating: false, count: now.count)
        var fall = rise
        for place in now.indices {
            let (rises, falls) = turns(now[place], before[place], place)
            rise[place] = rises && direction[place] <= 0
            fall[place] = falls && direction[place] >= 0 && !rise[place]
            if rise[place] || fall[place] { direction[place] = rise[place] ? 1 : -1 }
            let starts = rise[place] || fall[place] || rule.within > 0
            low[place] = starts ? value(now[place]) : min(low[place], value(now[place]))
            high[place] = starts ? value(now[place]) : max(high[place], value(now[place]))
        }
        return [inCompany(rise), inCompany(fall)]
    }

    private func value(_ sample: Sample) -> Int { rule.plane == FGK_FLASH_LIGHT ? sample.light : sample.luma }

    private func turns(_ now: Sample, _ then: Sample, _ place: Int) -> (Bool, Bool) {
        guard rule.plane != FGK_FLASH_RED else {
            let (across, up) = (now.across - then.across, now.up - then.up)
            let distance = rule.distance * 32768
            let isFar = across * across + up * up >= Int(distance * distance)
            return (isFar && now.isRed && !then.isRed, isFar && then.isRed && !now.isRed)
        }
        func isChange(from darker: Int, to brighter: Int) -> Bool {
            brighter - darker >= Int(darker < Int(rule.dark) ? rule.step : rule.bright_step)
        }
        return (isChange(from: low[place], to: value(now)), isChange(from: value(now), to: high[place]))
    }

    /// Places in the picture's grid of the samples that are watched.
    private static let watched: [Int] = (0..<columns * rows).map { place in
        let (column, row) = (place % columns, place / columns)
        return (2 * row + column % 2) * 480 + 2 * column + row % 2
    }

    private func inCompany(_ mask: [Bool]) -> Int32 {
        var sum: Int32 = 0
        for place in mask.indices where mask[place] {
            let (column, row) = (place % Self.columns, place / Self.columns)
            var neighbours = -1
            for y in max(0, row - 1)...min(Self.rows - 1, row + 1) {
                for x in max(0, column - 1)...min(Self.columns - 1, column + 1) where mask[y * Self.columns + x] {
                    neighbours += 1
                }
            }
            if neighbours >= 3 { sum += 1 }
        }
        return sum
    }
}

extension FlashReference {
    fileprivate func sample(_ grids: [[UInt16]], _ place: Int) -> Sample {
        var sample = Sample()
        guard rule.plane != FGK_FLASH_LUMA else {
            sample.luma = Int(coding.level[Int(grids[0][place])])
            return sample
        }
        let drop = max(0, coding.depth - 12)
        let unit = Double(1 << (coding.depth - drop - 8))
        let kg = 1 - coding.kr - coding.kb
        func factor(_ value: Double) -> Int { Int((value * 8192).rounded(.toNearestOrAwayFromZero)) }
        func light(_ steps: Int) -> Float { coding.linear[min(4095, max(0, steps >> 13))] }
        let chroma = 4095 / (224 * unit)
        let y = (Int(grids[0][place]) >> drop - Int(16 * unit)) * factor(4095 / (219 * unit)) + 4096
        let cb = Int(grids[1][place]) >> drop - Int(128 * unit)
        let cr = Int(grids[2][place]) >> drop - Int(128 * unit)
        let green =
            y - cb * factor(2 * (1 - coding.kb) * coding.kb / kg * chroma)
            - cr * factor(2 * (1 - coding.kr) * coding.kr / kg * chroma)
        let rgb = RGB(
            red: light(y + cr * factor(2 * (1 - coding.kr) * chroma)), green: light(green),
            blue: light(y + cb * factor(2 * (1 - coding.kb) * chroma)))
        if rule.plane == FGK_FLASH_RED {
            colour(rgb, &sample)
        } else {
            sample.light = Int(fgk_flash_level(luminance(row(coding.toXYZ, 1, rgb))))
        }
        return sample
    }

    /// Linear light.
    private struct RGB { let red, green, blue: Float }

    private func row(_ matrix: [Float], _ index: Int, _ rgb: RGB) -> Float {
        matrix[3 * index] * rgb.red + matrix[3 * index + 1] * rgb.green + matrix[3 * index + 2] * rgb.blue
    }

    private func luminance(_ y: Float) -> Float {
        guard let bend = coding.bend else { return y * 200 }
        let at = min(1, y).squareRoot() * 4096
        let entry = min(4095, Int(at))
        return bend[entry] + (bend[entry + 1] - bend[entry]) * (at - Float(entry))
    }

    private func colour(_ rgb: RGB, _ sample: inout Sample) {
        let red = max(0, row(coding.to709, 0, rgb))
        let rest = max(0, row(coding.to709, 1, rgb)) + max(0, row(coding.to709, 2, rgb))
        guard red + rest > 0.01 else {
            (sample.across, sample.up) = (6482, 15346)
            return
        }
        let (x, y, z) = (row(coding.toXYZ, 0, rgb), row(coding.toXYZ, 1, rgb), row(coding.toXYZ, 2, rgb))
        let scale = 32768 / (x + 15 * y + 3 * z)
        sample.across = Int(4 * x * scale + 0.5)
        sample.up = Int(9 * y * scale + 0.5)
        sample.isRed = red >= 4 * rest
    }
}
