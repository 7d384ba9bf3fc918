extension DolbyVision {
    /// vdr_dm_data_payload(): how the picture is shown.
    public struct DisplayManagement: Equatable, Sendable {
        /// affected_dm_metadata_id, current_dm_metadata_id
        public var affectedID, currentID: Int
        /// scene_refresh_flag: 1 on the first picture of a scene.
        public var sceneRefresh: Int
        /// Nil when the data is compressed.
        public var colour: SourceColour?
        /// Blocks of content mapping version 2.9.
        public var blocks29: [ExtensionBlock]
        /// Blocks that version 4.0 added; nil when the second list is missing.
        public var blocks40: [ExtensionBlock]?

        public var blocks: [ExtensionBlock] { blocks29 + (blocks40 ?? []) }
        /// `4.0` when the second list is there.
        public var contentMappingVersion: String { blocks40 == nil ? "2.9" : "4.0" }

        /// - Parameter end: where the CRC starts, in bits.
        init(_ reader: inout BitReader, _ header: Header, end: Int) throws(BitstreamError) {
            affectedID = try reader.ue("affected_dm_metadata_id", 0...15)
            currentID = try reader.ue("current_dm_metadata_id", 0...15)
            sceneRefresh = try reader.ue()
            if header.compression != 1 { colour = try SourceColour(&reader) }
            blocks29 = try ExtensionBlock.list(&reader, end: end)
            // A list of one block takes two bytes at least; less than that is padding.
            if end - reader.position >= 16 { blocks40 = try ExtensionBlock.list(&reader, end: end) }
        }
    }

    /// Colour of the mastered signal.
    public struct SourceColour: Equatable, Sendable {
        /// ycc_to_rgb_coef, 1/8192, row by row.
        public var yccToRGB: [Int]
        /// ycc_to_rgb_offset, 1/2^28.
        public var yccToRGBOffset: [Int]
        /// rgb_to_lms_coef, 1/16384, row by row.
        public var rgbToLMS: [Int]
        /// signal_eotf: 65535 for PQ.
        public var eotf: Int
        /// signal_eotf_param0 to param2
        public var eotfParameters: [Int]
        public var bitDepth: Int
        /// signal_color_space: 0 Y'CbCr, 1 RGB, 2 IPT.
        public var colourSpace: Int
        /// signal_chroma_format: 0 4:2:0, 1 4:2:2, 2 4:4:4.
        public var chromaFormat: Int
        /// signal_full_range_flag: 0 narrow, 1 full, 2 SDI.
        public var range: Int
        /// PQ codes of 12 bits.
        public var sourceMinPQ, sourceMaxPQ: Int
        /// source_diagonal, inches.
        public var diagonal: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            func numbers(
                _ count: Int, _ read: (inout BitReader) throws(BitstreamError) -> Int
            ) throws(BitstreamError) -> [Int] {
                var numbers: [Int] = []
                for _ in 0..<count { numbers.append(try read(&reader)) }
                return numbers
            }
            yccToRGB = try numbers(9) { (reader) throws(BitstreamError) in try reader.i(16) }
            yccToRGBOffset = try numbers(3) { (reader) throws(BitstreamError) in try reader.u(32) }
            rgbToLMS = try numbers(9) { (reader) throws(BitstreamError) in try reader.i(16) }
            eotf = try reader.u(16)
            eotfParameters = [try reader.u(16), try reader.u(16), try reader.u(32)]
            bitDepth = try reader.u(5)
            colourSpace = try reader.u(2)
            chromaFormat = try reader.u(2)
            range = try reader.u(2)
            sourceMinPQ = try reader.u(12)
            sourceMaxPQ = try reader.u(12)
            diagonal = try reader.u(10)
        }
    }
}
