/// user_data_registered_itu_t_t35: SEI message 4, AV1 metadata OBU 4, Matroska BlockAdditional 4 (ITU-T T.35).
public struct RegisteredUserData: Equatable, Sendable {
    /// What the payload is, by provider and by what the provider says.
    public enum Kind: String, Sendable, CaseIterable {
        /// SMPTE ST 2094-40 (HDR10+), application 4.
        case hdr10Plus
        /// SMPTE ST 2094-10 as ATSC A/341 and ETSI TS 103 572 carry it.
        case st2094_10
        /// A Dolby Vision RPU in an EMDF container, as AV1 carries it.
        case dolbyVisionRPU
        /// CEA-608 and CEA-708 caption bytes (ATSC A/53 part 4).
        case captions
        /// Active format description (ATSC A/53 part 4, SMPTE ST 2016-1).
        case activeFormat
        /// Bar data (ATSC A/53 part 4).
        case barData
        /// CUVA HDR Vivid.
        case hdrVivid
        /// SL-HDR of ETSI TS 103 433.
        case slHDR
        case other
    }

    public var country: Int
    /// itu_t_t35_terminal_provider_code; -1 when the payload is too short to hold one.
    public var provider: Int
    /// Everything behind the provider code.
    public var payload: [UInt8]
    public var kind: Kind

    private static let usa = 0xB5
    private static let china = 0x26

    /// - Parameter message: from itu_t_t35_country_code on.
    public init(_ message: [UInt8]) throws(BitstreamError) {
        var reader = ByteReader(message, "ITU-T T.35 user data")
        country = try reader.u8()
        if country == 0xFF { country = 0xFF00 | (try reader.u8()) }
        provider = reader.remaining >= 2 ? try reader.u16() : -1
        payload = Array(reader.rest())
        kind = Self.kind(country, provider, payload)
    }

    private static func kind(_ country: Int, _ provider: Int, _ payload: [UInt8]) -> Kind {
        switch (country, provider) {
        case (usa, 0x003C) where payload.starts(with: [0, 1, 4]): .hdr10Plus
        case (usa, 0x003B) where payload.starts(with: [0, 0, 8, 0]): .dolbyVisionRPU
        case (usa, 0x003A) where payload.first == 0: .slHDR
        case (usa, 0x0031): atsc(payload)
        case (usa, 0x002F): payload.first == 3 ? .captions : .other
        case (china, 0x0004): payload.starts(with: [0, 5]) ? .hdrVivid : .other
        default: .other
        }
    }

    /// ATSC1_data() and afd_data(), told apart by user_identifier (A/53 part 4 §6.2.3).
    private static func atsc(_ payload: [UInt8]) -> Kind {
        if payload.starts(with: Array("DTG1".utf8)) { return .activeFormat }
        guard payload.starts(with: Array("GA94".utf8)), payload.count > 4 else { return .other }
        switch payload[4] {
        case 3: return .captions
        case 6: return .barData
        case 9: return .st2094_10
        default: return .other
        }
    }

    /// active_format of afd_data(), 4 bits; nil when the data carries none (A/53 part 4 §6.2.4).
    public var activeFormat: Int? {
        guard kind == .activeFormat, payload.count >= 6, payload[4] & 0x40 != 0 else { return nil }
        return Int(payload[5] & 0x0F)
    }
}
