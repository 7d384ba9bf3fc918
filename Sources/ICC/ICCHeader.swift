/// The first 128 bytes of a profile (ICC.1:2022 §7.2), as they are.
public struct ICCHeader: Equatable, Sendable {
    /// Bytes.
    public static let length = 128

    /// Bytes of the whole profile as it declares them.
    public let size: Int
    public let version: ICCVersion
    public let profileClass, colourSpace, connectionSpace: ICCSignature
    /// Creation of the profile.
    public let date: ICCDate
    /// `acsp` in every profile.
    public let magic: ICCSignature
    public let platform: ICCSignature
    /// 0 perceptual, 1 media-relative, 2 saturation, 3 absolute.
    public let intent: Int
    /// The PCS illuminant, X, Y, Z.
    public let illuminant: (x: Double, y: Double, z: Double)
    /// MD5 of the profile; all zero when it was not computed.
    public let profileID: [UInt8]

    /// Nil when there are fewer than 128 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.length, let size = bytes.u32(0), let major = bytes.u8(8), let minor = bytes.u8(9),
            let profileClass = bytes.signature(12), let colourSpace = bytes.signature(16),
            let connectionSpace = bytes.signature(20), let date = bytes.date(24), let magic = bytes.signature(36),
            let platform = bytes.signature(40), let intent = bytes.u32(64), let illuminant = bytes.xyz(68)
        else { return nil }
        self.size = size
        version = ICCVersion(major: major, minor: minor >> 4, fix: minor & 15)
        self.profileClass = profileClass
        self.colourSpace = colourSpace
        self.connectionSpace = connectionSpace
        self.date = date
        self.magic = magic
        self.platform = platform
        self.intent = intent
        self.illuminant = illuminant
        profileID = Array(bytes[84..<100])
    }

    public static func == (left: ICCHeader, right: ICCHeader) -> Bool {
        left.size == right.size && left.version == right.version && left.profileClass == right.profileClass
            && left.colourSpace == right.colourSpace && left.connectionSpace == right.connectionSpace
            && left.date == right.date && left.platform == right.platform && left.intent == right.intent
            && left.illuminant == right.illuminant && left.profileID == right.profileID
    }

    public var hasProfileID: Bool { profileID.contains { $0 != 0 } }

    /// What the class stands for.
    public var className: String {
        switch profileClass {
        case "scnr": "input device"
        case "mntr": "display device"
        case "prtr": "output device"
        case "link": "device link"
        case "spac": "colour space"
        case "abst": "abstract"
        case "nmcl": "named colours"
        default: "no class of ICC.1"
        }
    }
}

/// Version of the specification a profile follows.
public struct ICCVersion: Hashable, Sendable {
    public let major, minor, fix: Int

    /// The versions that were published (ICC.1 and its predecessors).
    var isPublished: Bool {
        switch major {
        case 2, 4: minor <= 4 && fix == 0
        default: false
        }
    }
}

extension ICCVersion: CustomStringConvertible {
    /// `4.4`, with the third part only where it is not zero.
    public var description: String { "\(major).\(minor)" + (fix == 0 ? "" : ".\(fix)") }
}
