/// The audio definition model of an `axml` chunk or a file of its own (ITU-R BS.2076): what there is, and whether its
/// parts find each other.
public struct AudioDefinitionModel: Equatable, Sendable {
    public struct TrackUID: Equatable, Sendable {
        public var id: String
        /// Hz
        public var sampleRate: Int?
        public var bitDepth: Int?
    }

    /// How many elements of each kind there are, by their names in BS.2076: `audioProgramme`.
    public private(set) var counts: [String: Int] = [:]
    public private(set) var programmeNames: [String] = []
    public private(set) var trackUIDs: [TrackUID] = []
    /// loudnessMetadata of the first programme: LUFS and dBTP.
    public private(set) var integratedLoudness, maxTruePeak: Double?
    public private(set) var faults: [MetadataFault] = []

    private var ids: Set<String> = []
    private var references: [(id: String, from: String)] = []

    /// Elements that have an identity, and the attribute it stands in.
    private static let identities = [
        "audioProgramme": "audioProgrammeID", "audioContent": "audioContentID", "audioObject": "audioObjectID",
        "audioPackFormat": "audioPackFormatID", "audioChannelFormat": "audioChannelFormatID",
        "audioStreamFormat": "audioStreamFormatID", "audioTrackFormat": "audioTrackFormatID", "audioTrackUID": "UID",
    ]
    private static let references: Set<String> = [
        "audioContentIDRef", "audioObjectIDRef", "audioPackFormatIDRef", "audioChannelFormatIDRef",
        "audioStreamFormatIDRef", "audioTrackFormatIDRef", "audioTrackUIDRef", "audioComplementaryObjectIDRef",
    ]

    /// - Throws: where the bytes are no well-formed XML.
    public init(_ bytes: [UInt8]) throws(BitstreamError) {
        let end = bytes.lastIndex { $0 != 0 } ?? -1
        var scanner = XMLScanner(Array(bytes.prefix(end + 1)), "ADM")
        var owner = ""
        while let event = try scanner.next() {
            switch event {
            case .start(let name, let attributes):
                if let identity = Self.identities[name] {
                    let all = scanner.attributes(attributes)
                    owner = all[identity] ?? name
                    note(name, owner, all)
                }
            case .text(let range) where Self.matters(scanner.path):
                note(scanner.string(range).trimmed, in: scanner.path, of: owner)
            case .text, .end: break
            }
        }
        findLost()
    }

    /// Positions of objects are by far the most of a model, and none of them is wanted.
    private static func matters(_ path: [String]) -> Bool {
        guard let name = path.last else { return false }
        return references.contains(name) || name == "integratedLoudness" || name == "maxTruePeak"
    }

    private mutating func fault(_ name: String, _ text: String) {
        if faults.count < 100 { faults.append(MetadataFault(name, text)) }
    }

    private mutating func note(_ name: String, _ id: String, _ attributes: [String: String]) {
        counts[name, default: 0] += 1
        if !ids.insert(id).inserted { fault("adm-id", "\(id) is there twice") }
        if name == "audioProgramme", let title = attributes["audioProgrammeName"] { programmeNames.append(title) }
        guard name == "audioTrackUID" else { return }
        trackUIDs.append(
            TrackUID(
                id: id, sampleRate: attributes["sampleRate"].flatMap { Int($0) },
                bitDepth: attributes["bitDepth"].flatMap { Int($0) }))
    }

    private mutating func note(_ text: String, in path: [String], of owner: String) {
        guard let name = path.last, !text.isEmpty else { return }
        if Self.references.contains(name) {
            references.append((text, owner))
        } else if path.count > 2, path[path.count - 2] == "loudnessMetadata", path[path.count - 3] == "audioProgramme" {
            if name == "integratedLoudness", integratedLoudness == nil { integratedLoudness = Double(text) }
            if name == "maxTruePeak", maxTruePeak == nil { maxTruePeak = Double(text) }
        }
    }

    private mutating func findLost() {
        for (id, owner) in references where !ids.contains(id) && !Self.isCommon(id) {
            fault("adm-reference", "\(owner) refers to \(id), which is not there")
        }
        references = []
    }

    /// Common definitions (ITU-R BS.2094) are known without being written down: their number ends in 0001 to 0FFF.
    /// `ATU_00000000` is silence.
    static func isCommon(_ id: String) -> Bool {
        if id == "ATU_00000000" { return true }
        let parts = id.split(separator: "_")
        guard parts.count >= 2, ["AP", "AC", "AS", "AT"].contains(parts[0]), parts[1].count == 8 else { return false }
        return parts[1].suffix(4).hasPrefix("0")
    }

    /// Whether an element of that identity is written down or common.
    func knows(_ id: String) -> Bool { ids.contains(id) || Self.isCommon(id) }

    public static func == (one: AudioDefinitionModel, other: AudioDefinitionModel) -> Bool {
        one.counts == other.counts && one.ids == other.ids && one.faults == other.faults
            && one.trackUIDs == other.trackUIDs && one.programmeNames == other.programmeNames
    }

    /// What contradicts the channel allocation and the format of the file around it.
    func faults(_ allocation: RIFF.ChannelAllocation?, _ format: RIFF.WaveFormat?) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        func fault(_ name: String, _ text: String) { faults.append(MetadataFault(name, text)) }
        for uid in trackUIDs {
            if let rate = uid.sampleRate, let format, rate != format.sampleRate {
                fault("adm-sample-rate", "\(uid.id) says \(rate) Hz, the format \(format.sampleRate) Hz")
            }
            if let bits = uid.bitDepth, let format, bits != format.statedBits {
                fault("adm-bit-depth", "\(uid.id) says \(bits) bits, the format \(format.statedBits)")
            }
        }
        guard let allocation else {
            if !trackUIDs.isEmpty { fault("chna-missing", "nothing says which channel carries which track") }
            return faults
        }
        let allocated = Set(allocation.entries.map(\.uid))
        for uid in trackUIDs where !allocated.contains(uid.id) {
            fault("adm-uid", "\(uid.id) is on no channel")
        }
        for entry in allocation.entries {
            for id in [entry.uid, entry.trackFormat, entry.packFormat] where !id.isEmpty && !knows(Self.bare(id)) {
                fault("chna-reference", "\(entry.uid) on track \(entry.track): \(id) is not in the model")
            }
        }
        return faults
    }

    /// A channel format in `chna` has the form of a track format: `AC_00031001_00`.
    private static func bare(_ id: String) -> String {
        id.hasPrefix("AC_") && id.hasSuffix("_00") ? String(id.dropLast(3)) : id
    }
}
