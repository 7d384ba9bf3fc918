extension Value {
    func text(unit: String?) -> String {
        switch self {
        case .number(let number): number.text(unit: unit) { _ in true }
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}

extension Double {
    /// A limit as the profile states it; decibels show at least one decimal. `like` lends the custom of a unit that
    /// is not printed.
    func exactText(unit: String?, like custom: String? = nil) -> String {
        let fewest = isDecibel(unit ?? custom) ? 1 : 0
        let decimals = (fewest...6).first { areEqual(rounded(to: $0), self) } ?? 6
        return text(decimals: decimals, unit: unit)
    }

    /// A measured value: one decimal for decibels, otherwise what it needs up to three (six below 1); more where the
    /// printed number would be judged otherwise than the true one.
    func text(unit: String?, accepted: (Double) -> Bool) -> String {
        let truth = accepted(self)
        let decimals = (usualDecimals(unit)...9).first { accepted(rounded(to: $0)) == truth } ?? 9
        return text(decimals: decimals, unit: unit)
    }

    private func usualDecimals(_ unit: String?) -> Int {
        if isDecibel(unit) { return 1 }
        let most = abs(self) < 1 ? 6 : 3
        return (0...most).first { areEqual(rounded(to: $0), self) } ?? most
    }

    private func rounded(to decimals: Int) -> Double {
        let scale = Self.powerOfTen(decimals)
        return isFinite && abs(self) * scale < 1e15 ? (self * scale).rounded() / scale : self
    }

    private func text(decimals: Int, unit: String?) -> String {
        let digits = isFinite ? fixed(decimals) : isNaN ? "not a number" : self < 0 ? "-inf" : "inf"
        return unit.map { "\(digits) \($0)" } ?? digits
    }

    private func fixed(_ decimals: Int) -> String {
        let scale = Self.powerOfTen(decimals)
        let scaled = (abs(self) * scale).rounded()
        guard scaled < 1e15 else { return "\(self)" }
        let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: Int(scale))
        let sign = self < 0 && scaled > 0 ? "-" : ""
        let digits = String(part)
        let padding = String(repeating: "0", count: Swift.max(0, decimals - digits.count))
        return sign + (decimals == 0 ? "\(whole)" : "\(whole).\(padding)\(digits)")
    }

    private static func powerOfTen(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}

private func isDecibel(_ unit: String?) -> Bool {
    guard let unit else { return false }
    return ["LU", "LUFS", "LKFS"].contains(unit) || unit.hasPrefix("dB")
}
