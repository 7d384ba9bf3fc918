import Bitstreams
import Measuring
import Media

/// Takes the metadata out of one track's packets, without decoding.
struct AccessUnitReader {
    private enum Coding {
        case hevc(NALFraming)
        case avc(NALFraming)
        case av1
        /// A coding without metadata of its own inside; Matroska may still store some beside the blocks.
        case plain
    }

    private let coding: Coding
    /// What the parameter sets outside of the packets say.
    let configuration: AccessUnitMetadata
    /// Parameter sets as an Annex B stream, for picture order.
    let parameterSets: [UInt8]

    /// Codings whose static and dynamic metadata is found here.
    static func reads(_ codec: String) -> Bool { ["hevc", "h264", "av1"].contains(codec) }

    init(_ track: Track) {
        let set = track.stream.extradata
        var coding = Coding.plain
        var configuration = AccessUnitMetadata()
        var units: [[UInt8]] = []
        switch track.facts.codec {
        case "hevc":
            let record = set.first == 1 ? try? DecoderConfiguration(hevc: set) : nil
            coding = .hevc(record?.framing ?? .annexB)
            configuration = record?.metadata { HEVC.metadata(of: $0, $1) } ?? configuration
            units = record?.units ?? []
        case "h264":
            let record = set.first == 1 ? try? DecoderConfiguration(avc: set) : nil
            coding = .avc(record?.framing ?? .annexB)
            configuration = record?.metadata { AVC.metadata(of: $0, $1) } ?? configuration
        case "av1":
            coding = .av1
            // av1C has four bytes before its units (AV1 in ISO BMFF §2.3).
            configuration = Array(set.dropFirst(4)).withUnsafeBufferPointer { AV1.metadata(of: $0) }
            configuration.faults = []
        default: break
        }
        self.coding = coding
        self.configuration = configuration
        parameterSets = units.flatMap { [0, 0, 1] + $0 }
    }

    /// Whether the stream may come without timestamps, so that picture order has to be read from the slices.
    var isByteStream: Bool { if case .hevc(.annexB) = coding { true } else { false } }

    func metadata(_ bytes: UnsafeBufferPointer<UInt8>) -> AccessUnitMetadata {
        switch coding {
        case .hevc(let framing): HEVC.metadata(of: bytes, framing)
        case .avc(let framing): AVC.metadata(of: bytes, framing)
        case .av1: AV1.metadata(of: bytes)
        case .plain: AccessUnitMetadata()
        }
    }

    /// The metadata of a packet, with what Matroska stores beside it (BlockAddID 4: ITU-T T.35).
    func metadata(_ packet: Packet) -> AccessUnitMetadata {
        var metadata = packet.withBytes { self.metadata($0) }
        if let addition = packet.blockAddition, addition.id == 4,
            let message = try? RegisteredUserData(addition.bytes)
        {
            metadata.userData.append(message)
        }
        return metadata
    }
}

extension Headers {
    /// The metadata of a track's first packet and of its parameter sets; nil for codings that are not read.
    func firstMetadata(of track: Track) -> AccessUnitMetadata? {
        guard AccessUnitReader.reads(track.facts.codec), let packet = firstPackets[track.id] else { return nil }
        let reader = AccessUnitReader(track)
        var metadata = packet.withUnsafeBufferPointer { reader.metadata($0) }
        let outside = reader.configuration
        metadata.staticMetadata.mastering = metadata.staticMetadata.mastering ?? outside.staticMetadata.mastering
        metadata.staticMetadata.light = metadata.staticMetadata.light ?? outside.staticMetadata.light
        metadata.staticMetadata.preferredTransfer =
            metadata.staticMetadata.preferredTransfer ?? outside.staticMetadata.preferredTransfer
        if metadata.colours.isEmpty { metadata.colours = outside.colours }
        return metadata
    }
}
