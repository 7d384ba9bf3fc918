/// Curves: tables, formulas and the ramps for a graphics card.
enum CurveContent {
    /// curveType (§10.6)
    static func tableProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard let count = content.u32(8) else { return .tooShort }
        if count == 1, content.u16(12) == 0 { return .wrong("holds a gamma of zero") }
        return TagContent.exactly(12 + 2 * count, content)
    }

    /// parametricCurveType (§10.18)
    static func formulaProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard let function = content.u16(8) else { return .tooShort }
        guard let parameters = parameterCount(function) else {
            return .broken("names the formula \(function), which is none")
        }
        return TagContent.exactly(12 + 4 * parameters, content)
    }

    private static func parameterCount(_ function: Int) -> Int? {
        switch function {
        case 0: 1
        case 1: 3
        case 2: 4
        case 3: 5
        case 4: 7
        default: nil
        }
    }

    /// Apple's vcgt: a table for one or three channels, or gamma, least and greatest for each of three.
    static func videoCardProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        switch content.u32(8) {
        case 0:
            guard let channels = content.u16(12), let count = content.u16(14), let bytes = content.u16(16) else {
                return .tooShort
            }
            guard [1, 3].contains(channels), [1, 2].contains(bytes), count >= 2 else {
                return .broken("claims \(channels) channels of \(count) entries of \(bytes) bytes")
            }
            return TagContent.exactly(18 + channels * count * bytes, content)
        case 1: return TagContent.exactly(48, content)
        case let kind?: return .broken("is of the kind \(kind), which is none")
        case nil: return .tooShort
        }
    }

    /// Bytes of one curve at `offset` with its padding; nil when it is none or does not fit.
    static func length(_ content: ArraySlice<UInt8>, at offset: Int) -> Int? {
        let length: Int?
        switch content.signature(offset) {
        case "curv": length = content.u32(offset + 8).map { 12 + 2 * $0 }
        case "para": length = content.u16(offset + 8).flatMap(parameterCount).map { 12 + 4 * $0 }
        default: length = nil
        }
        return length.flatMap { offset + $0 <= content.count ? ($0 + 3) & ~3 : nil }
    }
}
