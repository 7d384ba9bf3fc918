/// AC-3 and E-AC-3 (ATSC A/52:2018, ETSI TS 102 366).
public enum AC3 {
    /// What a syncframe says of itself in its bit stream information (A/52 §5.3 and §E.2.2).
    public struct Frame: Equatable, Sendable {
        public enum Kind: Int, Sendable {
            case independent, dependent
            /// An independent substream that was made from AC-3.
            case converted
        }

        public var isEnhanced: Bool
        /// Always independent in AC-3.
        public var kind = Kind.independent
        /// Number of the substream, 0 to 7; 0 in AC-3.
        public var substream = 0
        /// Bytes of the whole frame.
        public var size: Int
        /// Hz
        public var sampleRate: Int
        /// Blocks of 256 samples.
        public var blocks = 6
        /// acmod: 0 is 1+1, 1 is 1/0, 7 is 3/2.
        public var codingMode: Int
        public var hasLFE = false
        /// bsmod; nil where E-AC-3 does not send it.
        public var serviceKind: Int?
        public var version: Int
        /// The 5 bits of dialnorm; 0 is reserved. One for each programme of a 1+1 frame.
        public var dialnorms: [Int] = []
        /// compr, heavy compression for narrow outputs; nil when not sent.
        public var compression: Int?
        /// chanmap of a dependent substream.
        public var channelMap: Int?

        static let syncWord = 0x0B77

        /// dB relative to full scale of dialogue, -1 to -31; 0 is read as -31, as a decoder has to (A/52 §5.4.2.8).
        public var dialogueLevels: [Int] { dialnorms.map { $0 == 0 ? -31 : -$0 } }

        public var channels: Int { [2, 1, 2, 3, 3, 4, 4, 5][codingMode] + (hasLFE ? 1 : 0) }

        /// Front and back loudspeakers as the standard writes them: `3/2.1`.
        public var layout: String {
            ["1+1", "1/0", "2/0", "3/0", "2/1", "3/1", "2/2", "3/2"][codingMode] + (hasLFE ? ".1" : "")
        }

        /// Reads the head of a syncframe.
        public init(_ bytes: [UInt8]) throws(BitstreamError) {
            var reader = BitReader(bytes, "AC-3")
            guard try reader.u(16) == Self.syncWord else { throw reader.error("there is no sync word") }
            // bsid stands at the same place in both: AC-3 has up to 8 (and 9 and 10 at half rates), E-AC-3 11 to 16.
            var look = reader
            try look.skip(24)
            let version = try look.u(5)
            guard version <= 16 else { throw look.error("bsid is \(version)") }
            (isEnhanced, self.version) = (version > 10, version)
            (size, sampleRate, codingMode) = (0, 0, 0)
            if isEnhanced { try readEnhanced(&reader) } else { try readPlain(&reader) }
        }
    }

    /// Frames one after the other in a packet. What cannot be read ends the list, and the reason is the second value.
    public static func frames(_ bytes: UnsafeBufferPointer<UInt8>) -> (frames: [Frame], error: BitstreamError?) {
        var frames: [Frame] = []
        var offset = 0
        while offset < bytes.count {
            do throws(BitstreamError) {
                let frame = try Frame(Array(bytes[offset..<min(bytes.count, offset + mostOfHead)]))
                guard frame.size <= bytes.count - offset else {
                    throw BitstreamError("AC-3", at: offset, "a frame of \(frame.size) bytes reaches past its packet")
                }
                frames.append(frame)
                offset += frame.size
            } catch {
                return (frames, error)
            }
        }
        return (frames, nil)
    }

    /// Bytes that the bit stream information can take at most, up to bsmod.
    private static let mostOfHead = 96
}

extension AC3.Frame {
    private static let rates = [48000, 44100, 32000]
    /// kbit/s by half of frmsizecod.
    private static let bitRates = [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
    ]

