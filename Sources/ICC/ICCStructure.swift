/// A profile taken apart without any library: header, tag table and everything that is wrong with them.
///
/// Made from any bytes; never traps. Only a structure that ``isReadable`` may be given to a colour library.
public struct ICCStructure: Sendable {
    /// Larger than any profile seen in the field (a CMYK press profile has about 10 MB).
    public static let largestSize = 32 << 20
    /// More entries than this LittleCMS does not read.
    public static let mostTags = 100

    /// The profile alone, without bytes behind its declared size.
    public let bytes: [UInt8]
    /// Nil when there are too few bytes for one.
    public let header: ICCHeader?
    /// In the order of the table; empty when the table cannot be read.
    public let tags: [ICCTag]
    /// Worst first.
    public let faults: [ICCFault]

    public init(_ bytes: [UInt8]) {
        let parts = Self.parts(bytes)
        self.bytes = parts.bytes
        header = parts.header
        tags = parts.tags
        faults = parts.faults.sorted { $0.grade > $1.grade }
    }

    /// Whether a colour library may see it.
    public var isReadable: Bool { !faults.contains { $0.grade == .refusal } }
    /// Whether it keeps to the specification as far as its structure shows.
    public var isValid: Bool { !faults.contains { $0.grade > .remark } }

    /// Whether the profile id in the header is the MD5 of the content (ICC.1:2022 §7.2.18); nil when none was computed.
    public var isProfileIDRight: Bool? {
        guard isReadable, let header, header.hasProfileID else { return nil }
        return !faults.contains { $0.name == .profileID }
    }

    public func faults(_ grade: ICCFault.Grade) -> [ICCFault] { faults.filter { $0.grade == grade } }

    public func tag(_ signature: ICCSignature) -> ICCTag? { tags.first { $0.signature == signature } }

    /// The bytes of a tag, type signature included; nil without such a tag or with one that lies outside.
    public func content(_ signature: ICCSignature) -> ArraySlice<UInt8>? {
        tag(signature).flatMap { $0.content(of: bytes) }
    }

    private typealias Parts = (bytes: [UInt8], header: ICCHeader?, tags: [ICCTag], faults: [ICCFault])

    /// What cannot be read stops the reading: behind a wrong signature nothing means anything.
    private static func parts(_ bytes: [UInt8]) -> Parts {
        guard let header = ICCHeader(bytes) else { return (bytes, nil, [], [HeaderRules.tooShort(bytes.count)]) }
        var faults = HeaderRules.faults(header, bytes)
        if faults.contains(where: { $0.grade == .refusal }) { return (bytes, header, [], faults) }
        let profile = header.size < bytes.count ? Array(bytes[..<header.size]) : bytes
        let table = TagTable.read(profile)
        faults += table.faults
        if table.faults.contains(where: { $0.grade == .refusal }) { return (profile, header, table.tags, faults) }
        faults += LayoutRules.faults(table.tags, header, profile)
        faults += RequiredTags.faults(table.tags, header)
        faults += TagTypes.faults(table.tags, header, profile)
        faults += table.tags.flatMap { TagContent.faults($0, header, profile) }
        faults += ColourRules.faults(table.tags, header, profile)
        faults += ProfileID.faults(header, profile)
        return (profile, header, table.tags, faults)
    }
}

/// An entry of the tag table (ICC.1:2022 §7.3).
public struct ICCTag: Equatable, Sendable {
    public let signature: ICCSignature
    /// Bytes from the start of the profile.
    public let offset: Int
    /// Bytes.
    public let size: Int

    var end: Int { offset + size }

    func content(of profile: [UInt8]) -> ArraySlice<UInt8>? {
        offset >= 0 && size >= 0 && end <= profile.count ? profile[offset..<end] : nil
    }
}
