extension RIFF {
    /// `bext`, the broadcast audio extension (EBU Tech 3285, versions 0 to 2).
    public struct BroadcastExtension: Equatable, Sendable {
        public var description, originator, originatorReference: String
        /// `yyyy-mm-dd` and `hh:mm:ss`, as they stand there.
        public var date, time: String
        /// Samples since midnight of the first one.
        public var timeReference: UInt64
        public var version: Int
        /// SMPTE ST 330, 64 bytes in version 1 and later; nil when all are zero.
        public var umid: [UInt8]?
        /// Loudness of version 2; what is not in use is nil.
        public var loudness: Loudness?
        public var codingHistory: String

        /// Each field is a hundred times the value; what lies outside ±99.99 is to be ignored (EBU Tech 3285 §2.4).
        public struct Loudness: Equatable, Sendable {
            /// LUFS
            public var integrated: Double?
            /// LU
            public var range: Double?
            /// dBTP
            public var truePeak: Double?
            /// LUFS
            public var maxMomentary, maxShortTerm: Double?

            init(_ reader: inout ByteReader) throws(BitstreamError) {
                func value(_ field: Int) -> Double? { abs(field) <= 9999 ? Double(field) / 100 : nil }
                integrated = value(try reader.i16le())
                range = value(try reader.i16le())
                truePeak = value(try reader.i16le())
                maxMomentary = value(try reader.i16le())
                maxShortTerm = value(try reader.i16le())
            }
        }

        /// Bytes in front of the coding history.
        static let fixedSize = 602
        private static let umidSize = 64
        private(set) var faults: [MetadataFault] = []

        init(_ reader: inout ByteReader) throws(BitstreamError) {
            (description, originator) = (try reader.paddedText(256), try reader.paddedText(32))
            originatorReference = try reader.paddedText(32)
            (date, time) = (try reader.paddedText(10), try reader.paddedText(8))
            timeReference = try reader.u64le()
            version = try reader.u16le()
            let later = try reader.reader(Self.umidSize + 190)
            codingHistory = textOfBytes(reader.rest().prefix { $0 != 0 })
            try readLater(later)
            judge()
        }

        /// What versions 1 and 2 put where version 0 has zeros.
        private mutating func readLater(_ bytes: ByteReader) throws(BitstreamError) {
            var reader = bytes
            let name = try reader.bytes(Self.umidSize)
            let hasName = name.contains { $0 != 0 }
            var fields = reader
            let hasLoudness = try fields.slice(10).contains { $0 != 0 }
            if version >= 1, hasName { umid = name }
            if version >= 2 { loudness = try Loudness(&reader) }
            if version == 0, hasName { fault("bext-version", "version 0 has no UMID, and there is one") }
            if version < 2, hasLoudness {
                fault("bext-version", "version \(version) has no loudness, and there is some")
            }
            if version >= 2, !hasLoudness {
                fault("bext-loudness", "all loudness values are 0; those not in use are 7FFFh")
            }
        }

        private mutating func fault(_ name: String, _ text: String) { faults.append(MetadataFault(name, text)) }

        private mutating func judge() {
            if version > 2 { fault("bext-version", "version \(version) is not known") }
            if !date.isEmpty, !Self.isNumeric(date, [4, 2, 2], [0...9999, 1...12, 1...31]) {
                fault("bext-date", "the date is '\(date)'")
            }
            if !time.isEmpty, !Self.isNumeric(time, [2, 2, 2], [0...23, 0...59, 0...60]) {
                fault("bext-time", "the time is '\(time)'")
            }
            let lines = codingHistory.split { $0.isNewline }
            if let bad = lines.first(where: { Self.fields(of: $0)["A"] == nil }) {
                fault("coding-history", "'\(bad.prefix(40))' does not begin with A=")
            }
        }

        /// Numbers of fixed lengths with one character between them; which character is left to the writer.
        private static func isNumeric(_ text: String, _ lengths: [Int], _ ranges: [ClosedRange<Int>]) -> Bool {
            var rest = text[...]
            for (place, length) in lengths.enumerated() {
                guard let number = Int(rest.prefix(length)), ranges[place].contains(number) else { return false }
                rest = rest.dropFirst(length + 1)
            }
            return rest.isEmpty
        }

        /// `A=PCM,F=48000,W=24,M=stereo,T=…` (EBU R 98).
        static func fields(of line: Substring) -> [String: String] {
            var fields: [String: String] = [:]
            for part in line.split(separator: ",") {
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2, let key = halves.first?.filter({ !$0.isWhitespace }), key.count == 1 else {
                    continue
                }
                if fields[key] == nil { fields[key] = String(halves[1]) }
            }
            return fields
        }

        /// Fields of the last step of the coding history: the one that made this file.
        public var lastCoding: [String: String] {
            codingHistory.split { $0.isNewline }.last.map(Self.fields) ?? [:]
        }
    }
}
