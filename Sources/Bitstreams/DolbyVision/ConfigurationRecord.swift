extension DolbyVision {
    /// DOVIDecoderConfigurationRecord: of boxes `dvcC`, `dvvC`, `dvwC`, and of Matroska's block additions.
    public struct ConfigurationRecord: Equatable, Sendable {
        /// dv_version_major, dv_version_minor
        public var versionMajor, versionMinor: Int
        public var profile, level: Int
        public var hasRPU, hasEnhancementLayer, hasBaseLayer: Bool
        /// dv_bl_signal_compatibility_id
        public var compatibility: Int

        public init(_ payload: [UInt8]) throws(BitstreamError) {
            var reader = BitReader(payload, "Dolby Vision configuration record")
            versionMajor = try reader.u(8)
            versionMinor = try reader.u(8)
            profile = try reader.u(7)
            level = try reader.u(6)
            hasRPU = try reader.flag()
            hasEnhancementLayer = try reader.flag()
            hasBaseLayer = try reader.flag()
            compatibility = try reader.remaining >= 4 ? reader.u(4) : 0
        }

        /// The box that the profile belongs into.
        public var expectedBox: FourCC { profile <= 7 ? "dvcC" : profile <= 10 ? "dvvC" : "dvwC" }
    }
}
