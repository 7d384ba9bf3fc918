/// Dolby Vision metadata.
public enum DolbyVision {
    public enum EnhancementLayer: String, Sendable {
        /// Full: carries picture information.
        case full = "FEL"
        /// Minimal: its residual is zero.
        case minimal = "MEL"
    }

    /// A reference processing unit: the metadata of one picture.
    public struct RPU: Equatable, Sendable {
        public var header: Header
        /// Nil when use_prev_vdr_rpu_flag takes it over from `previousID`.
        public var mapping: Mapping?
        public var previousID: Int?
        /// Nil when vdr_dm_metadata_present_flag is 0.
        public var displayManagement: DisplayManagement?
        /// rpu_data_crc32 as it is stored, and as the bytes give it.
        public var storedCRC, computedCRC: UInt32
        /// Bits between the last field and the CRC: up to 7 zeros when all is well.
        public var unreadBits: Int
        public var unreadBitsAreZero: Bool
        /// Zero bytes behind the final 0x80.
        public var trailingBytes: Int

        public var isCRCValid: Bool { storedCRC == computedCRC }

        /// Nil unless the picture has an enhancement layer.
        public var enhancementLayer: EnhancementLayer? {
            guard header.hasResidual, let layers = mapping?.residual?.components else { return nil }
            return layers.allSatisfy(\.isZero) ? .minimal : .full
        }

        /// The profile that the header fits: 4, 5, 7 or 8; nil for any other header.
        ///
        /// A guess: the RPU does not carry the number. Profiles 8.x, 9 and 10 look alike.
        public var profile: Int? {
            switch (header.profile, header.bitDepthVDR) {
            case (0, _): header.isFullRange ? 5 : nil
            case (1, let depth) where header.spatialResampling && header.hasResidual: depth == 12 ? 7 : 4
            case (1, _): 8
            default: nil
            }
        }
    }
}

extension DolbyVision.RPU {
    private static let structure = "Dolby Vision RPU"
    /// CRC and final byte, in bits.
    private static let tail = 40

    /// - Parameters:
    ///   - rbsp: from rpu_nal_prefix on, without emulation prevention bytes.
    ///   - previous: the header before, for RPUs that repeat its sequence information.
    public init(rbsp: [UInt8], previous: DolbyVision.Header? = nil) throws(BitstreamError) {
        let payload = rbsp.prefix(1 + (rbsp.lastIndex { $0 != 0 } ?? -1))
        guard payload.count >= 12, payload.last == 0x80 else {
            throw BitstreamError(Self.structure, at: max(0, payload.count - 1), "the final byte 0x80 is missing")
        }
        trailingBytes = rbsp.count - payload.count
        let body = payload.dropLast(5)
        storedCRC = payload.dropFirst(body.count).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        computedCRC = crc32MPEG2(body.dropFirst())
        var reader = BitReader(Array(payload), Self.structure)
        header = try DolbyVision.Header(&reader, previous)
        let hasDisplayManagement = try reader.flag()
        if try reader.flag() {
            previousID = try reader.ue()
        } else {
            mapping = try DolbyVision.Mapping(&reader, header)
        }
        if hasDisplayManagement {
            displayManagement = try DolbyVision.DisplayManagement(&reader, header, end: reader.end - Self.tail)
        }
        unreadBits = reader.end - Self.tail - reader.position
        guard unreadBits >= 0 else { throw reader.error("the metadata reaches into the CRC") }
        unreadBitsAreZero = try Self.areZero(&reader, unreadBits)
    }

    /// A NAL unit of type 62 with its header and its emulation prevention bytes.
    public init(
        unit: UnsafeBufferPointer<UInt8>, previous: DolbyVision.Header? = nil
    ) throws(BitstreamError) {
        guard let header = HEVC.UnitHeader(unit), header.type == HEVC.UnitType.dolbyVisionRPU else {
            throw BitstreamError(Self.structure, at: 0, "it is no NAL unit of type 62")
        }
        try self.init(rbsp: rbsp(unit, headerBytes: HEVC.UnitHeader.size), previous: previous)
    }

    private static func areZero(_ reader: inout BitReader, _ count: Int) throws(BitstreamError) -> Bool {
        var left = count
        while left > 0 {
            let take = min(32, left)
            if try reader.u(take) != 0 { return false }
            left -= take
        }
        return true
    }
}
