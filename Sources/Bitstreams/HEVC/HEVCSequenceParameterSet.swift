extension HEVC {
    /// profile_tier_level(), its general part (§7.3.3).
    public struct ProfileTierLevel: Equatable, Sendable {
        /// general_profile_idc: 1 Main, 2 Main 10, 3 Main Still Picture, 4 format range extensions.
        public var profile: Int
        /// general_profile_compatibility_flag[j] is bit 31 - j.
        public var compatibility: UInt32
        public var isHighTier: Bool
        /// general_level_idc: 30 times the level's number.
        public var level: Int
        public var isProgressiveSource, isInterlacedSource: Bool
        /// general_non_packed_constraint_flag, general_frame_only_constraint_flag
        public var isNonPacked, isFrameOnly: Bool

        /// - Parameter subLayers: sps_max_sub_layers_minus1; their own profiles are skipped.
        init(_ reader: inout BitReader, subLayers: Int) throws(BitstreamError) {
            try reader.skip(2)
            isHighTier = try reader.flag()
            profile = try reader.u(5)
            compatibility = UInt32(truncatingIfNeeded: try reader.u(32))
            isProgressiveSource = try reader.flag()
            isInterlacedSource = try reader.flag()
            isNonPacked = try reader.flag()
            isFrameOnly = try reader.flag()
            try reader.skip(44)
            level = try reader.u(8)
            guard subLayers > 0 else { return }
            var present: [(profile: Bool, level: Bool)] = []
            for _ in 0..<subLayers { present.append((try reader.flag(), try reader.flag())) }
            try reader.skip(2 * (8 - subLayers))
            for layer in present { try reader.skip((layer.profile ? 88 : 0) + (layer.level ? 8 : 0)) }
        }
    }

    /// seq_parameter_set_rbsp() of the base layer (§7.3.2.2).
    public struct SequenceParameterSet: Equatable, Sendable {
        public var id: Int
        public var profileTierLevel: ProfileTierLevel
        /// 0 4:0:0, 1 4:2:0, 2 4:2:2, 3 4:4:4.
        public var chromaFormat: Int
        public var separateColourPlanes: Bool
        /// Luma samples, before the conformance window.
        public var width, height: Int
        /// Luma rows and columns outside of the conformance window.
        public var conformanceWindow = Cropping()
        public var bitDepthLuma, bitDepthChroma: Int
        public var log2MaxPictureOrderCount: Int
        public var maxReorderedPictures: Int
        public var vui: VUI?

        /// Luma samples inside the conformance window.
        public var croppedWidth: Int { max(0, width - conformanceWindow.left - conformanceWindow.right) }
        public var croppedHeight: Int { max(0, height - conformanceWindow.top - conformanceWindow.bottom) }

        /// - Parameter rbsp: the payload behind the unit's header.
        public init(rbsp: [UInt8]) throws(BitstreamError) {
            var reader = BitReader(rbsp, "HEVC SPS")
            try reader.skip(4)
            let subLayers = try reader.u(3)
            guard subLayers <= 6 else { throw reader.error("sps_max_sub_layers_minus1 is \(subLayers), not in 0...6") }
            try reader.skip(1)
            profileTierLevel = try ProfileTierLevel(&reader, subLayers: subLayers)
            id = try reader.ue("sps_seq_parameter_set_id", 0...15)
            chromaFormat = try reader.ue("chroma_format_idc", 0...3)
            separateColourPlanes = chromaFormat == 3 ? try reader.flag() : false
            width = try reader.ue("pic_width_in_luma_samples", 1...65536)
            height = try reader.ue("pic_height_in_luma_samples", 1...65536)
            if try reader.flag() { conformanceWindow = try Self.window(&reader, chromaFormat) }
            bitDepthLuma = try 8 + reader.ue("bit_depth_luma_minus8", 0...8)
            bitDepthChroma = try 8 + reader.ue("bit_depth_chroma_minus8", 0...8)
            log2MaxPictureOrderCount = try 4 + reader.ue("log2_max_pic_order_cnt_lsb_minus4", 0...12)
            maxReorderedPictures = 0
            for _ in try (reader.flag() ? 0 : subLayers)...subLayers {
                _ = try reader.ue()
                maxReorderedPictures = try reader.ue()
                _ = try reader.ue()
            }
            try Self.skipCodingTools(&reader, chromaFormat, log2MaxPictureOrderCount)
            if try reader.flag() { vui = try VUI(&reader, chromaFormat) }
        }

        /// Offsets count chroma samples (table 6-1).
        static func window(_ reader: inout BitReader, _ chromaFormat: Int) throws(BitstreamError) -> Cropping {
            let width = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1
            let height = chromaFormat == 1 ? 2 : 1
            func offset() throws(BitstreamError) -> Int { try reader.ue("a window offset", 0...65536) }
            return Cropping(
                left: try offset() * width, right: try offset() * width, top: try offset() * height,
                bottom: try offset() * height)
        }
    }
}
