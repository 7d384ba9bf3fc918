extension MXF {
    /// Items of a generic picture essence descriptor, and of its CDCI and RGBA forms (ST 377-1 annex F). What the
    /// file does not say is nil.
    public struct PictureDescriptor: Equatable, Sendable {
        /// PictureEssenceCoding
        public var coding: UL?
        public var storedWidth, storedHeight: Int?
        public var sampledWidth, sampledHeight, sampledXOffset, sampledYOffset: Int?
        public var displayWidth, displayHeight, displayXOffset, displayYOffset: Int?
        public var activeWidth, activeHeight, activeXOffset, activeYOffset: Int?
        /// StoredF2Offset, DisplayF2Offset
        public var storedFieldOffset, displayFieldOffset: Int?
        /// FrameLayout: 0 full frame, 1 separate fields, 2 one field, 3 mixed fields, 4 segmented frame.
        public var frameLayout: Int?
        /// FieldDominance: 1 or 2, the field that is shown first.
        public var fieldDominance: Int?
        public var videoLineMap: [Int]
        public var aspectRatio: ISOBMFF.Fraction?
        /// SignalStandard: 1 BT.601, 4 ST 274, 5 ST 296, 6 ST 349, 7 ST 428-1.
        public var signalStandard: Int?
        /// ActiveFormatDescriptor as it is stored: the code of ST 2016-1 in bits 3 to 6, wide coded frame in bit 2.
        public var activeFormatDescriptor: Int?
        public var primaries, transfer, equations: ColourLabel?
        /// Bits per component.
        public var componentDepth: Int?
        public var horizontalSubsampling, verticalSubsampling: Int?
        /// ColorSiting: 0 co-sited, 4 as in BT.601, 3 quincunx, 255 unknown.
        public var colourSiting: Int?
        public var blackRefLevel, whiteRefLevel: Int?
        /// ColorRange: how many codes colour difference has: 225, 897, …
        public var colourRange: Int?
        /// Of RGBA: ComponentMinRef, ComponentMaxRef.
        public var componentMinRef, componentMaxRef: Int?
        /// PixelLayout: component codes and their bits in pairs.
        public var pixelLayout: [UInt8]
        public var mastering: MasteringDisplayColourVolume?
        /// Labels of Apple, for want of a standard.
        public var light: ContentLightLevel?

        /// The code of ST 2016-1, 0 to 15.
        public var activeFormat: Int? { activeFormatDescriptor.map { $0 >> 3 & 15 } }

        init(_ set: LocalSet) {
            coding = set.label(0x3201)
            (storedWidth, storedHeight) = (set.unsigned(0x3203), set.unsigned(0x3202))
            (sampledWidth, sampledHeight) = (set.unsigned(0x3205), set.unsigned(0x3204))
            (sampledXOffset, sampledYOffset) = (set.signed(0x3206), set.signed(0x3207))
            (displayWidth, displayHeight) = (set.unsigned(0x3209), set.unsigned(0x3208))
            (displayXOffset, displayYOffset) = (set.signed(0x320A), set.signed(0x320B))
            (activeHeight, activeWidth) = (
                set.unsigned(set[low: 0x0401_0501_1300_0000]), set.unsigned(set[low: 0x0401_0501_1400_0000])
            )
            (activeXOffset, activeYOffset) = (
                set.signed(set[low: 0x0401_0501_1500_0000]), set.signed(set[low: 0x0401_0501_1600_0000])
            )
            (storedFieldOffset, displayFieldOffset) = (set.signed(0x3216), set.signed(0x3217))
            (frameLayout, fieldDominance) = (set.unsigned(0x320C), set.unsigned(0x3212))
            (videoLineMap, aspectRatio) = (set.numbers(0x320D), set.rational(0x320E))
            (signalStandard, activeFormatDescriptor) = (set.unsigned(0x3215), set.unsigned(0x3218))
            primaries = set.label(0x3219).map { .primaries($0) }
            transfer = set.label(0x3210).map { .transfer($0) }
            equations = set.label(0x321A).map { .equations($0) }
            componentDepth = set.unsigned(0x3301)
            (horizontalSubsampling, verticalSubsampling) = (set.unsigned(0x3302), set.unsigned(0x3308))
            colourSiting = set.unsigned(0x3303)
            (blackRefLevel, whiteRefLevel) = (set.unsigned(0x3304), set.unsigned(0x3305))
            colourRange = set.unsigned(0x3306)
            (componentMaxRef, componentMinRef) = (set.unsigned(0x3406), set.unsigned(0x3407))
            pixelLayout = set[0x3401] ?? []
            mastering = Self.mastering(set)
            light = Self.light(set)
        }

        /// ST 2067-21: red, green and blue, white in 0.00002, luminance in 0.0001 cd/m².
        private static func mastering(_ set: LocalSet) -> MasteringDisplayColourVolume? {
            func points(_ label: UInt64, _ count: Int) -> [ChromaticityPoint?] {
                guard let value = set[low: label], value.count == 4 * count else {
                    return [ChromaticityPoint?](repeating: nil, count: count)
                }
                let numbers = (0..<2 * count).map { Double(Int(value[2 * $0]) << 8 | Int(value[2 * $0 + 1])) / 50000 }
                return (0..<count).map { ChromaticityPoint(x: numbers[2 * $0], y: numbers[2 * $0 + 1]) }
            }
            let primaries = points(0x0420_0401_0101_0000, 3)
            let volume = MasteringDisplayColourVolume(
                red: primaries[0], green: primaries[1], blue: primaries[2], white: points(0x0420_0401_0102_0000, 1)[0],
                maxLuminance: set.unsigned(set[low: 0x0420_0401_0103_0000]).map { Double($0) / 10000 },
                minLuminance: set.unsigned(set[low: 0x0420_0401_0104_0000]).map { Double($0) / 10000 })
            return volume == MasteringDisplayColourVolume() ? nil : volume
        }

        private static func light(_ set: LocalSet) -> ContentLightLevel? {
            let maxCLL = set.unsigned(set[low: 0x2004_0105_0301_0100])
            let maxFALL = set.unsigned(set[low: 0x2004_0105_0301_0200])
            guard maxCLL != nil || maxFALL != nil else { return nil }
            return ContentLightLevel(maxCLL: maxCLL ?? 0, maxFALL: maxFALL ?? 0)
        }
    }
}
