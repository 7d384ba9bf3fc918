/// Colour as a sequence header states it.
public struct CodedColour: Equatable, Sendable {
    /// nil when the header says nothing of colour.
    public var colour: CodePoints?
    /// nil when the header says nothing of the range.
    public var isFullRange: Bool?
    public var chromaLocation: ChromaLocation?

    public init(colour: CodePoints? = nil, isFullRange: Bool? = nil, chromaLocation: ChromaLocation? = nil) {
        self.colour = colour
        self.isFullRange = isFullRange
        self.chromaLocation = chromaLocation
    }

    init(_ signal: VideoSignalType?, _ location: ChromaLocation?) {
        self.init(colour: signal?.colour, isFullRange: signal?.isFullRange, chromaLocation: location)
    }
}

/// The metadata that one access unit (H.264, H.265) or temporal unit (AV1) carries.
public struct AccessUnitMetadata: Equatable, Sendable {
    /// Decoding can start here: IRAP picture, IDR picture, AV1 key frame behind a sequence header.
    public var isRandomAccess = false
    public var staticMetadata = StaticSEI()
    public var userData: [RegisteredUserData] = []
    /// Raw byte sequence payloads of Dolby Vision RPUs, from rpu_nal_prefix on.
    public var dolbyVisionRPUs: [[UInt8]] = []
    /// Units of a Dolby Vision enhancement layer in the same stream.
    public var enhancementUnits = 0
    /// What the sequence headers in the access unit state.
    public var colours: [CodedColour] = []
    /// What could not be read.
    public var faults: [BitstreamError] = []

    public init() {}

    public func userData(_ kind: RegisteredUserData.Kind) -> [RegisteredUserData] {
        userData.filter { $0.kind == kind }
    }

    mutating func add(_ messages: [SEIMessage]) {
        for message in messages {
            attempt { (unit) throws(BitstreamError) in
                try unit.staticMetadata.add(message)
                if message.type == SEIType.registeredUserData {
                    unit.userData.append(try RegisteredUserData(message.payload))
                }
            }
        }
    }

    /// Runs a step whose failure is a fault of this access unit and nothing more.
    mutating func attempt(_ step: (inout AccessUnitMetadata) throws(BitstreamError) -> Void) {
        do { try step(&self) } catch { faults.append(error) }
    }
}
