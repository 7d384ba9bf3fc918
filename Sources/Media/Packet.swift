import CFFmpeg

/// A compressed packet. Reused: one object is filled again and again.
public final class Packet: @unchecked Sendable {
    let handle: OpaquePointer

    public init() {
        guard let handle = fg_packet_create() else { preconditionFailure("out of memory for a packet header") }
        self.handle = handle
    }

    deinit { fg_packet_destroy(handle) }

    public func clear() { fg_packet_clear(handle) }
    /// Takes over what `other` holds.
    public func take(_ other: Packet) { fg_packet_move(handle, other.handle) }

    public var facts: PacketFacts {
        var facts = fg_packet_facts()
        fg_packet_get(handle, &facts)
        return PacketFacts(facts)
    }

    /// The compressed bytes.
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var facts = fg_packet_facts()
        fg_packet_get(handle, &facts)
        return body(UnsafeBufferPointer(start: fg_packet_data(handle), count: Int(facts.size)))
    }

    /// What Matroska stores beside the block: its BlockAddID and the bytes; nil when there is nothing.
    public var blockAddition: (id: UInt64, bytes: [UInt8])? {
        var size: Int32 = 0
        guard let data = fg_packet_block_addition(handle, &size), size > 8 else { return nil }
        let all = UnsafeBufferPointer(start: data, count: Int(size))
        return (all.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, Array(all.dropFirst(8)))
    }
}

public struct PacketFacts: Equatable, Sendable {
    /// Index of the stream in the container.
    public var stream: Int
    /// Bytes.
    public var size: Int
    public var isKey, isCorrupt, isDiscarded: Bool
    /// In units of the stream's time base; nil when not stated.
    public var pts, dts: Int64?
    public var duration: Int64
    /// Byte offset in the file; -1 when unknown.
    public var position: Int64

    init(_ facts: fg_packet_facts) {
        stream = Int(facts.stream)
        size = Int(facts.size)
        isKey = facts.is_key != 0
        isCorrupt = facts.is_corrupt != 0
        isDiscarded = facts.is_discard != 0
        pts = facts.pts == FG_NO_TIME ? nil : facts.pts
        dts = facts.dts == FG_NO_TIME ? nil : facts.dts
        duration = facts.duration
        position = facts.position
    }
}
