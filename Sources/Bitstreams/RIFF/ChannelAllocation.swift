extension RIFF {
    /// `chna`: which channel carries which track of the audio definition model (ITU-R BS.2088 §6).
    public struct ChannelAllocation: Equatable, Sendable {
        public struct Entry: Equatable, Sendable {
            /// Channel of the file, counted from 1.
            public var track: Int
            /// `ATU_00000001`
            public var uid: String
            /// `AT_00010001_01`, or an audioChannelFormat; `AP_00010002`.
            public var trackFormat, packFormat: String
        }

        public var trackCount, uidCount: Int
        /// Without those that are not in use.
        public var entries: [Entry]

        private static let entrySize = 40

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            (trackCount, uidCount) = (try reader.u16le(), try reader.u16le())
            entries = []
            while reader.remaining >= Self.entrySize {
                let track = try reader.u16le()
                let entry = Entry(
                    track: track, uid: try reader.paddedText(12), trackFormat: try reader.paddedText(14),
                    packFormat: try reader.paddedText(11))
                try reader.skip(1)
                if track > 0 || !entry.uid.isEmpty { entries.append(entry) }
            }
        }

        /// What contradicts itself or the format.
        func faults(channels: Int?) -> [MetadataFault] {
            var faults: [MetadataFault] = []
            func fault(_ name: String, _ text: String) { faults.append(MetadataFault(name, text)) }
            if entries.count != uidCount {
                fault("chna-count", "it counts \(uidCount) UIDs and lists \(entries.count)")
            }
            let tracks = Set(entries.map(\.track))
            if tracks.count != trackCount {
                fault("chna-count", "it counts \(trackCount) tracks and uses \(tracks.count)")
            }
            var seen: Set<String> = []
            for entry in entries {
                if entry.track == 0 || channels.map({ entry.track > $0 }) == true {
                    fault("chna-track", "\(entry.uid) is on track \(entry.track) of \(channels ?? 0) channels")
                }
                if !seen.insert(entry.uid).inserted { fault("chna-uid", "\(entry.uid) is listed twice") }
            }
            return faults
        }
    }
}
