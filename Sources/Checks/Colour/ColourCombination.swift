import Media

/// Whether primaries, transfer, matrix, range and depth belong together. Each may be legal and the whole still wrong.
struct ColourCombination {
    private let colour: EffectiveColour
    private let depth: Int?
    private let isRGB: Bool

    /// - Parameters:
    ///   - depth: bits of a sample; nil when unknown.
    ///   - isRGB: the picture has no Y'CbCr matrix.
    init(_ colour: EffectiveColour, depth: Int?, isRGB: Bool) {
        self.colour = colour
        self.depth = depth
        self.isRGB = isRGB
    }

    private var primaries: Int { colour.primaries }
    private var transfer: Int { colour.transfer }
    private var matrix: Int { colour.matrix }
    private var primariesName: String { H273.primaries(primaries) }
    private var transferName: String { H273.transfer(transfer) }
    private var matrixName: String { H273.matrix(matrix) }

    /// Contradictions, each a sentence without its full stop; empty when all is well.
    var contradictions: [String] {
        let reserved = H273.reserved(primaries, transfer, matrix)
        if !reserved.isEmpty { return ["\(reserved.joined(separator: " and ")) has no meaning in H.273"] }
        var found = unspecified + model
        if colour.isPQ {
            found += ofPQ
        } else if colour.isHLG {
            found += ofHLG
        } else if unspecified.isEmpty {
            found += ofSDR
        }
        return found
    }

    private var unspecified: [String] {
        let parts = [("primaries", primaries), ("transfer", transfer), ("matrix", isRGB ? 0 : matrix)]
        let missing = parts.filter { $0.1 == 2 }.map(\.0)
        if missing.isEmpty { return [] }
        return missing.count == (isRGB ? 2 : 3)
            ? ["the colour is not tagged at all"]
            : ["\(missing.joined(separator: " and ")) unspecified beside tagged \(tagged)"]
    }

    private var tagged: String {
        [
            primaries == 2 ? nil : "\(primariesName) primaries", transfer == 2 ? nil : "\(transferName) transfer",
            matrix == 2 || isRGB ? nil : "\(matrixName) matrix",
        ].compactMap { $0 }.joined(separator: " and ")
    }

    private var model: [String] {
        if isRGB { return matrix == 0 || matrix == 2 ? [] : ["an R'G'B' picture tagged with the \(matrixName) matrix"] }
        return matrix == 0 && primaries != 10 ? ["a Y'CbCr picture tagged as R'G'B'"] : []
    }

    /// BT.2100: primaries 9, matrix 9, 10 or 14; masters in P3 by agreement.
    private var ofPQ: [String] {
        var found: [String] = []
        if ![2, 9, 11, 12].contains(primaries) { found.append("PQ with \(primariesName) primaries") }
        if !isRGB, ![0, 2, 9, 10, 14].contains(matrix) { found.append("PQ with the \(matrixName) matrix") }
        if colour.range == 2, !isRGB { found.append("PQ tagged as full range") }
        if let depth, depth < 10 { found.append("PQ in \(depth) bits") }
        return found
    }

    private var ofHLG: [String] {
        var found: [String] = []
        if transfer != 18, ![1, 6, 14, 15].contains(transfer) {
            found.append("HLG announced over a \(transferName) transfer")
        }
        if ![2, 9].contains(primaries) { found.append("HLG with \(primariesName) primaries") }
        if !isRGB, ![0, 2, 9, 10, 14].contains(matrix) { found.append("HLG with the \(matrixName) matrix") }
        if colour.range == 2, !isRGB { found.append("HLG tagged as full range") }
        if let depth, depth < 10 { found.append("HLG in \(depth) bits") }
        return found
    }

    private var ofSDR: [String] {
        switch primaries {
        case 1: ofBT709
        case 5, 6: ofBT601
        case 9: ofBT2020
        case 7: transfer == 7 && matrix == 7 ? [] : [noAgreedCombination]
        case 10: transfer == 17 ? [] : [noAgreedCombination]
        case 11, 12: ofP3
        default: [noAgreedCombination]
        }
    }

    private var ofBT709: [String] {
        var found: [String] = []
        switch transfer {
        case 1, 8, 11, 13, 4: break
        case 6, 14, 15: found.append("BT.709 primaries with transfer \(transfer): the curve of BT.709, whose code is 1")
        default: found.append("BT.709 primaries with \(transferName) transfer")
        }
        // sYCC has the matrix of BT.601 (IEC 61966-2-1 amendment 1).
        let fitting = transfer == 13 ? [0, 1, 5, 6] : [0, 1]
        if !isRGB, !fitting.contains(matrix) { found.append("BT.709 primaries with the \(matrixName) matrix") }
        return found
    }

    private var ofBT601: [String] {
        var found: [String] = []
        if ![1, 5, 6].contains(transfer) { found.append("\(primariesName) primaries with \(transferName) transfer") }
        if isRGB || matrix == primaries { return found }
        return found
            + ([5, 6].contains(matrix)
                ? ["\(primariesName) primaries with the \(matrixName) matrix: two line standards mixed"]
                : ["\(primariesName) primaries with the \(matrixName) matrix"])
    }

    private var ofBT2020: [String] {
        var found: [String] = []
        switch transfer {
        case 14: if let depth, depth > 10 { found.append("transfer 14 is that of 10 bits, the picture has \(depth)") }
        case 15: if let depth, depth < 12 { found.append("transfer 15 is that of 12 bits, the picture has \(depth)") }
        case 1, 6: found.append("BT.2020 primaries with transfer \(transfer): the same curve, whose code here is 14")
        case 8: break
        default: found.append("BT.2020 primaries with \(transferName) transfer")
        }
        if !isRGB, ![9, 10].contains(matrix) { found.append("BT.2020 primaries with the \(matrixName) matrix") }
        return found
    }

    private var ofP3: [String] {
        let isKnown = [1, 4, 8, 13, 17].contains(transfer) && (isRGB || [0, 1, 12].contains(matrix))
        return isKnown ? [] : [noAgreedCombination]
    }

    private var noAgreedCombination: String {
        "\(primariesName) primaries, \(transferName) transfer and \(matrixName) matrix are no agreed combination"
    }
}
