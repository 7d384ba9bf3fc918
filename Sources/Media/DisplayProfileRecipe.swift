import CLittleCMS
import ColourScience
import ICC

/// A matrix profile of a display, to be written: for tests, and for lessons that need a monitor with a known fault.
public struct DisplayProfileRecipe: Sendable {
    /// From signal to light; all three channels have the same.
    public enum Curve: Sendable {
        /// Function 0 to 4 of parametricCurveType with its parameters g, a, b, c, d, e, f (ICC.1:2022 §10.18).
        case formula(Int, [Double])
        /// Samples of the curve, evenly spread.
        case table([Float])

        public static func gamma(_ exponent: Double) -> Curve { .formula(0, [exponent]) }
        public static let srgb = Curve.formula(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
        /// BT.709 OETF, inverted
        public static let bt709 = Curve.formula(3, [1 / 0.45, 1 / 1.0993, 0.0993 / 1.0993, 1 / 4.5, 0.0812])
    }

    public var primaries: RGBPrimaries
    public var curve: Curve
    public var description = "Filmgate"
    /// 2.1 or 4.4
    public var version = 4.4
    /// cd/m²; nil writes no `lumi`.
    public var luminance: Double?
    /// Nil writes no `cicp`.
    public var videoSignal: ICCVideoSignal?
    /// Year, month, day, hour, minute, second, UTC; nil writes no `calt`.
    public var calibrated: [Int]?
    /// Ramp for the graphics card: a power that ends at `top`; nil writes no `vcgt`.
    public var ramp: (gamma: Double, top: Double)?
    /// Creation date in the header: year, month, day, hour, minute, second, UTC.
    public var created = [2024, 1, 1, 0, 0, 0]

    public init(_ primaries: RGBPrimaries, _ curve: Curve) {
        self.primaries = primaries
        self.curve = curve
    }

    /// The bytes of the profile, the same for the same recipe.
    ///
    /// - Throws: ``MediaError`` for primaries and curves that make no profile.
    public func bytes() throws(MediaError) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var size = 0
        var recipe = numbers
        let code = table.withUnsafeBufferPointer { samples in
            description.withCString { text in
                recipe.table = samples.baseAddress
                recipe.description = text
                return fgl_build_display(&recipe, &start, &size)
            }
        }
        guard code == 0, let start else {
            throw MediaError(operation: "write ICC profile", code: code, text: "the library cannot make such a profile")
        }
        defer { fgl_free(start) }
        return dated(Array(UnsafeBufferPointer(start: start, count: size)))
    }

    private var table: [Float] { if case .table(let samples) = curve { samples } else { [] } }

    private var numbers: fgl_recipe {
        var recipe = fgl_recipe()
        let corners = [primaries.red, primaries.green, primaries.blue, primaries.white]
        recipe.version = version
        recipe.x = (corners[0].x, corners[1].x, corners[2].x, corners[3].x)
        recipe.y = (corners[0].y, corners[1].y, corners[2].y, corners[3].y)
        recipe.table_size = Int32(table.count)
        if case .formula(let function, let parameters) = curve {
            recipe.curve_type = Int32(function + 1)
            let all = parameters + Array(repeating: 0, count: max(0, 7 - parameters.count))
            recipe.parameters = (all[0], all[1], all[2], all[3], all[4], all[5], all[6])
        }
        recipe.luminance = luminance ?? 0
        recipe.ramp_gamma = ramp?.gamma ?? 0
        recipe.ramp_top = ramp?.top ?? 0
        fillOptional(&recipe)
        return recipe
    }

    private func fillOptional(_ recipe: inout fgl_recipe) {
        if let signal = videoSignal {
            recipe.has_cicp = 1
            recipe.cicp = (
                Int32(signal.primaries), Int32(signal.transfer), Int32(signal.matrix), signal.isFullRange ? 1 : 0
            )
        }
        if let calibrated, calibrated.count == 6 {
            let fields = calibrated.map { Int32($0) }
            recipe.has_calibration = 1
            recipe.calibration = (fields[0], fields[1], fields[2], fields[3], fields[4], fields[5])
        }
    }

    /// The library writes the present; two runs must not differ.
    private func dated(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 36, created.count == 6 else { return bytes }
        var dated = bytes
        for (index, field) in created.enumerated() {
            dated[24 + 2 * index] = UInt8(truncatingIfNeeded: field >> 8)
            dated[25 + 2 * index] = UInt8(truncatingIfNeeded: field)
        }
        return dated
    }
}
