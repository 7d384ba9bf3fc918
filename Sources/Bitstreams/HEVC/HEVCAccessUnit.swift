extension HEVC {
    /// Reads the metadata of one access unit. Slices are looked at no further than their header of two bytes.
    public static func metadata(
        of packet: UnsafeBufferPointer<UInt8>, _ framing: NALFraming
    ) -> AccessUnitMetadata {
        var metadata = AccessUnitMetadata()
        metadata.attempt { (metadata) throws(BitstreamError) in
            for range in try framing.units(in: packet) { add(packet.unit(range), to: &metadata) }
        }
        return metadata
    }

    /// The same of units that have been found already.
    public static func metadata(
        of stream: UnsafeBufferPointer<UInt8>, _ units: some Sequence<Range<Int>>
    ) -> AccessUnitMetadata {
        var metadata = AccessUnitMetadata()
        for range in units { add(stream.unit(range), to: &metadata) }
        return metadata
    }

    private static func add(_ unit: UnsafeBufferPointer<UInt8>, to metadata: inout AccessUnitMetadata) {
        // nuh_temporal_id_plus1 is never 0 (§7.4.2.2): decoders drop such a unit.
        guard let header = UnitHeader(unit), header.temporalID >= 0 else {
            metadata.faults.append(BitstreamError("HEVC NAL unit", at: 0, "the header is broken"))
            return
        }
        guard header.layer == 0 else { return }
        metadata.attempt { (metadata) throws(BitstreamError) in
            switch header.type {
            case UnitType.sps:
                let set = try SequenceParameterSet(rbsp: rbsp(unit, headerBytes: UnitHeader.size))
                metadata.colours.append(CodedColour(set.vui?.signal, set.vui?.chromaLocation))
            case UnitType.prefixSEI, UnitType.suffixSEI:
                metadata.add(try SEIMessage.messages(in: rbsp(unit, headerBytes: UnitHeader.size)))
            case UnitType.dolbyVisionRPU:
                metadata.dolbyVisionRPUs.append(rbsp(unit, headerBytes: UnitHeader.size))
            case UnitType.dolbyVisionEnhancement: metadata.enhancementUnits += 1
            case 16...23: metadata.isRandomAccess = true
            default: break
            }
        }
    }
}
