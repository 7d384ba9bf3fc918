extension HEVC {
    /// The fields of parameter sets that picture order depends on.
    struct PictureParameters: Equatable, Sendable {
        var sequence: Int
        var hasDependentSlices, hasOutputFlag: Bool
        var extraSliceHeaderBits: Int

        /// - Returns: the parameters and their pps_pic_parameter_set_id.
        static func read(_ rbsp: [UInt8]) throws(BitstreamError) -> (id: Int, parameters: PictureParameters) {
            var reader = BitReader(rbsp, "HEVC PPS")
            let id = try reader.ue("pps_pic_parameter_set_id", 0...63)
            let sequence = try reader.ue("pps_seq_parameter_set_id", 0...15)
            return (
                id,
                PictureParameters(
                    sequence: sequence, hasDependentSlices: try reader.flag(), hasOutputFlag: try reader.flag(),
                    extraSliceHeaderBits: try reader.u(3))
            )
        }
    }

    /// Picture order counts of an elementary stream, which has no timestamps (§8.3.1).
    public struct PictureOrder: Sendable {
        private var sequences: [Int: SequenceParameterSet] = [:]
        private var pictures: [Int: PictureParameters] = [:]
        private var previousCount = 0

        public init() {}

        /// Takes one unit in decoding order.
        ///
        /// - Returns: PicOrderCntVal when the unit starts a picture. It counts from 0 again at every IDR picture.
        public mutating func add(_ unit: UnsafeBufferPointer<UInt8>) throws(BitstreamError) -> Int? {
            guard let header = UnitHeader(unit), header.layer == 0 else { return nil }
            switch header.type {
            case UnitType.sps:
                let set = try SequenceParameterSet(rbsp: rbsp(unit, headerBytes: UnitHeader.size))
                sequences[set.id] = set
            case UnitType.pps:
                let set = try PictureParameters.read(rbsp(unit, headerBytes: UnitHeader.size))
                pictures[set.id] = set.parameters
            case ..<32: return try count(unit, header)
            default: break
            }
            return nil
        }

        private mutating func count(
            _ unit: UnsafeBufferPointer<UInt8>, _ header: UnitHeader
        ) throws(BitstreamError) -> Int? {
            let head = UnsafeBufferPointer(rebasing: unit.prefix(64))
            var reader = BitReader(rbsp(head, headerBytes: UnitHeader.size), "HEVC slice header")
            guard try reader.flag() else { return nil }
            if header.isIRAP { try reader.skip(1) }
            let id = try reader.ue("slice_pic_parameter_set_id", 0...63)
            guard let picture = pictures[id], let sequence = sequences[picture.sequence] else {
                throw reader.error("parameter set \(id) is missing")
            }
            if header.isIDR {
                previousCount = 0
                return 0
            }
            try reader.skip(picture.extraSliceHeaderBits)
            _ = try reader.ue("slice_type", 0...2)
            try reader.skip((picture.hasOutputFlag ? 1 : 0) + (sequence.separateColourPlanes ? 2 : 0))
            let lsb = try reader.u(sequence.log2MaxPictureOrderCount)
            return advance(to: lsb, 1 << sequence.log2MaxPictureOrderCount, header)
        }

        /// Adds the most significant bits that continue from the previous reference picture of the lowest layer.
        private mutating func advance(to lsb: Int, _ cycle: Int, _ header: UnitHeader) -> Int {
            let previousLSB = previousCount & (cycle - 1)
            var msb = previousCount - previousLSB
            if lsb < previousLSB, previousLSB - lsb >= cycle / 2 { msb += cycle }
            if lsb > previousLSB, lsb - previousLSB > cycle / 2 { msb -= cycle }
            if (16...18).contains(header.type) { msb = 0 }
            let isReference = header.type > 14 || header.type & 1 == 1
            let isLeading = (6...9).contains(header.type)
            if header.temporalID == 0, isReference, !isLeading { previousCount = msb + lsb }
            return msb + lsb
        }
    }
}
