import CFFmpeg
import Foundation

/// Bounds on what a file may make us do.
public struct MediaLimits: Sendable {
    public var probeBytes: Int64 = 20_000_000
    public var analyseSeconds: Int64 = 10
    public var maxPixels: Int64 = 16384 * 8640
    public var maxStreams: Int32 = 256

    public init() {}
}

/// One open media file. Owns the demuxer; closed when it goes out of scope. Never writes.
public struct MediaFile: ~Copyable {
    let input: InputHandle
    public let path: String
    /// Bytes.
    public let size: Int
    /// libavformat's name of the demuxer: `mov,mp4,m4a,3gp,3g2,mj2`.
    public let demuxer: String
    /// Our name of the format: `mov mp4 mxf matroska webm wav rf64 mpegts …`.
    public let format: String
    public let streams: [MediaStream]
    public let metadata: [String: String]
    /// Seconds as the container declares them.
    public let duration: Double?
    public let startTime: Double?
    public let messages: MessageCollector
    /// The first 64 KiB of the file, for wrapper facts that libavformat keeps to itself.
    public let head: [UInt8]

    /// - Throws: ``MediaError`` in one clear sentence for anything that is no readable media file.
    public init(path: String, limits: MediaLimits = MediaLimits()) throws(MediaError) {
        let bytes = try Self.sizeOfRegularFile(path)
        let messages = try MessageCollector()
        let input = try InputHandle(path, limits, messages)
        self.path = path
        self.messages = messages
        self.input = input
        size = bytes
        demuxer = String(cString: fg_input_format(input.raw))
        metadata = Self.metadata(input.raw, -1)
        streams = Self.streams(input.raw, demuxer)
        head = Self.head(path)
        format = ContainerName.of(demuxer: demuxer, metadata: metadata, head: head)
        let ticks = fg_input_duration(input.raw)
        duration = ticks == FG_NO_TIME || ticks <= 0 ? nil : Double(ticks) / 1e6
        let start = fg_input_start_time(input.raw)
        startTime = start == FG_NO_TIME ? nil : Double(start) / 1e6
    }

    /// Streams that nobody wants are dropped at the demuxer.
    public func discard(stream: Int, _ discard: Bool = true) {
        fg_input_discard(input.raw, Int32(stream), discard ? 1 : 0)
    }

    /// Reads the next packet into `packet`; false at the end of the file.
    public func read(into packet: Packet) throws(MediaError) -> Bool {
        packet.clear()
        let code = fg_input_read(input.raw, packet.handle)
        if code == FG_END { return false }
        guard code >= 0 else { throw MediaError(operation: "read", libav: code) }
        return true
    }

    private static func metadata(_ handle: OpaquePointer, _ stream: Int32) -> [String: String] {
        var all: [String: String] = [:]
        var key: UnsafePointer<CChar>?
        var value: UnsafePointer<CChar>?
        var index: Int32 = 0
        while fg_input_metadata(handle, stream, index, &key, &value) != 0, let key, let value {
            all[String(cString: key)] = String(cString: value)
            index += 1
        }
        return all
    }

    private static func streams(_ handle: OpaquePointer, _ demuxer: String) -> [MediaStream] {
        var counts: [StreamKind: Int] = [:]
        return (0..<fg_input_stream_count(handle)).map { index in
            var now = fg_stream()
            var stated = fg_stream()
            fg_input_stream(handle, index, &now)
            let known = fg_input_container_stream(handle, index, &stated) != 0
            let facts = StreamFacts(now)
            defer { counts[facts.kind, default: 0] += 1 }
            return MediaStream(
                index: Int(index), indexOfKind: counts[facts.kind, default: 0],
                container: known ? StreamFacts(stated) : nil, facts: facts, metadata: metadata(handle, index),
                channelNames: channelNames(handle, index, facts),
                carriesTimes: ContainerName.carriesTimes(demuxer: demuxer),
                extradata: bytes(fg_input_extradata(handle, index), Int(now.extradata_size)),
                icc: bytes(fg_input_icc(handle, index), facts.iccBytes))
        }
    }

    private static func channelNames(_ handle: OpaquePointer, _ index: Int32, _ facts: StreamFacts) -> [String] {
        guard facts.kind == .audio, facts.channels <= 1024 else { return [] }
        return (0..<Int32(facts.channels)).map { channel in
            cText(capacity: 16) { fg_input_channel_name(handle, index, channel, $0, $1) }
        }
    }
}

private func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    guard let start, count > 0 else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: count))
}

/// Owns libav's demuxer; closed with its last user.
final class InputHandle: @unchecked Sendable {
    let raw: OpaquePointer

    init(_ path: String, _ limits: MediaLimits, _ messages: MessageCollector) throws(MediaError) {
        let bounds = fg_limits(
            probe_bytes: limits.probeBytes, analyse_microseconds: limits.analyseSeconds * 1_000_000,
            max_pixels: limits.maxPixels, max_streams: limits.maxStreams)
        var handle: OpaquePointer?
        let code = fg_input_open(path, bounds, messages.handle, nil, &handle)
        guard code >= 0, let handle else {
            throw MediaError(operation: "open", libav: code).explained(for: messages, head: MediaFile.head(path, 4096))
        }
        raw = handle
        let probed = fg_input_probe(raw)
        guard probed >= 0 else {
            throw MediaError(operation: "open", libav: probed).explained(
                for: messages, head: MediaFile.head(path, 4096))
        }
        if fg_input_stream_count(raw) == 0 {
            throw MediaError(operation: "open", code: 0, text: "no picture, sound or other stream was found in it")
        }
    }

    deinit { fg_input_close(raw) }
}
