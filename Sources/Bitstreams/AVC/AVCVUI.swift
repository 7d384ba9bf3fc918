extension AVC {
    /// vui_parameters() up to pic_struct_present_flag (§E.1.1).
    public struct VUI: Equatable, Sendable {
        public var sampleAspect: SampleAspect?
        /// overscan_appropriate_flag; nil when nothing is said of overscan.
        public var isOverscanAppropriate: Bool?
        /// nil when video_signal_type_present_flag is 0: the stream says nothing of colour.
        public var signal: VideoSignalType?
        public var chromaLocation: ChromaLocation?
        /// The ticks are fields: a frame lasts two.
        public var timing: TimingInfo?
        public var isFixedFrameRate: Bool?
        /// Hypothetical reference decoders of the NAL and of the VCL.
        public var nalHRD, vclHRD: ReferenceDecoder?
        /// pic_struct_present_flag: picture timing messages tell the scan of every picture.
        public var hasPictureStructure: Bool

        init(_ reader: inout BitReader) throws(BitstreamError) {
            if try reader.flag() { sampleAspect = try SampleAspect(&reader) }
            if try reader.flag() { isOverscanAppropriate = try reader.flag() }
            if try reader.flag() { signal = try VideoSignalType(&reader) }
            if try reader.flag() { chromaLocation = try ChromaLocation(&reader) }
            if try reader.flag() {
                timing = try TimingInfo(&reader)
                isFixedFrameRate = try reader.flag()
            }
            if try reader.flag() { nalHRD = try ReferenceDecoder(&reader) }
            if try reader.flag() { vclHRD = try ReferenceDecoder(&reader) }
            if nalHRD != nil || vclHRD != nil { try reader.skip(1) }
            hasPictureStructure = try reader.flag()
        }
    }

    /// hrd_parameters() (§E.1.2): the largest of its coded picture buffers.
    public struct ReferenceDecoder: Equatable, Sendable {
        /// bit/s
        public var bitRate: Int
        /// bits
        public var bufferSize: Int
        /// cbr_flag of any buffer.
        public var isConstantRate: Bool

        init(_ reader: inout BitReader) throws(BitstreamError) {
            let count = try 1 + reader.ue("cpb_cnt_minus1", 0...31)
            let rateScale = try reader.u(4)
            let sizeScale = try reader.u(4)
            (bitRate, bufferSize, isConstantRate) = (0, 0, false)
            for _ in 0..<count {
                bitRate = max(bitRate, try (reader.ue() + 1) << (6 + rateScale))
                bufferSize = max(bufferSize, try (reader.ue() + 1) << (4 + sizeScale))
                if try reader.flag() { isConstantRate = true }
            }
            try reader.skip(20)
        }
    }
}
