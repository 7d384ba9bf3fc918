/// One supplemental enhancement information message (ITU-T H.264 §7.3.2.3.1, H.265 §7.3.5).
public struct SEIMessage: Equatable, Sendable {
    /// payloadType
    public var type: Int
    public var payload: [UInt8]

    public init(type: Int, payload: [UInt8]) {
        self.type = type
        self.payload = payload
    }

    /// The messages of one SEI NAL unit's payload.
    public static func messages(in rbsp: [UInt8]) throws(BitstreamError) -> [SEIMessage] {
        var reader = ByteReader(withoutTrailingBits(rbsp), "SEI")
        var messages: [SEIMessage] = []
        while !reader.isAtEnd {
            let type = try extended(&reader)
            let size = try extended(&reader)
            guard size <= reader.remaining else {
                throw reader.error("message \(type) of \(size) bytes reaches past the unit")
            }
            messages.append(SEIMessage(type: type, payload: try reader.bytes(size)))
        }
        return messages
    }

    /// Each byte 0xFF adds 255 and announces another.
    private static func extended(_ reader: inout ByteReader) throws(BitstreamError) -> Int {
        var value = 0
        while true {
            let byte = try reader.u8()
            value += byte
            if byte != 0xFF { return value }
        }
    }

    /// rbsp_trailing_bits() of a unit made of whole bytes: 0x80, and zeros that some writers append.
    private static func withoutTrailingBits(_ rbsp: [UInt8]) -> ArraySlice<UInt8> {
        guard let last = rbsp.lastIndex(where: { $0 != 0 }), rbsp[last] == 0x80 else { return rbsp[...] }
        return rbsp[..<last]
    }
}

/// payloadType values of the messages that carry picture metadata.
public enum SEIType {
    public static let bufferingPeriod = 0
    public static let pictureTiming = 1
    public static let registeredUserData = 4
    public static let unregisteredUserData = 5
    public static let recoveryPoint = 6
    public static let activeParameterSets = 129
    public static let timeCode = 136
    public static let masteringDisplay = 137
    public static let contentLightLevel = 144
    public static let alternativeTransfer = 147
    public static let ambientViewingEnvironment = 148
    public static let contentColourVolume = 149
}

/// Static HDR metadata of one access unit, from its SEI messages.
public struct StaticSEI: Equatable, Sendable {
    public var mastering: MasteringDisplayColourVolume?
    public var light: ContentLightLevel?
    /// preferred_transfer_characteristics of message 147, an H.273 code point: 18 announces HLG.
    public var preferredTransfer: Int?
    public var ambient: AmbientViewingEnvironment?

    public init() {}

    public var isEmpty: Bool { self == StaticSEI() }

    /// Takes over what a message says; messages of other types change nothing.
    public mutating func add(_ message: SEIMessage) throws(BitstreamError) {
        switch message.type {
        case SEIType.masteringDisplay: mastering = try MasteringDisplayColourVolume(sei: message.payload)
        case SEIType.contentLightLevel: light = try ContentLightLevel(message.payload)
        case SEIType.alternativeTransfer:
            var reader = ByteReader(message.payload, "SEI alternative_transfer_characteristics")
            preferredTransfer = try reader.u8()
        case SEIType.ambientViewingEnvironment: ambient = try AmbientViewingEnvironment(message.payload)
        default: break
        }
    }
}
