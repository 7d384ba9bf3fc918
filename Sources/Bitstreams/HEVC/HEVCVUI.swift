extension HEVC {
    /// vui_parameters() up to the timing (§E.2.1).
    public struct VUI: Equatable, Sendable {
        public var sampleAspect: SampleAspect?
        /// overscan_appropriate_flag; nil when nothing is said of overscan.
        public var isOverscanAppropriate: Bool?
        /// nil when video_signal_type_present_flag is 0: the stream says nothing of colour.
        public var signal: VideoSignalType?
        public var chromaLocation: ChromaLocation?
        /// field_seq_flag: the pictures are fields.
        public var isFieldSequence: Bool
        /// frame_field_info_present_flag: picture timing messages tell the scan of every picture.
        public var hasFrameFieldInfo: Bool
        public var defaultDisplayWindow: Cropping?
        public var timing: TimingInfo?

        init(_ reader: inout BitReader, _ chromaFormat: Int) throws(BitstreamError) {
            if try reader.flag() { sampleAspect = try SampleAspect(&reader) }
            if try reader.flag() { isOverscanAppropriate = try reader.flag() }
            if try reader.flag() { signal = try VideoSignalType(&reader) }
            if try reader.flag() { chromaLocation = try ChromaLocation(&reader) }
            try reader.skip(1)
            isFieldSequence = try reader.flag()
            hasFrameFieldInfo = try reader.flag()
            if try reader.flag() {
                defaultDisplayWindow = try SequenceParameterSet.window(&reader, chromaFormat)
            }
            if try reader.flag() { timing = try TimingInfo(&reader) }
        }
    }
}
