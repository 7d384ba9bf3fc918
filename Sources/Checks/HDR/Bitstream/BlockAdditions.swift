import Bitstreams
import Measuring
import Media

/// What Matroska stores beside the blocks of a track, as far as it is metadata of the picture.
struct BlockAdditions {
    private static let userData = 4
    /// BlockAddIDs under which ITU-T T.35 messages come.
    private let messageIDs: Set<UInt64>

    /// BlockAdditionMappings say what the numbers mean (RFC 9559 §5.1.4.1.17): type 4 is ITU-T T.35, and type 0 means the
    /// type that the number itself names. WebM has no mappings, and 4 means the same there.
    init(_ track: Track) {
        let mappings = Self.mappings(track)
        let named = mappings.filter { $0.type == Self.userData || $0.type == 0 && $0.value == Self.userData }
        let isTaken = mappings.contains { $0.value == Self.userData }
        messageIDs =
            named.isEmpty
            ? isTaken ? [] : [UInt64(Self.userData)]
            : Set(named.map { UInt64(clamping: $0.value ?? Self.userData) })
    }

    private static func mappings(_ track: Track) -> [Matroska.BlockAddition] {
        guard track.format == "matroska" || track.format == "webm", let bytes = FileBytes(path: track.path),
            let file = try? Matroska.File(ByteSource(size: bytes.size) { bytes.read(at: $0, $1) })
        else { return [] }
        let pictures = file.tracks.filter { $0.type == 1 }
        let index = track.stream.indexOfKind
        return pictures.indices.contains(index) ? pictures[index].additions : []
    }

    /// Nil for an addition that is something else.
    func message(_ addition: (id: UInt64, bytes: [UInt8])?) -> RegisteredUserData? {
        guard let addition, messageIDs.contains(addition.id) else { return nil }
        return try? RegisteredUserData(addition.bytes)
    }
}
