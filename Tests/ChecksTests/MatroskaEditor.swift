/// Writes a Matroska file anew with something beside every block, as WebM and Matroska carry HDR10+ (RFC 9559 §5.1.3.5).
enum MatroskaEditor {
    /// - Parameters:
    ///   - message: BlockAdditional, from itu_t_t35_country_code on.
    ///   - id: BlockAddID.
    ///   - mapping: BlockAddIDType and BlockAddIDValue of a mapping in the track; nil: no mapping.
    static func adding(
        _ message: [UInt8], id: Int, mapping: (type: Int, value: Int)?, to bytes: [UInt8]
    ) -> [UInt8] {
        rebuilt(bytes[...], Addition(message: message, id: id, mapping: mapping))
    }

    private struct Addition {
        var message: [UInt8]
        var id: Int
        var mapping: (type: Int, value: Int)?

        /// BlockAdditions
        var block: [UInt8] {
            element(0x75A1, element(0xA6, element(0xEE, [UInt8(id)]) + element(0xA5, message)))
        }

        /// MaxBlockAdditionID and BlockAdditionMapping
        var track: [UInt8] {
            element(0x55EE, [UInt8(id)])
                + (mapping.map {
                    element(0x41E4, element(0x41F0, [UInt8($0.value)]) + element(0x41E7, [UInt8($0.type)]))
                } ?? [])
        }
    }

    private static func element(_ id: Int, _ payload: [UInt8]) -> [UInt8] {
        let idBytes = 8 - id.leadingZeroBitCount / 8
        return (0..<idBytes).reversed().map { UInt8(truncatingIfNeeded: id >> (8 * $0)) }
            + [0x10 | UInt8(payload.count >> 24)]
            + [16, 8, 0].map { UInt8(truncatingIfNeeded: payload.count >> $0) } + payload
    }

    private static func rebuilt(_ bytes: ArraySlice<UInt8>, _ addition: Addition) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let first = rest.first {
            let idBytes = first.leadingZeroBitCount + 1
            let id = rest.prefix(idBytes).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(idBytes)
            guard let mark = rest.first else { break }
            let sizeBytes = mark.leadingZeroBitCount + 1
            let size = rest.prefix(sizeBytes).reduce(0) { $0 << 8 | Int($1) } & (1 << (7 * sizeBytes) - 1)
            rest = rest.dropFirst(sizeBytes)
            let payload = rest.prefix(size)
            rest = rest.dropFirst(size)
            result += one(id, payload, addition)
        }
        return result
    }

    private static func one(_ id: Int, _ payload: ArraySlice<UInt8>, _ addition: Addition) -> [UInt8] {
        switch id {
        // Seek head and cues: places that are no longer true.
        case 0x114D_9B74, 0x1C53_BB6B: []
        case 0x1853_8067, 0x1654_AE6B, 0x1F43_B675: element(id, rebuilt(payload, addition))
        case 0xAE: element(id, Array(payload) + addition.track)
        case 0xA0: element(id, Array(payload) + addition.block)
        case 0xA3: element(0xA0, element(0xA1, block(payload)) + addition.block + reference(payload))
        default: element(id, Array(payload))
        }
    }

    /// A SimpleBlock says itself whether it is a key frame, a Block by having no reference.
    private static func block(_ simple: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(simple)
        bytes[3] &= 0x7E
        return bytes
    }

    private static func reference(_ simple: ArraySlice<UInt8>) -> [UInt8] {
        Array(simple)[3] & 0x80 != 0 ? [] : element(0xFB, [0xFF])
    }
}
