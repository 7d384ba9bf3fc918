/// High efficiency video coding, ITU-T H.265.
public enum HEVC {
    /// nal_unit_type values (table 7-1).
    public enum UnitType {
        public static let vps = 32
        public static let sps = 33
        public static let pps = 34
        public static let accessUnitDelimiter = 35
        public static let prefixSEI = 39
        public static let suffixSEI = 40
        /// Dolby Vision RPU, in the range that H.265 leaves unspecified.
        public static let dolbyVisionRPU = 62
        /// A unit of a Dolby Vision enhancement layer behind another header.
        public static let dolbyVisionEnhancement = 63
    }

    /// nal_unit_header() (§7.3.1.2).
    public struct UnitHeader: Equatable, Sendable {
        /// nal_unit_type
        public var type: Int
        /// nuh_layer_id
        public var layer: Int
        /// nuh_temporal_id_plus1 - 1; -1 in a broken header.
        public var temporalID: Int

        public static let size = 2

        /// Nil when the unit is shorter than its header or forbidden_zero_bit is set.
        public init?(_ unit: UnsafeBufferPointer<UInt8>) {
            guard unit.count >= 2, unit[0] & 0x80 == 0 else { return nil }
            type = Int(unit[0] >> 1)
            layer = Int(unit[0] & 1) << 5 | Int(unit[1] >> 3)
            temporalID = Int(unit[1] & 7) - 1
        }

        /// Coded slice segments.
        public var isVCL: Bool { type < 32 }
        /// Intra random access point: BLA, IDR or CRA.
        public var isIRAP: Bool { (16...23).contains(type) }
        public var isIDR: Bool { type == 19 || type == 20 }
        public var isCRA: Bool { type == 21 }
        /// Random access skipped leading pictures.
        public var isRASL: Bool { type == 8 || type == 9 }

        /// Whether the unit starts a new access unit when it follows a coded slice (§7.4.2.4.4).
        var opensAccessUnit: Bool {
            switch type {
            case UnitType.vps...UnitType.prefixSEI where type != 36 && type != 37 && type != 38: true
            case 41...44, 48...55: true
            default: false
            }
        }
    }

    /// Groups the units of an Annex B stream into access units; each is a range of indices into `units`.
    public static func accessUnits(
        in stream: UnsafeBufferPointer<UInt8>, _ units: [Range<Int>]
    ) -> [Range<Int>] {
        var accessUnits: [Range<Int>] = []
        var start = 0
        var hasPicture = false
        for (index, range) in units.enumerated() {
            let unit = stream.unit(range)
            guard let header = UnitHeader(unit), header.layer == 0 else { continue }
            let isFirstSlice = header.isVCL && unit.count > 2 && unit[2] & 0x80 != 0
            if hasPicture, isFirstSlice || header.opensAccessUnit {
                accessUnits.append(start..<index)
                start = index
                hasPicture = false
            }
            if header.isVCL { hasPicture = true }
        }
        if start < units.count { accessUnits.append(start..<units.count) }
        return accessUnits
    }
}
