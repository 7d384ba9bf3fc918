extension AV1.SequenceHeader {
    /// timing_info() to the last operating point: level and tier of the first.
    static func operatingPoints(
        _ reader: inout BitReader
    ) throws(BitstreamError) -> (level: Int, isHighTier: Bool) {
        var delayBits: Int?
        if try reader.flag() {
            try reader.skip(64)
            if try reader.flag() { try skipUVLC(&reader) }
            if try reader.flag() {
                delayBits = try 1 + reader.u(5)
                try reader.skip(42)
            }
        }
        let hasDisplayDelay = try reader.flag()
        var first: (level: Int, isHighTier: Bool)?
        for _ in 0...(try reader.u(5)) {
            try reader.skip(12)
            let level = try reader.u(5)
            let isHighTier = level > 7 ? try reader.flag() : false
            if first == nil { first = (level, isHighTier) }
            if let delayBits, try reader.flag() { try reader.skip(2 * delayBits + 1) }
            if hasDisplayDelay, try reader.flag() { try reader.skip(4) }
        }
        return first ?? (0, false)
    }

    /// uvlc() (§4.10.3)
    private static func skipUVLC(_ reader: inout BitReader) throws(BitstreamError) {
        var zeros = 0
        while try !reader.flag() { zeros += 1 }
        if zeros < 32 { try reader.skip(zeros) }
    }

    /// From frame_id_numbers_present_flag to enable_restoration.
    static func skipTools(_ reader: inout BitReader, _ isReduced: Bool) throws(BitstreamError) {
        if !isReduced, try reader.flag() { try reader.skip(7) }
        try reader.skip(3)
        if !isReduced {
            try reader.skip(4)
            let hasOrderHint = try reader.flag()
            if hasOrderHint { try reader.skip(2) }
            let forcesScreenContent = try reader.flag() ? 2 : reader.u(1)
            if forcesScreenContent > 0 { if try !reader.flag() { try reader.skip(1) } }
            if hasOrderHint { try reader.skip(3) }
        }
        try reader.skip(3)
    }
}
