/// How often one kind of metadata occurs in a stream, and with which values.
public struct MetadataPresence<Value: Equatable & Sendable>: Sendable {
    /// Longest list of changes or of gaps that is kept; counts go on.
    public static var limit: Int { 1000 }

    public private(set) var accessUnits = 0
    /// Those of them where decoding can start.
    public private(set) var randomAccessUnits = 0
    /// Access units, counted from 0 in decoding order, where decoding can start and the metadata is missing.
    public private(set) var gaps: [Int] = []
    /// Every value that differs from the one before it, and the access unit where it starts.
    public private(set) var changes: [(accessUnit: Int, value: Value)] = []

    mutating func add(_ value: Value?, at index: Int, isRandomAccess: Bool) {
        guard let value else {
            if isRandomAccess, gaps.count < Self.limit { gaps.append(index) }
            return
        }
        accessUnits += 1
        if isRandomAccess { randomAccessUnits += 1 }
        if changes.last?.value != value, changes.count < Self.limit { changes.append((index, value)) }
    }
}

/// What a stream carries from its first access unit to its last.
///
/// A decoder keeps static metadata over random access points that do not repeat it, so the frames that it hands over
/// hide what is missing from the bitstream. This counts the messages themselves.
public struct MetadataInventory: Sendable {
    public private(set) var accessUnits = 0
    public private(set) var randomAccessUnits = 0
    public private(set) var mastering = MetadataPresence<MasteringDisplayColourVolume>()
    public private(set) var light = MetadataPresence<ContentLightLevel>()
    public private(set) var preferredTransfer = MetadataPresence<Int>()
    public private(set) var colour = MetadataPresence<CodedColour>()
    /// Access units with user data of each kind.
    public private(set) var userData: [RegisteredUserData.Kind: Int] = [:]
    /// Access units with a Dolby Vision RPU, and those with more than one.
    public private(set) var dolbyVisionRPUs = 0
    public private(set) var repeatedRPUs = 0
    public private(set) var enhancementUnits = 0
    /// Access units with something that could not be read, and the first such errors.
    public private(set) var faultyAccessUnits = 0
    public private(set) var faults: [(accessUnit: Int, error: BitstreamError)] = []

    public init() {}

    /// Takes the access units in decoding order.
    public mutating func add(_ unit: AccessUnitMetadata) {
        let index = accessUnits
        accessUnits += 1
        if unit.isRandomAccess { randomAccessUnits += 1 }
        let fixed = unit.staticMetadata
        mastering.add(fixed.mastering, at: index, isRandomAccess: unit.isRandomAccess)
        light.add(fixed.light, at: index, isRandomAccess: unit.isRandomAccess)
        preferredTransfer.add(fixed.preferredTransfer, at: index, isRandomAccess: unit.isRandomAccess)
        colour.add(unit.colours.last, at: index, isRandomAccess: unit.isRandomAccess)
        for kind in Set(unit.userData.map(\.kind)) { userData[kind, default: 0] += 1 }
        if !unit.dolbyVisionRPUs.isEmpty { dolbyVisionRPUs += 1 }
        if unit.dolbyVisionRPUs.count > 1 { repeatedRPUs += 1 }
        enhancementUnits += unit.enhancementUnits
        if !unit.faults.isEmpty { faultyAccessUnits += 1 }
        for error in unit.faults where faults.count < 100 { faults.append((index, error)) }
    }
}
