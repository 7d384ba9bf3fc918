extension ISOBMFF {
    /// A `colr` box (§12.1.5, QuickTime File Format).
    public struct ColourBox: Equatable, Sendable {
        /// colour_type: `nclx`, QuickTime's `nclc`, `prof`, `rICC`.
        public var type: FourCC
        /// Of `nclx` and `nclc`.
        public var colour: CodePoints?
        /// Of `nclx`; `nclc` has no range.
        public var isFullRange: Bool?
        /// Of `prof` and `rICC`: an ICC profile.
        public var profile: [UInt8]?
        /// Start of the box in the file.
        public var offset: Int

        init(_ reader: inout ByteReader, at offset: Int) throws(BitstreamError) {
            self.offset = offset
            type = try reader.fourCC()
            switch type {
            case "nclx", "nclc":
                colour = CodePoints(
                    primaries: try reader.u16(), transfer: try reader.u16(), matrix: try reader.u16())
                if type == "nclx" { isFullRange = try reader.u8() & 0x80 != 0 }
            case "prof", "rICC": profile = Array(reader.rest())
            default: break
            }
        }
    }

    /// `pasp`: the shape of a pixel (§12.1.4).
    public struct PixelAspect: Equatable, Sendable {
        public var horizontal, vertical: Int

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            horizontal = try reader.u32()
            vertical = try reader.u32()
        }
    }

    /// A signed fraction.
    public struct Fraction: Equatable, Sendable {
        public var numerator, denominator: Int

        public init(_ numerator: Int, _ denominator: Int) {
            self.numerator = numerator
            self.denominator = denominator
        }

        /// Nil when the denominator is 0.
        public var value: Double? { denominator == 0 ? nil : Double(numerator) / Double(denominator) }
    }

    /// `clap`: the part of the picture that is shown, in pixels (§12.1.4).
    public struct CleanAperture: Equatable, Sendable {
        public var width, height: Fraction
        /// From the middle of the picture to the middle of the aperture.
        public var horizontalOffset, verticalOffset: Fraction

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            func fraction() throws(BitstreamError) -> Fraction { Fraction(try reader.i32(), try reader.u32()) }
            width = try fraction()
            height = try fraction()
            horizontalOffset = try fraction()
            verticalOffset = try fraction()
        }
    }

    /// `fiel`: fields of a picture (QuickTime File Format).
    public struct FieldHandling: Equatable, Sendable {
        /// 1 progressive, 2 interlaced.
        public var fields: Int
        /// 0 unknown; 1 top field first, also in the file; 6 bottom field first, also in the file; 9 bottom field first
        /// though the top one is stored first; 14 top field first though the bottom one is stored first.
        public var detail: Int

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            fields = try reader.u8()
            detail = try reader.u8()
        }

        /// Whether the top field is shown first; nil when it is not said.
        public var isTopFieldFirst: Bool? {
            switch (fields, detail) {
            case (2, 1), (2, 14): true
            case (2, 6), (2, 9): false
            default: nil
            }
        }
    }

    /// A Dolby Vision configuration and the box it was found in.
    public struct DolbyVisionBox: Equatable, Sendable {
        /// `dvcC`, `dvvC` or `dvwC`.
        public var type: FourCC
        public var record: DolbyVision.ConfigurationRecord

        /// Whether the box is the one for the profile.
        public var isInItsBox: Bool { type == record.expectedBox }
    }
}
