extension JPEG2000 {
    /// What Rsiz promises (ISO/IEC 15444-1, tables A.10 and A.45 to A.49).
    public struct Profile: Equatable, Sendable {
        /// `none`, `cinema 2K`, `IMF 4K`, `broadcast single tile`, …; nil for a reserved code.
        public var name: String?
        /// Main and sub level of IMF and broadcast profiles.
        public var mainLevel, subLevel: Int?
        /// Extensions of part 2, high throughput of part 15.
        public var usesExtensions, isHighThroughput: Bool

        private static let small = [
            0: "none", 1: "profile 0", 2: "profile 1", 3: "cinema 2K", 4: "cinema 4K", 5: "cinema S2K",
            6: "cinema S4K", 7: "cinema long-term storage",
        ]
        /// By the high byte.
        private static let families = [
            1: "broadcast single tile", 2: "broadcast multiple tiles", 3: "broadcast multiple tiles reversible",
            4: "IMF 2K", 5: "IMF 4K", 6: "IMF 8K", 7: "IMF 2K reversible", 8: "IMF 4K reversible",
            9: "IMF 8K reversible",
        ]

        public init(_ capabilities: Int) {
            usesExtensions = capabilities & 0x8000 != 0
            isHighThroughput = capabilities & 0x4000 != 0
            let code = capabilities & 0x0FFF
            if let family = Self.families[code >> 8] {
                name = family
                mainLevel = code & 15
                subLevel = code >> 4 & 15
            } else {
                name = Self.small[code]
            }
        }
    }

    /// A JP2 file: boxes around a codestream.
    public struct File: Equatable, Sendable {
        /// Every `colr` box of `jp2h` in the order of the file.
        public var colours: [ColourSpecification] = []
        /// `bpc` of `ihdr`: bits per component; nil when they differ.
        public var bitDepth: Int?
        public var codestream: Codestream?
        public var faults: [BitstreamError] = []

        /// The signature box, which every JP2 file starts with (I.5.1).
        public static let signature: [UInt8] = [0, 0, 0, 12] + Array("jP  ".utf8) + [0x0D, 0x0A, 0x87, 0x0A]

        /// - Throws: when the signature box is missing. A bare codestream is a file too.
        public init(_ source: ByteSource) throws(BitstreamError) {
            let head = try source.available(12, at: 0, "JP2")
            if head.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) {
                codestream = try Codestream(try source.available(1 << 16, at: 0, "JP2"))
                return
            }
            guard head == Self.signature else {
                throw BitstreamError("JP2", at: 0, "the signature is missing")
            }
            var walker = BoxWalker(source)
            for box in walker.boxes(in: 0..<source.size, "file") {
                walker.attempt { (walker) throws(BitstreamError) in
                    if box.type == "jp2h" { readHeader(box, &walker) }
                    if box.type == "jp2c", codestream == nil {
                        let count = min(box.payload.count, 1 << 16)
                        codestream = try Codestream(try source.bytes(count, at: box.payload.lowerBound, "box jp2c"))
                    }
                }
            }
            faults = walker.faults
        }

        private mutating func readHeader(_ box: ISOBMFF.Box, _ walker: inout BoxWalker) {
            for child in walker.children(of: box) {
                walker.attempt { (walker) throws(BitstreamError) in
                    var reader = try walker.reader(child, limit: 1 << 24)
                    if child.type == "colr" { colours.append(try ColourSpecification(&reader)) }
                    if child.type == "ihdr" {
                        try reader.skip(10)
                        let depth = try reader.u8()
                        bitDepth = depth == 255 ? nil : 1 + depth & 0x7F
                    }
                }
            }
        }
    }

    /// A `colr` box of JP2, which is not that of MP4 (I.5.3.3).
    public struct ColourSpecification: Equatable, Sendable {
        /// METH: 1 enumerated, 2 restricted ICC profile, 3 any ICC profile, 5 code points of H.273.
        public var method: Int
        /// PREC
        public var precedence: Int
        /// EnumCS: 16 sRGB, 17 greyscale, 18 sYCC, …
        public var enumerated: Int?
        public var profile: [UInt8]?
        public var colour: CodePoints?
        public var isFullRange: Bool?

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            method = try reader.u8()
            precedence = try reader.i8()
            try reader.skip(1)
            switch method {
            case 1: enumerated = try reader.u32()
            case 2, 3: profile = Array(reader.rest())
            case 5:
                colour = CodePoints(
                    primaries: try reader.u16(), transfer: try reader.u16(), matrix: try reader.u16())
                isFullRange = try reader.u8() & 0x80 != 0
            default: break
            }
        }

        /// What the box says in the terms of H.273, whose transfer 13 is sRGB beside matrix 0 and sYCC beside matrix 5; nil
        /// for profiles and for colour spaces that H.273 does not have.
        public var codePoints: (colour: CodePoints, isFullRange: Bool)? {
            switch (method, enumerated) {
            case (1, 16): (CodePoints(primaries: 1, transfer: 13, matrix: 0), true)
            case (1, 17): (CodePoints(primaries: 2, transfer: 13, matrix: 2), true)
            case (1, 18): (CodePoints(primaries: 1, transfer: 13, matrix: 5), true)
            default: colour.map { ($0, isFullRange ?? false) }
            }
        }
    }
}
