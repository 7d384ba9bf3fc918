import CFFmpeg

/// Room for the samples of a block as planar float; grows to the largest block and is then reused.
public final class SoundBuffer {
    fileprivate(set) var planes: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    private var channels = 0
    private var capacity = 0

    public init() { planes = .allocate(capacity: 0) }

    deinit { release() }

    fileprivate func reserve(channels wanted: Int, samples: Int) {
        guard wanted != channels || samples > capacity else { return }
        release()
        channels = wanted
        capacity = max(samples, 8192)
        planes = .allocate(capacity: max(channels, 1))
        for channel in 0..<channels { (planes + channel).initialize(to: .allocate(capacity: capacity)) }
    }

    private func release() {
        for channel in 0..<channels { planes[channel].deallocate() }
        planes.deallocate()
    }
}

/// Decoded sound, lent for the duration of a call: planar float, full scale ±1.
public struct SoundBlock: ~Copyable {
    private let buffer: SoundBuffer
    public let sampleRate, channels: Int
    /// A bit for each loudspeaker, in the order of WAVE; 0 where the decoder names none.
    public let loudspeakers: UInt64
    /// Width of the decoder's integers; 0 where it works in floating point.
    public let integerBits: Int
    /// Samples in each channel.
    public let samples: Int
    /// Timestamp in units of the stream's time base; nil when unknown.
    public let pts: Int64?

    /// - Throws: for a sample format that cannot be read.
    public init(_ frame: Frame, in buffer: SoundBuffer) throws(MediaError) {
        var facts = fg_frame_facts()
        fg_frame_get(frame.handle, &facts)
        buffer.reserve(channels: Int(facts.channels), samples: Int(facts.samples))
        let code = buffer.planes.withMemoryRebound(to: UnsafeMutablePointer<Float>?.self, capacity: 1) {
            fg_frame_read_float(frame.handle, $0)
        }
        guard code >= 0 else { throw MediaError(operation: "decode", libav: code) }
        self.buffer = buffer
        sampleRate = Int(facts.sample_rate)
        channels = Int(facts.channels)
        loudspeakers = facts.layout_speakers
        integerBits = Int(facts.integer_bits)
        samples = Int(facts.samples)
        pts = facts.pts == FG_NO_TIME ? nil : facts.pts
    }

    /// One plane of `samples` floats for each channel.
    public borrowing func withPlanes<Result>(
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<Float>>) -> Result
    ) -> Result { body(buffer.planes) }

    /// The samples of one channel.
    public borrowing func withChannel<Result>(_ channel: Int, _ body: (UnsafeBufferPointer<Float>) -> Result) -> Result
    {
        body(UnsafeBufferPointer(start: buffer.planes[channel], count: samples))
    }
}
