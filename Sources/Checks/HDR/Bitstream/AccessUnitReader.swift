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
    private let additions: BlockAdditions
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
        additions = BlockAdditions(track)
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

    /// What a packet carries: behind the picture of the packet before it, and of its own picture.
    ///
    /// libavformat cuts byte streams at an end of sequence and leaves what follows the slices, such as an RPU, to the
    /// next packet.
    func parts(_ packet: Packet) -> (behindLast: AccessUnitMetadata?, own: AccessUnitMetadata?) {
        guard isByteStream else { return (nil, metadata(packet)) }
        return packet.withBytes { bytes in
            guard let units = try? NALFraming.annexB.units(in: bytes) else { return (nil, metadata(bytes)) }
            let start = units.firstIndex { Self.opensPicture(UnsafeBufferPointer(rebasing: bytes[$0])) } ?? units.count
            let behind = start > 0 ? HEVC.metadata(of: bytes, units[..<start]) : nil
            return (behind, start < units.count ? HEVC.metadata(of: bytes, units[start...]) : nil)
        }
    }

    /// Slices, and the units that only stand before slices (H.265 §7.4.2.4.4). A broken header ends the search.
    private static func opensPicture(_ unit: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let header = HEVC.UnitHeader(unit) else { return true }
        return header.isVCL || (HEVC.UnitType.vps...HEVC.UnitType.accessUnitDelimiter).contains(header.type)
            || header.type == HEVC.UnitType.prefixSEI
    }

    private func metadata(_ packet: Packet) -> AccessUnitMetadata {
        var metadata = packet.withBytes { self.metadata($0) }
        if let message = additions.message(packet.blockAddition) { metadata.userData.append(message) }
        return metadata
    }

    func metadata(_ packet: FirstPacket) -> AccessUnitMetadata {
        var metadata = packet.bytes.withUnsafeBufferPointer { self.metadata($0) }
        if let message = additions.message(packet.blockAddition) { metadata.userData.append(message) }
        return metadata
    }
}

extension Headers {
    /// The metadata of a track's first packet and of its parameter sets; empty for codings that are not read.
    func firstMetadata(of track: Track) -> AccessUnitMetadata? {
        guard let packet = firstPackets[track.id] else { return nil }
        let reader = AccessUnitReader(track)
        var metadata = reader.metadata(packet)
        let outside = reader.configuration
        metadata.staticMetadata.mastering = metadata.staticMetadata.mastering ?? outside.staticMetadata.mastering
        metadata.staticMetadata.light = metadata.staticMetadata.light ?? outside.staticMetadata.light
        metadata.staticMetadata.preferredTransfer =
            metadata.staticMetadata.preferredTransfer ?? outside.staticMetadata.preferredTransfer
        if metadata.colours.isEmpty { metadata.colours = outside.colours }
        return metadata
    }
}
