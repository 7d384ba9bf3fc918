extension ISOBMFF {
    /// The `chan` box of a QuickTime sound track: Core Audio's AudioChannelLayout.
    public struct ChannelLayout: Equatable, Sendable {
        /// AudioChannelLayoutTag; 0: by descriptions, 0x10000: by the bitmap.
        public var tag: Int
        public var bitmap: Int
        /// AudioChannelLabel of each description.
        public var labels: [Int] = []

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            try reader.skip(4)
            (tag, bitmap) = (try reader.u32(), try reader.u32())
            let count = try reader.u32()
            for _ in 0..<min(count, reader.remaining / 20) {
                labels.append(try reader.u32())
                try reader.skip(16)
            }
        }

        /// The loudspeakers in the order of the channels, by WAVE's abbreviations (`FL`, `SR`). Nil where the layout leaves
        /// the order to WAVE or is none of those with loudspeakers.
        public var loudspeakers: [String]? {
            if tag == 0 {
                let names = labels.compactMap { Self.byLabel[$0] }
                return names.isEmpty || names.count < labels.count ? nil : names
            }
            return Self.byTag[tag >> 16].map { order in
                order.split(separator: " ").map { Self.byName[String($0)] ?? String($0) }
            }
        }

        private static let byName = [
            "L": "FL", "R": "FR", "C": "FC", "Ls": "SL", "Rs": "SR", "Lc": "FLC", "Rc": "FRC", "Cs": "BC", "Rls": "BL",
            "Rrs": "BR",
        ]

        /// kAudioChannelLabel_… of CoreAudioBaseTypes.h.
        private static let byLabel = [
            1: "FL", 2: "FR", 3: "FC", 4: "LFE", 5: "SL", 6: "SR", 7: "FLC", 8: "FRC", 9: "BC", 10: "SDL", 11: "SDR",
            12: "TC", 13: "TFL", 14: "TFC", 15: "TFR", 16: "TBL", 17: "TBC", 18: "TBR", 33: "BL", 34: "BR", 35: "WL",
            36: "WR", 37: "LFE2",
        ]

        /// kAudioChannelLayoutTag_… of the same, by their upper 16 bits.
        private static let byTag = [
            113: "L R C", 114: "C L R", 115: "L R C Cs", 116: "C L R Cs", 117: "L R C Ls Rs", 118: "L R Ls Rs C",
            119: "L C R Ls Rs", 120: "C L R Ls Rs", 121: "L R C LFE Ls Rs", 122: "L R Ls Rs C LFE",
            123: "L C R Ls Rs LFE", 124: "C L R Ls Rs LFE", 125: "L R C LFE Ls Rs Cs", 126: "L R C LFE Ls Rs Lc Rc",
            127: "C Lc Rc L R Ls Rs LFE", 128: "L R C LFE Ls Rs Rls Rrs", 129: "L R Ls Rs C LFE Lc Rc", 131: "L R Cs",
            132: "L R Ls Rs", 133: "L R LFE", 134: "L R LFE Cs", 135: "L R LFE Ls Rs", 136: "L R C LFE",
            137: "L R C LFE Cs", 138: "L R Ls Rs LFE", 139: "L R Ls Rs C Cs", 140: "L R Ls Rs C Rls Rrs", 150: "L C R",
            151: "L C R Cs", 152: "L C R LFE", 153: "L R Cs LFE", 154: "L C R Cs LFE", 156: "L C R Ls Rs Rls Rrs",
            157: "L C R Ls Rs LFE Cs", 160: "L C R Ls Rs LFE Rls Rrs",
        ]
    }
}

extension BoxWalker {
    /// Of the first entry of a sound track's `stsd`. QuickTime has three versions of the fields before the boxes.
    mutating func channelLayout(_ box: ISOBMFF.Box) throws(BitstreamError) -> ISOBMFF.ChannelLayout? {
        guard let entry = children(of: box, skip: 8).first else { return nil }
        var head = try head(entry, 10)
        try head.skip(8)
        let fields = [1: 44, 2: 64][try head.u16()] ?? 28
        guard let found = children(of: entry, skip: fields).first(where: { $0.type == "chan" }) else { return nil }
        var reader = try reader(found)
        return try ISOBMFF.ChannelLayout(&reader)
    }
}
