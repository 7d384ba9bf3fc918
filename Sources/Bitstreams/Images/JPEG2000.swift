/// JPEG 2000 (ISO/IEC 15444-1).
public enum JPEG2000 {
    /// Marker segments of a codestream up to its first tile (Annex A).
    public struct Codestream: Equatable, Sendable {
        public struct Component: Equatable, Sendable {
            public var bitDepth: Int
            public var isSigned: Bool
            /// XRsiz, YRsiz: how many columns and rows share a sample.
            public var horizontalStep, verticalStep: Int
        }

        /// Coding style default (A.6.1).
        public struct CodingStyle: Equatable, Sendable {
            /// 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL.
            public var progression: Int
            public var layers: Int
            public var usesComponentTransform: Bool
            public var decompositionLevels: Int
            /// Samples.
            public var codeBlockWidth, codeBlockHeight: Int
            /// 9-7 irreversible or 5-3 reversible.
            public var isReversible: Bool
        }

        /// Rsiz: capabilities.
        public var capabilities: Int
        /// Of the reference grid.
        public var width, height, offsetX, offsetY: Int
        public var tileWidth, tileHeight: Int
        public var components: [Component]
        public var codingStyle: CodingStyle?
        /// A CAP segment: parts beyond the first are used.
        public var hasExtendedCapabilities = false

        /// - Parameter bytes: from SOC on; the main header is enough.
        public init(_ bytes: [UInt8]) throws(BitstreamError) {
            var reader = ByteReader(bytes, "JPEG 2000 codestream")
            guard try reader.u16() == 0xFF4F, try reader.u16() == 0xFF51 else {
                throw reader.error("SOC and SIZ are missing")
            }
            var size = try reader.reader(try Self.length(&reader), "JPEG 2000 SIZ")
            capabilities = try size.u16()
            let extent = (try size.u32(), try size.u32())
            (offsetX, offsetY) = (try size.u32(), try size.u32())
            (width, height) = (max(0, extent.0 - offsetX), max(0, extent.1 - offsetY))
            (tileWidth, tileHeight) = (try size.u32(), try size.u32())
            try size.skip(8)
            components = []
            for _ in 0..<(try size.u16()) {
                let depth = try size.u8()
                components.append(
                    Component(
                        bitDepth: 1 + depth & 0x7F, isSigned: depth & 0x80 != 0, horizontalStep: try size.u8(),
                        verticalStep: try size.u8()))
            }
            try readSegments(&reader)
        }

        /// Lsiz counts itself.
        private static func length(_ reader: inout ByteReader) throws(BitstreamError) -> Int { try reader.u16() - 2 }

        private mutating func readSegments(_ reader: inout ByteReader) throws(BitstreamError) {
            while reader.remaining >= 4 {
                let marker = try reader.u16()
                guard marker >= 0xFF00 else { throw reader.error("a marker is expected") }
                // SOT and EOC end the main header.
                if marker == 0xFF90 || marker == 0xFFD9 { return }
                let count = try Self.length(&reader)
                // Long segments may be cut when only the beginning of the file was read.
                guard marker == 0xFF52 || count <= reader.remaining else { return }
                var segment = try reader.reader(count, "JPEG 2000 marker segment")
                if marker == 0xFF50 { hasExtendedCapabilities = true }
                if marker == 0xFF52 { codingStyle = try Self.codingStyle(&segment) }
            }
        }

        private static func codingStyle(_ segment: inout ByteReader) throws(BitstreamError) -> CodingStyle {
            try segment.skip(1)
            let (progression, layers, transform) = (try segment.u8(), try segment.u16(), try segment.u8())
            let levels = try segment.u8()
            let (width, height) = (try segment.u8() & 15, try segment.u8() & 15)
            try segment.skip(1)
            return CodingStyle(
                progression: progression, layers: layers, usesComponentTransform: transform != 0,
                decompositionLevels: levels, codeBlockWidth: 4 << width, codeBlockHeight: 4 << height,
                isReversible: try segment.u8() == 1)
        }
    }
}
