/// Portable network graphics (W3C PNG, third edition).
public enum PNG {
    /// One chunk, by where it stands.
    public struct Chunk: Equatable, Sendable {
        public var type: FourCC
        /// Start of the chunk in the file.
        public var offset: Int
        /// Bytes of data.
        public var length: Int
    }

    /// What the chunks in front of the picture say.
    public struct File: Equatable, Sendable {
        /// The chunks up to the first IDAT, in the order of the file.
        public var chunks: [Chunk] = []
        public var width, height: Int
        public var bitDepth: Int
        /// 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.
        public var colourType: Int
        public var isInterlaced: Bool
        /// cICP
        public var colour: CodePoints?
        public var isFullRange: Bool?
        /// iCCP: the profile's name, and the profile as it is stored, compressed with zlib.
        public var profileName: String?
        public var compressedProfile: [UInt8]?
        /// gAMA: the exponent of the encoding, 0.45455 for a display of 2.2.
        public var gamma: Double?
        /// cHRM
        public var chromaticities: MasteringDisplayColourVolume?
        /// sRGB: rendering intent.
        public var renderingIntent: Int?
        /// sBIT
        public var significantBits: [Int]?
        /// mDCV
        public var mastering: MasteringDisplayColourVolume?
        /// cLLI
        public var light: LightLevel?
        public var hasExif = false
        /// What could not be read, and chunks with a wrong CRC.
        public var faults: [BitstreamError] = []

        /// Content light level in cd/m².
        public struct LightLevel: Equatable, Sendable {
            public var maxCLL, maxFALL: Double
        }

        /// The first bytes of every PNG.
        public static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        private static let read: Set<FourCC> = [
            "cICP", "iCCP", "gAMA", "cHRM", "sRGB", "sBIT", "mDCV", "mDCv", "cLLI", "cLLi",
        ]
        /// More chunks than any writer puts in front of a picture.
        private static let maxChunks = 10_000

        /// - Throws: when there is no signature or no IHDR.
        public init(_ source: ByteSource) throws(BitstreamError) {
            guard try source.available(8, at: 0, "PNG") == Self.signature else {
                throw BitstreamError("PNG", at: 0, "the signature is missing")
            }
            var header = ByteReader(try source.available(25, at: 8, "PNG"), "PNG chunk IHDR", at: 8)
            guard try header.u32() == 13, try header.fourCC() == "IHDR" else {
                throw header.error("the first chunk is no IHDR")
            }
            (width, height) = (try header.u32(), try header.u32())
            (bitDepth, colourType) = (try header.u8(), try header.u8())
            try header.skip(2)
            isInterlaced = try header.u8() == 1
            readChunks(source)
        }

        private mutating func readChunks(_ source: ByteSource) {
            var offset = 8
            do throws(BitstreamError) {
                while offset < source.size, chunks.count < Self.maxChunks {
                    var reader = ByteReader(try source.bytes(8, at: offset, "PNG chunk"), "PNG chunk", at: offset)
                    let length = try reader.u32()
                    let chunk = Chunk(type: try reader.fourCC(), offset: offset, length: length)
                    guard length <= source.size - offset - 12 else {
                        throw BitstreamError(
                            "PNG chunk \(chunk.type)", at: offset, "it reaches past the end of the file")
                    }
                    if chunk.type == "IDAT" || chunk.type == "IEND" { return }
                    chunks.append(chunk)
                    if chunk.type == "eXIf" { hasExif = true }
                    if Self.read.contains(chunk.type) { read(chunk, source) }
                    offset += length + 12
                }
            } catch { faults.append(error) }
        }

        private mutating func read(_ chunk: Chunk, _ source: ByteSource) {
            do throws(BitstreamError) {
                let name = "PNG chunk \(chunk.type)"
                guard chunk.length <= 1 << 24 else {
                    throw BitstreamError(name, at: chunk.offset, "\(chunk.length) bytes are too many")
                }
                let bytes = try source.bytes(chunk.length + 12, at: chunk.offset, name)
                let stored = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                if crc32(bytes[4..<bytes.count - 4]) != stored {
                    faults.append(BitstreamError(name, at: chunk.offset, "the CRC does not match"))
                }
                try parse(chunk.type, ByteReader(bytes[8..<bytes.count - 4], name, at: chunk.offset + 8))
            } catch { faults.append(error) }
        }

        private mutating func parse(_ type: FourCC, _ data: ByteReader) throws(BitstreamError) {
            var reader = data
            switch type {
            case "cICP":
                colour = CodePoints(primaries: try reader.u8(), transfer: try reader.u8(), matrix: try reader.u8())
                isFullRange = try reader.u8() == 1
            case "iCCP":
                let rest = reader.rest()
                guard let end = rest.firstIndex(of: 0), end + 2 <= rest.endIndex else {
                    throw reader.error("the profile's name does not end")
                }
                profileName = String(String.UnicodeScalarView(rest[..<end].map { UnicodeScalar($0) }))
                compressedProfile = Array(rest[(end + 2)...])
            case "gAMA": gamma = Double(try reader.u32()) / 100_000
            case "cHRM": chromaticities = try Self.chromaticities(&reader)
            case "sRGB": renderingIntent = try reader.u8()
            case "sBIT": significantBits = reader.rest().map { Int($0) }
            case "mDCV", "mDCv": mastering = try MasteringDisplayColourVolume(png: Array(reader.rest()))
            default:
                light = LightLevel(maxCLL: Double(try reader.u32()) / 10000, maxFALL: Double(try reader.u32()) / 10000)
            }
        }

        /// White, red, green, blue in 0.00001.
        private static func chromaticities(
            _ reader: inout ByteReader
        ) throws(BitstreamError) -> MasteringDisplayColourVolume {
            func point() throws(BitstreamError) -> ChromaticityPoint {
                ChromaticityPoint(x: Double(try reader.u32()) / 100_000, y: Double(try reader.u32()) / 100_000)
            }
            let white = try point()
            return MasteringDisplayColourVolume(red: try point(), green: try point(), blue: try point(), white: white)
        }
    }
}
