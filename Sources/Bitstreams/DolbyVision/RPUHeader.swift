extension DolbyVision {
    /// rpu_data_header()
    public struct Header: Equatable, Sendable {
        /// rpu_type: 2
        public var type: Int
        /// rpu_format
        public var format: Int
        /// vdr_rpu_profile, vdr_rpu_level
        public var profile, level: Int
        public var hasExplicitChromaFilter: Bool
        /// coefficient_data_type: 0 fixed point, 1 floating point of 32 bits.
        public var coefficientType: Int
        /// coefficient_log2_denom; 32 for floating point.
        public var coefficientBits: Int
        /// vdr_rpu_normalized_idc
        public var normalised: Int
        /// bl_video_full_range_flag
        public var isFullRange: Bool
        public var bitDepthBase, bitDepthEnhancement, bitDepthVDR: Int
        /// ext_mapping_idc
        public var extendedMapping: Int
        /// spatial_resampling_filter_flag
        public var spatialFilter: Bool
        /// reserved_zero_3bits: 1 when the matrices of the display management are left out.
        public var compression: Int
        /// el_spatial_resampling_filter_flag
        public var spatialResampling: Bool
        /// disable_residual_flag is 0: there is an enhancement layer.
        public var hasResidual: Bool

        /// Reads up to, and not including, vdr_dm_metadata_present_flag.
        init(_ reader: inout BitReader, _ previous: Header?) throws(BitstreamError) {
            let prefix = try reader.u(8)
            guard prefix == 0x19 else { throw reader.error("rpu_nal_prefix is \(prefix), not 25") }
            type = try reader.u(6)
            guard type == 2 else { throw reader.error("rpu_type is \(type), not 2") }
            format = try reader.u(11)
            guard format & 0x700 == 0 else { throw reader.error("rpu_format \(format) is not known") }
            profile = try reader.u(4)
            level = try reader.u(4)
            if try reader.flag() {
                (hasExplicitChromaFilter, coefficientType, coefficientBits) = try Self.coefficients(&reader)
                normalised = try reader.u(2)
                isFullRange = try reader.flag()
                bitDepthBase = try 8 + reader.ue("bl_bit_depth_minus8", 0...8)
                let enhancement = try reader.ue("el_bit_depth_minus8", 0...0xFFFF)
                guard enhancement & 0xFF <= 8 else { throw reader.error("el_bit_depth_minus8 is above 8") }
                bitDepthEnhancement = 8 + enhancement & 0xFF
                extendedMapping = enhancement >> 8
                bitDepthVDR = try 8 + reader.ue("vdr_bit_depth_minus8", 0...8)
                spatialFilter = try reader.flag()
                compression = try reader.u(3)
                spatialResampling = try reader.flag()
                hasResidual = try !reader.flag()
            } else if let previous {
                let (type, format, profile, level) = (type, format, profile, level)
                self = previous
                (self.type, self.format, self.profile, self.level) = (type, format, profile, level)
            } else {
                throw reader.error("the sequence information of an earlier RPU is missing")
            }
        }

        private static func coefficients(
            _ reader: inout BitReader
        ) throws(BitstreamError) -> (explicit: Bool, type: Int, bits: Int) {
            let isExplicit = try reader.flag()
            let type = try reader.u(2)
            guard type <= 1 else { throw reader.error("coefficient_data_type is \(type)") }
            return (isExplicit, type, type == 0 ? try reader.ue("coefficient_log2_denom", 0...32) : 32)
        }

        /// A coefficient as a number: an integer part and a fraction, or a float.
        func coefficient(_ reader: inout BitReader, signed: Bool = true) throws(BitstreamError) -> Double {
            guard coefficientType == 0 else {
                return Double(Float(bitPattern: UInt32(truncatingIfNeeded: try reader.u(32))))
            }
            let whole = try signed ? reader.se() : reader.ue()
            return Double(whole) + Double(try reader.u(coefficientBits)) / Double(1 << coefficientBits)
        }
    }
}
