/// Advanced video coding, ITU-T H.264.
public enum AVC {
    /// nal_unit_type values (table 7-1).
    public enum UnitType {
        public static let slice = 1
        public static let idrSlice = 5
        public static let sei = 6
        public static let sps = 7
        public static let pps = 8
        public static let accessUnitDelimiter = 9
        /// Dolby Vision RPU, in the range that H.264 leaves unspecified.
        public static let dolbyVisionRPU = 28
    }

    /// seq_parameter_set_data() (§7.3.2.1.1).
    public struct SequenceParameterSet: Equatable, Sendable {
        /// profile_idc: 66 baseline, 77 main, 88 extended, 100 high, 110 high 10, 122 high 4:2:2, 244 high 4:4:4.
        public var profile: Int
        /// constraint_set0_flag is bit 7.
        public var constraints: Int
        /// level_idc: 10 times the level's number.
        public var level: Int
        public var id: Int
        /// 0 4:0:0, 1 4:2:0, 2 4:2:2, 3 4:4:4.
        public var chromaFormat: Int
        public var separateColourPlanes: Bool
        public var bitDepthLuma, bitDepthChroma: Int
        /// max_num_ref_frames
        public var referenceFrames: Int
        /// Luma samples, before cropping.
        public var width, height: Int
        /// frame_mbs_only_flag: no field or field-pair coding.
        public var isFrameOnly: Bool
        /// Luma rows and columns.
        public var cropping = Cropping()
        public var vui: VUI?

        /// Luma samples inside the cropping rectangle.
        public var croppedWidth: Int { max(0, width - cropping.left - cropping.right) }
        public var croppedHeight: Int { max(0, height - cropping.top - cropping.bottom) }

        private static let profilesWithChromaFormat = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]

        /// - Parameter rbsp: the payload behind the unit's header of one byte.
        public init(rbsp: [UInt8]) throws(BitstreamError) {
            var reader = BitReader(rbsp, "H.264 SPS")
            profile = try reader.u(8)
            constraints = try reader.u(8)
            level = try reader.u(8)
            id = try reader.ue("seq_parameter_set_id", 0...31)
            (chromaFormat, separateColourPlanes, bitDepthLuma, bitDepthChroma) = (1, false, 8, 8)
            if Self.profilesWithChromaFormat.contains(profile) {
                chromaFormat = try reader.ue("chroma_format_idc", 0...3)
                if chromaFormat == 3 { separateColourPlanes = try reader.flag() }
                bitDepthLuma = try 8 + reader.ue("bit_depth_luma_minus8", 0...6)
                bitDepthChroma = try 8 + reader.ue("bit_depth_chroma_minus8", 0...6)
                try reader.skip(1)
                if try reader.flag() { try Self.skipScalingLists(&reader, chromaFormat == 3 ? 12 : 8) }
            }
            _ = try reader.ue("log2_max_frame_num_minus4", 0...12)
            try Self.skipPictureOrder(&reader)
            referenceFrames = try reader.ue("max_num_ref_frames", 0...16)
            try reader.skip(1)
            width = try 16 * (1 + reader.ue("pic_width_in_mbs_minus1", 0...4095))
            let rows = try 16 * (1 + reader.ue("pic_height_in_map_units_minus1", 0...4095))
            isFrameOnly = try reader.flag()
            height = isFrameOnly ? rows : 2 * rows
            if !isFrameOnly { try reader.skip(1) }
            try reader.skip(1)
            if try reader.flag() { cropping = try Self.cropping(&reader, chromaFormat, isFrameOnly) }
            if try reader.flag() { vui = try VUI(&reader) }
        }

        private static func skipScalingLists(_ reader: inout BitReader, _ count: Int) throws(BitstreamError) {
            for index in 0..<count where try reader.flag() {
                var last = 8
                for _ in 0..<(index < 6 ? 16 : 64) {
                    last = (last + (try reader.se())) & 0xFF
                    if last == 0 { break }
                }
            }
        }

        private static func skipPictureOrder(_ reader: inout BitReader) throws(BitstreamError) {
            switch try reader.ue("pic_order_cnt_type", 0...2) {
            case 0: _ = try reader.ue("log2_max_pic_order_cnt_lsb_minus4", 0...12)
            case 1:
                try reader.skip(1)
                _ = try reader.se()
                _ = try reader.se()
                for _ in 0..<(try reader.ue("num_ref_frames_in_pic_order_cnt_cycle", 0...255)) { _ = try reader.se() }
            default: break
            }
        }

        /// Offsets count chroma samples, and pairs of rows in streams with fields (§7.4.2.1.1).
        private static func cropping(
            _ reader: inout BitReader, _ chromaFormat: Int, _ isFrameOnly: Bool
        ) throws(BitstreamError) -> Cropping {
            let width = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1
            let height = (chromaFormat == 1 ? 2 : 1) * (isFrameOnly ? 1 : 2)
            func offset() throws(BitstreamError) -> Int { try reader.ue("a cropping offset", 0...65536) }
            return Cropping(
                left: try offset() * width, right: try offset() * width, top: try offset() * height,
                bottom: try offset() * height)
        }
    }
}
