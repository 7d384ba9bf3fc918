/// How a signal becomes a digital code (ITU-R BT.2100 table 9, BT.709 §6).
public struct CodeValues: Sendable {
    /// Narrow leaves foot room and head room around black and white; full uses every code.
    public enum Range: Sendable { case narrow, full }

    /// Bits of a sample, 8 to 16.
    public var bits: Int
    public var range: Range

    public init(bits: Int, range: Range) {
        precondition((8...16).contains(bits), "samples of 8 to 16 bits")
        self.bits = bits
        self.range = range
    }

    /// Codes in one unit of an 8-bit code.
    private var step: Double { Double(1 << (bits - 8)) }
    private var top: Double { Double(1 << bits) - 1 }

    /// Code of R′, G′, B′ or Y′, before rounding; 0…1 is black to white.
    public func exactCode(_ signal: Double) -> Double {
        range == .narrow ? (219 * signal + 16) * step : top * signal
    }

    /// Nearest code that the sample can hold.
    public func code(_ signal: Double) -> Int { held(exactCode(signal)) }

    /// R′, G′, B′ or Y′ of a code; foot room is negative and head room above 1.
    public func signal(_ code: Double) -> Double { range == .narrow ? (code / step - 16) / 219 : code / top }

    /// Nearest code of C′b or C′r, which run from -0.5 to 0.5.
    public func chromaCode(_ signal: Double) -> Int {
        held(range == .narrow ? (224 * signal + 128) * step : top * signal + Double(1 << (bits - 1)))
    }

    /// C′b or C′r of a code, nominally -0.5 to 0.5.
    public func chroma(_ code: Double) -> Double {
        range == .narrow ? (code / step - 128) / 224 : (code - Double(1 << (bits - 1))) / top
    }

    private func held(_ code: Double) -> Int { code.isNaN ? 0 : Int(min(max(code.rounded(), 0), top)) }
}

/// Luma and colour difference of R′, G′, B′ (H.273 table 4, equations with K_R and K_B).
public struct LumaMatrix: Sendable {
    /// The weights of red and blue in luma.
    public var red, blue: Double

    public init(red: Double, blue: Double) {
        self.red = red
        self.blue = blue
    }

    public static let bt601 = LumaMatrix(red: 0.299, blue: 0.114)
    public static let bt709 = LumaMatrix(red: 0.2126, blue: 0.0722)
    public static let bt2020 = LumaMatrix(red: 0.2627, blue: 0.0593)

    /// Y′, C′b, C′r
    public func encode(_ rgb: Triple) -> Triple {
        let luma = red * rgb.x + (1 - red - blue) * rgb.y + blue * rgb.z
        return Triple(luma, (rgb.z - luma) / (2 * (1 - blue)), (rgb.x - luma) / (2 * (1 - red)))
    }

    /// R′, G′, B′
    public func decode(_ signal: Triple) -> Triple {
        let r = signal.x + 2 * (1 - red) * signal.z
        let b = signal.x + 2 * (1 - blue) * signal.y
        return Triple(r, (signal.x - red * r - blue * b) / (1 - red - blue), b)
    }
}
