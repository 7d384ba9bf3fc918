extension HEVC.SequenceParameterSet {
    /// Everything between sps_sub_layer_ordering_info and vui_parameters_present_flag. Nothing of it is kept, but all
    /// of it must be read to find the VUI.
    static func skipCodingTools(
        _ reader: inout BitReader, _ chromaFormat: Int, _ log2MaxPictureOrderCount: Int
    ) throws(BitstreamError) {
        for _ in 0..<6 { _ = try reader.ue() }
        if try reader.flag(), try reader.flag() { try skipScalingLists(&reader) }
        try reader.skip(2)
        if try reader.flag() {
            try reader.skip(8)
            _ = try reader.ue()
            _ = try reader.ue()
            try reader.skip(1)
        }
        try skipReferencePictureSets(&reader)
        if try reader.flag() {
            let count = try reader.ue("num_long_term_ref_pics_sps", 0...32)
            try reader.skip(count * (log2MaxPictureOrderCount + 1))
        }
        try reader.skip(2)
    }

    /// scaling_list_data() (§7.3.4).
    private static func skipScalingLists(_ reader: inout BitReader) throws(BitstreamError) {
        for size in 0..<4 {
            for _ in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
                guard try reader.flag() else {
                    _ = try reader.ue()
                    continue
                }
                if size > 1 { _ = try reader.se() }
                for _ in 0..<min(64, 1 << (4 + size << 1)) { _ = try reader.se() }
            }
        }
    }

    /// st_ref_pic_set() of all indices (§7.3.7).
    private static func skipReferencePictureSets(_ reader: inout BitReader) throws(BitstreamError) {
        let count = try reader.ue("num_short_term_ref_pic_sets", 0...64)
        var deltas: [Int] = []
        for index in 0..<count {
            let isPredicted = index > 0 ? try reader.flag() : false
            deltas.append(try isPredicted ? predictedSet(&reader, deltas[index - 1]) : explicitSet(&reader))
        }
    }

    /// NumDeltaPocs of a set that is predicted from the one before it, which has `reference` entries.
    private static func predictedSet(_ reader: inout BitReader, _ reference: Int) throws(BitstreamError) -> Int {
        try reader.skip(1)
        _ = try reader.ue()
        var count = 0
        for _ in 0...reference {
            if try reader.flag() {
                count += 1
            } else if try reader.flag() {
                count += 1
            }
        }
        return count
    }

    private static func explicitSet(_ reader: inout BitReader) throws(BitstreamError) -> Int {
        let negative = try reader.ue("num_negative_pics", 0...16)
        let positive = try reader.ue("num_positive_pics", 0...16)
        for _ in 0..<negative + positive {
            _ = try reader.ue()
            try reader.skip(1)
        }
        return negative + positive
    }
}
