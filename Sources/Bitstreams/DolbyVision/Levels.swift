extension DolbyVision {
    /// Level 1: brightness of the picture, PQ codes of 12 bits.
    public struct Level1: Equatable, Sendable {
        public var minPQ, maxPQ, averagePQ: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            minPQ = try reader.u(12)
            maxPQ = try reader.u(12)
            averagePQ = try reader.u(12)
        }
    }

    /// Level 2: trims of content mapping 2.9 for one target; 2048 is neutral.
    public struct Level2: Equatable, Sendable {
        public var targetMaxPQ: Int
        public var slope, offset, power: Int
        public var chromaWeight, saturationGain: Int
        /// ms_weight; negative values stand for "not set".
        public var midtoneWeight: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            targetMaxPQ = try reader.u(12)
            slope = try reader.u(12)
            offset = try reader.u(12)
            power = try reader.u(12)
            chromaWeight = try reader.u(12)
            saturationGain = try reader.u(12)
            midtoneWeight = try reader.i(13)
        }
    }

    /// Level 3: offsets of level 1; 2048 is none.
    public struct Level3: Equatable, Sendable {
        public var minPQOffset, maxPQOffset, averagePQOffset: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            minPQOffset = try reader.u(12)
            maxPQOffset = try reader.u(12)
            averagePQOffset = try reader.u(12)
        }
    }

    /// Level 4: smoothing over time.
    public struct Level4: Equatable, Sendable {
        public var anchorPQ, anchorPower: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            anchorPQ = try reader.u(12)
            anchorPower = try reader.u(12)
        }
    }

    /// Level 5: the active area, as distances from the sides in pixels.
    public struct Level5: Equatable, Sendable {
        public var left, right, top, bottom: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            left = try reader.u(13)
            right = try reader.u(13)
            top = try reader.u(13)
            bottom = try reader.u(13)
        }
    }

    /// Level 6: static metadata of the programme.
    public struct Level6: Equatable, Sendable {
        /// cd/m²
        public var maxMasteringLuminance: Int
        /// 0.0001 cd/m²
        public var minMasteringLuminance: Int
        /// cd/m²
        public var maxCLL, maxFALL: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            maxMasteringLuminance = try reader.u(16)
            minMasteringLuminance = try reader.u(16)
            maxCLL = try reader.u(16)
            maxFALL = try reader.u(16)
        }
    }

    /// Level 254: marks metadata of content mapping 4.0.
    public struct Level254: Equatable, Sendable {
        public var mode, version: Int

        init(_ reader: inout BitReader) throws(BitstreamError) {
            mode = try reader.u(8)
            version = try reader.u(8)
        }
    }

    /// Level 255: how a display shall run, for tests.
    public struct Level255: Equatable, Sendable {
        public var runMode, runVersion: Int
        public var debug: [Int]

        init(_ reader: inout BitReader) throws(BitstreamError) {
            runMode = try reader.u(8)
            runVersion = try reader.u(8)
            debug = [try reader.u(8), try reader.u(8), try reader.u(8), try reader.u(8)]
        }
    }
}