    private mutating func readPlain(_ reader: inout BitReader) throws(BitstreamError) {
        try reader.skip(16)
        let rateCode = try reader.u(2)
        let sizeCode = try reader.u(6)
        guard rateCode < 3, sizeCode < 38 else { throw reader.error("fscod \(rateCode), frmsizecod \(sizeCode)") }
        size = 2 * Self.words(rateCode, sizeCode)
        sampleRate = Self.rates[rateCode] >> max(0, version - 8)
        try reader.skip(5)
        serviceKind = try reader.u(3)
        codingMode = try reader.u(3)
        if codingMode & 1 == 1, codingMode != 1 { try reader.skip(2) }
        if codingMode & 4 == 4 { try reader.skip(2) }
        if codingMode == 2 { try reader.skip(2) }
        hasLFE = try reader.flag()
        for programme in 0..<(codingMode == 0 ? 2 : 1) {
            dialnorms.append(try reader.u(5))
            let gain = try reader.flag() ? try reader.u(8) : nil
            if programme == 0 { compression = gain }
            if try reader.flag() { try reader.skip(8) }
            if try reader.flag() { try reader.skip(7) }
        }
    }

    /// Words of 16 bits (A/52 table 5.18).
    private static func words(_ rateCode: Int, _ sizeCode: Int) -> Int {
        let rate = bitRates[sizeCode / 2]
        switch rateCode {
        case 0: return rate * 2
        case 1: return rate * 96_000 / 44_100 + (sizeCode & 1)
        default: return rate * 3
        }
    }

    private mutating func readEnhanced(_ reader: inout BitReader) throws(BitstreamError) {
        guard let kind = Kind(rawValue: try reader.u(2)) else { throw reader.error("strmtyp is 3") }
        self.kind = kind
        substream = try reader.u(3)
        size = 2 * (try reader.u(11) + 1)
        let rateCode = try reader.u(2)
        if rateCode == 3 {
            let half = try reader.u(2)
            guard half < 3 else { throw reader.error("fscod2 is 3") }
            sampleRate = Self.rates[half] / 2
        } else {
            sampleRate = Self.rates[rateCode]
            blocks = [1, 2, 3, 6][try reader.u(2)]
        }
        codingMode = try reader.u(3)
        hasLFE = try reader.flag()
        try reader.skip(5)
        for programme in 0..<(codingMode == 0 ? 2 : 1) {
            dialnorms.append(try reader.u(5))
            let gain = try reader.flag() ? try reader.u(8) : nil
            if programme == 0 { compression = gain }
        }
        if kind == .dependent, try reader.flag() { channelMap = try reader.u(16) }
        if try reader.flag() { try skipMixing(&reader) }
        if try reader.flag() { serviceKind = try reader.u(3) }
    }

    /// mixmdata (A/52 §E.2.2.2, table E1.2).
    private func skipMixing(_ reader: inout BitReader) throws(BitstreamError) {
        if codingMode > 2 { try reader.skip(2) }
        if codingMode & 1 == 1, codingMode > 2 { try reader.skip(6) }
        if codingMode & 4 == 4 { try reader.skip(6) }
        if hasLFE, try reader.flag() { try reader.skip(5) }
        guard kind == .independent else { return }
        for _ in 0..<(codingMode == 0 ? 3 : 2) where try reader.flag() { try reader.skip(6) }
        switch try reader.u(2) {
        case 1: try reader.skip(5)
        case 2: try reader.skip(12)
        case 3: try reader.skip((try reader.u(5) + 2) * 8)
        default: break
        }
        if codingMode < 2 {
            for _ in 0..<(codingMode == 0 ? 2 : 1) where try reader.flag() { try reader.skip(14) }
        }
        guard try reader.flag() else { return }
        if blocks == 1 { return try reader.skip(5) }
        for _ in 0..<blocks where try reader.flag() { try reader.skip(5) }
    }
}
