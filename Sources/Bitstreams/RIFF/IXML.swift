extension RIFF {
    /// `iXML`, what location recorders and workstations know of a recording (iXML specification, gallery.co.uk/ixml).
    public struct IXML: Equatable, Sendable {
        public struct Track: Equatable, Sendable {
            /// CHANNEL_INDEX and INTERLEAVE_INDEX, counted from 1.
            public var channel, interleave: Int?
            public var name, function: String?
        }

        public var version, project, scene, take, tape, note, familyUID: String?
        /// MASTER_SPEED, CURRENT_SPEED and TIMECODE_RATE, as they stand there: `24000/1001`.
        public var masterSpeed, currentSpeed, timecodeRate: String?
        /// TIMECODE_FLAG is `DF`.
        public var isDropFrame: Bool?
        /// FILE_SAMPLE_RATE in Hz, AUDIO_BIT_DEPTH.
        public var sampleRate, bitDepth: Int?
        /// Samples since midnight of the first one, and the rate they are counted at.
        public var timestamp: UInt64?
        public var timestampRate: Int?
        public var trackCount: Int?
        public var tracks: [Track]

        init(_ bytes: [UInt8]) throws(BitstreamError) {
            let end = bytes.lastIndex { $0 != 0 } ?? -1
            let root = try XMLElement.document(Array(bytes.prefix(end + 1)), "chunk iXML")
            func text(_ path: String...) -> String? {
                let element = path.reduce(root as XMLElement?) { $0?[$1] }
                return element.flatMap { $0.text.isEmpty ? nil : $0.text }
            }
            (version, project, scene) = (text("IXML_VERSION"), text("PROJECT"), text("SCENE"))
            (take, tape, note) = (text("TAKE"), text("TAPE"), text("NOTE"))
            familyUID = text("FILE_SET", "FAMILY_UID")
            (masterSpeed, currentSpeed) = (text("SPEED", "MASTER_SPEED"), text("SPEED", "CURRENT_SPEED"))
            timecodeRate = text("SPEED", "TIMECODE_RATE")
            isDropFrame = text("SPEED", "TIMECODE_FLAG").map { $0 == "DF" }
            sampleRate = text("SPEED", "FILE_SAMPLE_RATE").flatMap { Int($0) }
            bitDepth = text("SPEED", "AUDIO_BIT_DEPTH").flatMap { Int($0) }
            timestampRate = text("SPEED", "TIMESTAMP_SAMPLE_RATE").flatMap { Int($0) }
            let high = text("SPEED", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI").flatMap { UInt32($0) }
            let low = text("SPEED", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO").flatMap { UInt32($0) }
            timestamp = low.map { UInt64(high ?? 0) << 32 | UInt64($0) }
            trackCount = text("TRACK_LIST", "TRACK_COUNT").flatMap { Int($0) }
            tracks = (root["TRACK_LIST"]?.all("TRACK") ?? []).map(Track.init)
        }

        /// What contradicts itself, the format or the broadcast extension.
        func faults(_ format: WaveFormat?, _ bext: BroadcastExtension?) -> [MetadataFault] {
            var faults: [MetadataFault] = []
            func fault(_ name: String, _ text: String) { faults.append(MetadataFault(name, text)) }
            if let trackCount, trackCount != tracks.count {
                fault("ixml-tracks", "TRACK_COUNT is \(trackCount) and \(tracks.count) tracks are listed")
            }
            guard let format else { return faults }
            if let sampleRate, sampleRate != format.sampleRate {
                fault("ixml-sample-rate", "iXML says \(sampleRate) Hz, the format \(format.sampleRate) Hz")
            }
            if let bitDepth, bitDepth != format.statedBits {
                fault("ixml-bit-depth", "iXML says \(bitDepth) bits, the format \(format.statedBits)")
            }
            if let place = tracks.compactMap(\.interleave).first(where: { !(1...max(1, format.channels)).contains($0) })
            {
                fault("ixml-tracks", "a track stands at INTERLEAVE_INDEX \(place) of \(format.channels) channels")
            }
            if let timestamp, let bext, timestamp != bext.timeReference,
                timestampRate ?? format.sampleRate == format.sampleRate
            {
                fault("time-reference", "iXML says \(timestamp) samples since midnight, bext \(bext.timeReference)")
            }
            return faults
        }
    }
}

extension RIFF.IXML.Track {
    init(_ element: XMLElement) {
        func text(_ name: String) -> String? { element[name].flatMap { $0.text.isEmpty ? nil : $0.text } }
        (channel, interleave) = (
            text("CHANNEL_INDEX").flatMap { Int($0) }, text("INTERLEAVE_INDEX").flatMap { Int($0) }
        )
        (name, function) = (text("NAME"), text("FUNCTION"))
    }
}
