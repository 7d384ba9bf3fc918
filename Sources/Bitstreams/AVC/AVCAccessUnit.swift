extension AVC {
    /// Reads the metadata of one access unit. FFmpeg's decoder passes static HDR metadata in H.264 over.
    public static func metadata(
        of packet: UnsafeBufferPointer<UInt8>, _ framing: NALFraming
    ) -> AccessUnitMetadata {
        var metadata = AccessUnitMetadata()
        metadata.attempt { (metadata) throws(BitstreamError) in
            for range in try framing.units(in: packet) { add(packet.unit(range), to: &metadata) }
        }
        return metadata
    }

    private static func add(_ unit: UnsafeBufferPointer<UInt8>, to metadata: inout AccessUnitMetadata) {
        guard let header = unit.first, header & 0x80 == 0 else {
            metadata.faults.append(BitstreamError("H.264 NAL unit", at: 0, "the header is broken"))
            return
        }
        metadata.attempt { (metadata) throws(BitstreamError) in
            switch Int(header & 31) {
            case UnitType.sps:
                let set = try SequenceParameterSet(rbsp: rbsp(unit, headerBytes: 1))
                metadata.colours.append(CodedColour(set.vui?.signal, set.vui?.chromaLocation))
            case UnitType.sei:
                let messages = try SEIMessage.messages(in: rbsp(unit, headerBytes: 1))
                if messages.contains(where: isImmediateRecovery) { metadata.isRandomAccess = true }
                metadata.add(messages)
            case UnitType.idrSlice: metadata.isRandomAccess = true
            case UnitType.dolbyVisionRPU: metadata.dolbyVisionRPUs.append(rbsp(unit, headerBytes: 1))
            default: break
            }
        }
    }

    /// A recovery point with recovery_frame_cnt 0: the intra picture of an open group (§D.2.8).
    private static func isImmediateRecovery(_ message: SEIMessage) -> Bool {
        guard message.type == SEIType.recoveryPoint else { return false }
        var reader = BitReader(message.payload, "SEI recovery_point")
        return (try? reader.ue()) == 0
    }
}
