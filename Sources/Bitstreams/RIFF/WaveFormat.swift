extension RIFF {
    /// `fmt `: WAVEFORMATEX and WAVEFORMATEXTENSIBLE.
    public struct WaveFormat: Equatable, Sendable {
        /// wFormatTag, or the first two bytes of the extensible form's SubFormat: 1 is PCM, 3 floating point.
        public var coding: Int
        public var isExtensible: Bool
        public var channels, byteRate, blockAlign: Int
        /// Hz
        public var sampleRate: Int
        /// Bits of a sample's container.
        public var bits: Int
        /// wValidBitsPerSample of the extensible form.
        public var validBits: Int?
        /// dwChannelMask of the extensible form; bit 0 is front left.
        public var channelMask: UInt32?

        /// Bits that a sample is said to use.
        public var statedBits: Int { validBits.flatMap { $0 > 0 ? $0 : nil } ?? bits }
        public var isLinear: Bool { coding == 1 || coding == 3 }

        private static let extensible = 0xFFFE

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            let tag = try reader.u16le()
            (channels, sampleRate) = (try reader.u16le(), try reader.u32le())
            (byteRate, blockAlign, bits) = (try reader.u32le(), try reader.u16le(), try reader.u16le())
            isExtensible = tag == Self.extensible
            coding = tag
            guard isExtensible else { return }
            guard try reader.u16le() >= 22 else { throw reader.error("the extension is too short") }
            validBits = try reader.u16le()
            channelMask = UInt32(truncatingIfNeeded: try reader.u32le())
            coding = try reader.u16le()
            try reader.skip(14)
        }

        /// Loudspeakers of the mask, by libavutil's names, in the order of the channels; nil without a mask.
        public var loudspeakers: [String]? {
            guard let channelMask, channelMask != 0 else { return nil }
            return (0..<32).filter { channelMask >> UInt32($0) & 1 == 1 }.map { bit in
                bit < Self.positions.count ? Self.positions[bit] : "bit \(bit)"
            }
        }

        private static let positions = [
            "FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "SL", "SR", "TC", "TFL", "TFC", "TFR", "TBL",
            "TBC",
            "TBR",
        ]

        /// What contradicts itself.
        var faults: [MetadataFault] {
            var faults: [MetadataFault] = []
            let width = channels * ((bits + 7) / 8)
            if channels == 0 || sampleRate == 0 {
                faults.append(MetadataFault("fmt", "\(channels) channels at \(sampleRate) Hz"))
            }
            if isLinear, blockAlign != width {
                faults.append(
                    MetadataFault(
                        "block-align", "\(channels) channels of \(bits) bits take \(width) bytes, not \(blockAlign)"))
            }
            if isLinear, byteRate != sampleRate * blockAlign {
                faults.append(
                    MetadataFault(
                        "byte-rate",
                        "it is \(byteRate), and \(sampleRate) Hz times \(blockAlign) bytes are "
                            + "\(sampleRate * blockAlign)"))
            }
            if let validBits, validBits > bits {
                faults.append(MetadataFault("valid-bits", "\(validBits) bits do not fit into \(bits)"))
            }
            if let loudspeakers, loudspeakers.count != channels {
                faults.append(
                    MetadataFault(
                        "channel-mask",
                        "it names \(loudspeakers.count) loudspeakers "
                            + "(\(loudspeakers.joined(separator: " "))) for \(channels) channels"))
            }
            return faults
        }
    }
}
