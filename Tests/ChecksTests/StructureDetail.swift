import Foundation
import Media

@testable import Synth

/// Interpolation of pictures, by weights of samples at whole distances.
enum Interpolation: String, CaseIterable {
    case bilinear, bicubic, lanczos

    /// Samples on either side.
    var reach: Int { [1, 2, 3][Interpolation.allCases.firstIndex(of: self) ?? 0] }

    func weight(_ distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .bilinear: return max(0, 1 - x)
        case .bicubic:
            // Keys, a = −0.6 as in swscale.
            let a = -0.6
            if x < 1 { return (a + 2) * x * x * x - (a + 3) * x * x + 1 }
            return x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0
        case .lanczos:
            guard x > 0 else { return 1 }
            return x < 3 ? 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x) : 0
        }
    }

    /// For each of `count` samples made of `from`: the first sample it takes, which may lie outside, and the weights.
    fileprivate func taps(_ from: Int, _ count: Int) -> [(first: Int, weights: [Float])] {
        (0..<count).map { index in
            let place = (Double(index) + 0.5) * Double(from) / Double(count) - 0.5
            let first = Int(place.rounded(.down)) - reach + 1
            let weights = (0..<2 * reach).map { weight(place - Double(first + $0)) }
            let sum = weights.reduce(0, +)
            return (first, weights.map { Float($0 / sum) })
        }
    }
}

extension Canvas.Plane {
    /// Its upper left part enlarged to its size.
    fileprivate mutating func enlarge(_ share: Double, by kernel: Interpolation, top: Float) {
        let part = (width: Int((Double(width) * share).rounded()), height: Int((Double(height) * share).rounded()))
        let across = kernel.taps(part.width, width)
        let down = kernel.taps(part.height, height)
        let (width, taps) = (self.width, 2 * kernel.reach)
        var rows = [Float](repeating: 0, count: part.height * width)
        samples.withUnsafeMutableBufferPointer { samples in
            rows.withUnsafeMutableBufferPointer { rows in
                for y in 0..<part.height {
                    for x in 0..<width {
                        var sum: Float = 0
                        for tap in 0..<taps {
                            let from = min(max(across[x].first + tap, 0), part.width - 1)
                            sum += across[x].weights[tap] * Float(samples[y * width + from])
                        }
                        rows[y * width + x] = sum
                    }
                }
                for y in down.indices {
                    for x in 0..<width {
                        var sum: Float = 0
                        for tap in 0..<taps {
                            sum +=
                                down[y].weights[tap]
                                * rows[min(max(down[y].first + tap, 0), part.height - 1) * width + x]
                        }
                        samples[y * width + x] = UInt16(min(max(sum.rounded(), 0), top))
                    }
                }
            }
        }
    }
}

extension Canvas {
    /// Luma of its upper left part enlarged to the whole.
    mutating func enlarge(_ share: Double, by kernel: Interpolation) {
        planes[0].enlarge(share, by: kernel, top: step == 4 ? 1023 : 255)
    }
}

extension Canvas {
    /// Luma through a box of 2 · `reach` + 1 samples each way, twice.
    mutating func soften(_ reach: Int) {
        let (width, height, side) = (width, height, 2 * reach + 1)
        func pass(_ line: Int, _ count: Int, _ step: Int, _ lines: Int, _ samples: UnsafeMutablePointer<UInt16>) {
            var sums = [Int](repeating: 0, count: count)
            for at in 0..<lines {
                let from = samples + at * line
                for index in 0..<count {
                    sums[index] = (index - reach...index + reach).reduce(0) {
                        $0 + Int(from[min(max($1, 0), count - 1) * step])
                    }
                }
                for index in 0..<count { from[index * step] = UInt16((sums[index] + side / 2) / side) }
            }
        }
        planes[0].samples.withUnsafeMutableBufferPointer { samples in
            guard let base = samples.baseAddress else { return }
            for _ in 0..<2 {
                pass(width, width, 1, height, base)
                pass(1, height, width, width, base)
            }
        }
    }
}
