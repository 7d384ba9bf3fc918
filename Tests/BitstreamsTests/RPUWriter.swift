@testable import Bitstreams

/// Writes Dolby Vision RPUs with chosen parts.
struct RPUWriter {
    var profile = 1
    var isFullRange = false
    var hasResidual = false
    var isCompressed = false
    var usesFloats = false
    var withRegression = false
    var previousID: Int?
    /// Level and payload of each block.
    var blocks29: [(Int, [UInt8])] = []
    var blocks40: [(Int, [UInt8])]?

    /// From rpu_nal_prefix on, with CRC and final byte.
    func payload() -> [UInt8] {
        var writer = BitWriter()
        writeHeader(&writer)
        writer.flag(true)
        writer.flag(previousID != nil)
        if let previousID { writer.ue(previousID) } else { writeMapping(&writer) }
        writeDisplayManagement(&writer)
        let body = writer.bytes
        return body + big(Int(crc32MPEG2(body.dropFirst())), 4) + [0x80]
    }

    private func writeHeader(_ writer: inout BitWriter) {
        writer.u(8, 0x19)
        writer.u(6, 2)
        writer.u(11, 18)
        writer.u(4, profile)
        writer.u(4, 0)
        writer.flag(true)
        writer.flag(false)
        writer.u(2, usesFloats ? 1 : 0)
        if !usesFloats { writer.ue(23) }
        writer.u(2, 1)
        writer.flag(isFullRange)
        writer.ue(2)
        writer.ue(2)
        writer.ue(4)
        writer.flag(false)
        writer.u(3, isCompressed ? 1 : 0)
        writer.flag(hasResidual)
        writer.flag(!hasResidual)
    }

    private func writeCoefficient(_ writer: inout BitWriter, _ whole: Int, signed: Bool = true) {
        if usesFloats {
            writer.u(32, Int(Float(whole).bitPattern))
        } else {
            if signed { writer.se(whole) } else { writer.ue(whole) }
            writer.u(23, 0)
        }
    }

    private func writeMapping(_ writer: inout BitWriter) {
        [0, 0, 0].forEach { writer.ue($0) }
        for component in 0..<3 {
            let pivots = component == 0 ? [63, 200, 760] : [0, 1023]
            writer.ue(pivots.count - 2)
            pivots.forEach { writer.u(10, $0) }
        }
        if hasResidual {
            writer.u(3, 0)
            writer.u(10, 0)
            writer.u(10, 1023)
        }
        writer.ue(0)
        writer.ue(0)
        for component in 0..<3 {
            for _ in 0..<(component == 0 ? 2 : 1) { writePiece(&writer, withRegression && component > 0) }
        }
        for _ in 0..<(hasResidual ? 3 : 0) {
            writer.u(10, 0)
            writeCoefficient(&writer, 1, signed: false)
            writeCoefficient(&writer, 0, signed: false)
            writeCoefficient(&writer, 0, signed: false)
        }
    }

    private func writePiece(_ writer: inout BitWriter, _ isRegression: Bool) {
        writer.ue(isRegression ? 1 : 0)
        if isRegression {
            writer.u(2, 2)
            for value in 0...21 { writeCoefficient(&writer, value - 10) }
        } else {
            writer.ue(1)
            for value in [-1, 2, 0] { writeCoefficient(&writer, value) }
        }
    }

    private func writeDisplayManagement(_ writer: inout BitWriter) {
        [0, 0, 1].forEach { writer.ue($0) }
        if !isCompressed {
            for value in 0..<9 { writer.u(16, value == 3 ? 0xFFFF : value) }
            for value in 0..<3 { writer.u(32, value << 24) }
            for value in 0..<9 { writer.u(16, value) }
            writer.u(16, 65535)
            writer.u(32, 0)
            writer.u(32, 0)
            writer.u(5, 12)
            writer.u(6, 0b010001)
            writer.u(12, 7)
            writer.u(12, 3079)
            writer.u(10, 42)
        }
        for list in [blocks29, blocks40].compactMap({ $0 }) {
            writer.ue(list.count)
            writer.align()
            for (level, payload) in list {
                writer.ue(payload.count)
                writer.u(8, level)
                payload.forEach { writer.u(8, Int($0)) }
            }
        }
        writer.align()
    }
}

/// Fields of a block, padded to whole bytes.
func block(_ fields: [(bits: Int, value: Int)]) -> [UInt8] {
    var writer = BitWriter()
    for field in fields { writer.u(field.bits, field.value) }
    return writer.bytes
}
