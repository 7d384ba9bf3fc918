import CKernels
import Synchronization

/// Everything that the ears wrote about a sound, as words that can be compared bit by bit.
struct Hearing: Equatable {
    var words: [UInt64] = []
    var events: [String] = []
    var path = ""
    /// Hears the sum of the first two channels while the sound lasts; nil afterwards.
    private var speech: OpaquePointer?

    static let everything = UInt32(
        FGK_EARS_PAIRS | FGK_EARS_LOW | FGK_EARS_CLICKS | FGK_EARS_REPEATS | FGK_EARS_TONES | FGK_EARS_BURSTS
            | FGK_EARS_MATRIX)

    /// The choice of code path is global; held while ears are made.
    private static let choice = Mutex(())

    /// Runs planes of equal length through ears, in blocks of the sizes `block` yields.
    init(_ planes: [[Float]], rate: Double = 48000, plain: Bool = false, block: () -> Int = { 4096 }) {
        let (ears, speech) = Self.choice.withLock { _ in
            fgk_ears_force_plain(plain ? 1 : 0)
            defer { fgk_ears_force_plain(0) }
            return (
                fgk_ears_create(rate, Int32(planes.count), Self.everything, 32767 / 32768)!, fgk_speech_create(rate)!
            )
        }
        self.speech = speech
        defer {
            fgk_ears_destroy(ears)
            fgk_speech_destroy(speech)
        }
        path = String(cString: fgk_ears_path(ears))
        var done = 0
        while done < planes[0].count {
            let end = min(planes[0].count, done + block())
            let part = planes.map { Array($0[done..<end]) }
            take(ears, part, end - done)
            done = end
        }
        if fgk_ears_finish(ears) { note(ears, channels: planes.count) }
        noteEvents(ears)
        fgk_speech_finish(speech)
        noteSpeech()
        self.speech = nil
    }

    private mutating func take(_ ears: OpaquePointer, _ part: [[Float]], _ frames: Int) {
        let copies = part.map { plane in
            let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: frames)
            _ = copy.initialize(from: plane)
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        let pointers = copies.map { Optional(UnsafePointer($0.baseAddress!)) }
        var taken = 0
        while taken < frames {
            var completed = false
            taken += fgk_ears_take(ears, pointers, taken, frames, &completed)
            guard completed else { continue }
            note(ears, channels: part.count)
            noteEvents(ears)
        }
    }

    private mutating func noteSpeech() {
        guard let speech else { return }
        var step = fgk_speech_step()
        while fgk_speech_next(speech, &step) {
            words.append(UInt64(step.level.bitPattern))
            withUnsafeBytes(of: step.features) { words += $0.bindMemory(to: UInt32.self).map(UInt64.init) }
        }
    }

    private mutating func note(_ ears: OpaquePointer, channels: Int) {
        let results = fgk_ears_channels(ears)!
        fgk_speech_hear(
            speech, results[0].samples, channels > 1 ? results[1].samples : nil, fgk_ears_bin_length(ears))
        noteSpeech()
        for channel in UnsafeBufferPointer(start: fgk_ears_channels(ears), count: channels) {
            words += [channel.sum, channel.square, channel.tone.hertz, channel.tone.amplitude, channel.tone.impurity]
                .map(
                    \.bitPattern)
            words += [UInt64(channel.peak.bitPattern), UInt64(channel.bits), UInt64(channel.offset.bitPattern)]
            words += (0..<Int(channel.cells)).map { UInt64(channel.levels[$0].bitPattern) }
            words += (0..<Int(channel.lows)).map { UInt64(channel.low[$0].bitPattern) }
            let left = channel.residual
            guard left.valid else { continue }
            words += [left.peak, left.rest, left.mean].map { UInt64($0.bitPattern) }
            words += [UInt64(left.at), UInt64(left.width)]
        }
        var count: Int32 = 0
        let pairs = fgk_ears_pairs(ears, &count)
        for pair in UnsafeBufferPointer(start: pairs, count: Int(count)) {
            words += [pair.product.bitPattern, pair.difference.bitPattern]
        }
        if let matrix = fgk_ears_matrix_of_step(ears)?.pointee {
            words += [matrix.energy, matrix.opposite, matrix.equal].map(\.bitPattern)
        }
    }

    private mutating func noteEvents(_ ears: OpaquePointer) {
        var count: Int32 = 0
        let found = fgk_ears_events(ears, &count)
        for event in UnsafeBufferPointer(start: found, count: Int(count)) {
            events.append(
                "\(event.kind.rawValue) \(event.channel) \(event.first) \(event.end) \(event.value) \(event.detail)")
        }
    }
}
