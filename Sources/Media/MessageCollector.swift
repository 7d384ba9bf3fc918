import CFFmpeg

/// A message of the media libraries; alike ones, digits aside, are one message with a count.
public struct LibraryMessage: Equatable, Sendable {
    public enum Level: String, Sendable { case fatal, error, warning }

    public var level: Level
    public var source: String
    public var text: String
    public var count: Int
}

/// Collects what the libraries log while they work on one file or one decoder.
public final class MessageCollector: @unchecked Sendable {
    let handle: OpaquePointer

    init() throws(MediaError) {
        guard let handle = fg_evidence_create() else {
            throw MediaError(operation: "open", code: 0, text: "out of memory")
        }
        self.handle = handle
    }

    deinit { fg_evidence_destroy(handle) }

    /// The messages so far, sorted: the same for any number of threads.
    public var messages: [LibraryMessage] {
        var all: [LibraryMessage] = []
        var message = fg_message()
        while fg_evidence_get(handle, Int32(all.count), &message) != 0 {
            let level: LibraryMessage.Level = message.level <= 8 ? .fatal : message.level <= 16 ? .error : .warning
            all.append(
                LibraryMessage(
                    level: level, source: cText(message.source), text: cText(message.text),
                    count: Int(message.count)))
        }
        return all
    }
}
