/// Colour tables of version 2, with which version 4 lives on: lut8Type and lut16Type (§10.10, §10.11).
enum TableContent {
    static func problem(_ content: ArraySlice<UInt8>, bytesPerEntry: Int) -> TagContent.Problem? {
        guard let inputs = content.u8(8), let outputs = content.u8(9), let grid = content.u8(10) else {
            return .tooShort
        }
        guard (1...15).contains(inputs), (1...15).contains(outputs), grid >= 1 else {
            return .broken("claims \(inputs) inputs, \(outputs) outputs and \(grid) grid points")
        }
        var start = 48
        var inputEntries = 256
        var outputEntries = 256
        if bytesPerEntry == 2 {
            guard let first = content.u16(48), let last = content.u16(50) else { return .tooShort }
            guard (2...4096).contains(first), (2...4096).contains(last) else {
                return .broken("claims curves of \(first) and \(last) entries")
            }
            (start, inputEntries, outputEntries) = (52, first, last)
        }
        guard let points = gridPoints(Array(repeating: grid, count: inputs), limit: content.count) else {
            return .tooShort
        }
        let entries = inputEntries * inputs + points * outputs + outputEntries * outputs
        return TagContent.exactly(start + entries * bytesPerEntry, content)
    }

    /// Product of the grid points of each dimension; nil when it exceeds `limit`.
    static func gridPoints(_ grid: [Int], limit: Int) -> Int? {
        var product = 1
        for points in grid {
            product *= points
            if product > limit || product == 0 { return nil }
        }
        return product
    }
}

/// Colour processing of version 4: lutAToBType and lutBToAType (§10.12, §10.13).
enum ProcessContent {
    static func problem(_ content: ArraySlice<UInt8>, towardsPCS: Bool) -> TagContent.Problem? {
        guard let inputs = content.u8(8), let outputs = content.u8(9) else { return .tooShort }
        guard (1...15).contains(inputs), (1...15).contains(outputs) else {
            return .broken("claims \(inputs) inputs and \(outputs) outputs")
        }
        let offsets = (0..<5).compactMap { content.u32(12 + 4 * $0) }
        guard offsets.count == 5 else { return .tooShort }
        if offsets.contains(where: { $0 != 0 && ($0 < 32 || $0 >= content.count) }) {
            return .broken("points outside itself")
        }
        if inputs != outputs, offsets[3] == 0 { return .broken("changes the number of channels without a table") }
        let inner = towardsPCS ? outputs : inputs
        let outer = towardsPCS ? inputs : outputs
        let fits =
            curves(content, at: offsets[0], inner) && (offsets[1] == 0 || offsets[1] + 48 <= content.count)
            && curves(content, at: offsets[2], inner) && curves(content, at: offsets[4], outer)
            && grid(content, at: offsets[3], inputs, outputs)
        if !fits { return .broken("has curves or a table that do not fit into it") }
        return offsets[0] == 0 ? .wrong("has no B curves") : nil
    }

    private static func curves(_ content: ArraySlice<UInt8>, at start: Int, _ count: Int) -> Bool {
        guard start != 0 else { return true }
        var offset = start
        for _ in 0..<count {
            guard let length = CurveContent.length(content, at: offset) else { return false }
            offset += length
        }
        return true
    }

    private static func grid(_ content: ArraySlice<UInt8>, at start: Int, _ inputs: Int, _ outputs: Int) -> Bool {
        guard start != 0 else { return true }
        let points = (0..<inputs).compactMap { content.u8(start + $0) }
        guard points.count == inputs, let bytes = content.u8(start + 16), [1, 2].contains(bytes),
            let product = TableContent.gridPoints(points, limit: content.count)
        else { return false }
        return start + 20 + product * outputs * bytes <= content.count
    }
}

/// Chains of floating-point elements: multiProcessElementsType (§10.16).
enum ElementContent {
    static func problem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard let inputs = content.u16(8), let outputs = content.u16(10), let count = content.u32(12) else {
            return .tooShort
        }
        guard (1...15).contains(inputs), (1...15).contains(outputs), count >= 1 else {
            return .broken("claims \(inputs) inputs, \(outputs) outputs and \(count) elements")
        }
        guard 16 + 8 * count <= content.count else { return .tooShort }
        for element in 0..<count {
            guard let offset = content.u32(16 + 8 * element), let size = content.u32(20 + 8 * element),
                size >= 12, offset >= 16 + 8 * count, offset + size <= content.count, fits(content, offset, size)
            else { return .broken("has an element that lies outside it") }
        }
        return nil
    }

    /// Tables and matrices state their own size; curves are read piece by piece.
    private static func fits(_ content: ArraySlice<UInt8>, _ offset: Int, _ size: Int) -> Bool {
        guard let inputs = content.u16(offset + 8), let outputs = content.u16(offset + 10),
            (1...15).contains(inputs), (1...15).contains(outputs)
        else { return false }
        switch content.signature(offset) {
        case "matf": return size >= 12 + 4 * (inputs + 1) * outputs
        case "clut":
            let points = (0..<inputs).compactMap { content.u8(offset + 12 + $0) }
            guard points.count == inputs, let product = TableContent.gridPoints(points, limit: size) else {
                return false
            }
            return size >= 28 + 4 * product * outputs
        default: return true
        }
    }
}
