import CFFmpeg

/// Decodes one stream. Used by one thread at a time.
public final class Decoder: @unchecked Sendable {
    public enum Outcome: Equatable, Sendable {
        case frame, needsPacket, end
        /// The packet could not be decoded; decoding goes on with the next one.
        case failed(code: Int32, text: String)
    }

    let handle: OpaquePointer
    /// What the decoder logs. Some decoders conceal damage and say so nowhere else.
    public let messages: MessageCollector

    /// - Parameter threads: threads libav may use inside this decoder.
    public init(_ file: borrowing MediaFile, stream: Int, threads: Int) throws(MediaError) {
        let messages = try MessageCollector()
        var handle: OpaquePointer?
        let code = fg_decoder_open(file.input.raw, Int32(stream), Int32(threads), messages.handle, &handle)
        guard code >= 0, let handle else { throw MediaError(operation: "decode", libav: code) }
        self.handle = handle
        self.messages = messages
    }

    deinit { fg_decoder_close(handle) }

    /// Hands over a packet, or nil to flush. Returns the error text when the packet was refused.
    public func send(_ packet: Packet?) -> Outcome {
        outcome(fg_decoder_send(handle, packet?.handle))
    }

    public func receive(into frame: Frame) -> Outcome { outcome(fg_decoder_receive(handle, frame.handle)) }

    /// Bits of a sample of the sound that was received last; 0 where the coding has none or does not tell.
    public var sampleBits: Int { Int(fg_decoder_sample_bits(handle)) }

    private func outcome(_ code: Int32) -> Outcome {
        switch code {
        case 0...: .frame
        case FG_AGAIN: .needsPacket
        case FG_END: .end
        case FG_UNSUPPORTED: .failed(code: code, text: "libavcodec lacks a feature that the stream uses")
        default: .failed(code: code, text: MediaError(operation: "decode", libav: code).text)
        }
    }
}

/// A decoded frame's storage. Reused; lent out as ``Picture`` or ``SoundBlock``.
public final class Frame: @unchecked Sendable {
    let handle: OpaquePointer

    public init() {
        guard let handle = fg_frame_create() else { preconditionFailure("out of memory for a frame header") }
        self.handle = handle
    }

    deinit { fg_frame_destroy(handle) }

    /// `stereo`, `5.1(side)`; empty where it holds no sound.
    public var layoutName: String { cText(capacity: 64) { fg_frame_layout(handle, $0, $1) } }

    public func clear() { fg_frame_clear(handle) }
    /// Takes over what `other` holds.
    public func take(_ other: Frame) { fg_frame_move(handle, other.handle) }
}
