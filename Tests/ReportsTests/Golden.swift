import Foundation
import Testing

/// Expected outputs stand in `Goldens/` beside the tests. With `FILMGATE_RECORD_GOLDENS=1` they are written anew, and
/// the run fails: a recording proves nothing until somebody has read it.
enum Golden {
    static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["FILMGATE_RECORD_GOLDENS"] != nil {
            try? Data(text.utf8).write(to: file)
            Issue.record("\(name) was recorded: read it, then run again without recording", sourceLocation: location)
            return
        }
        let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
        if expected == text { return }
        let lines = [expected ?? "(there is no such file)", text].map { $0.split(separator: "\n") }
        let first = zip(lines[0], lines[1]).first { $0 != $1 }
        let found = first.map { "expected: \($0.0)\nfound:    \($0.1)" } ?? "one ends before the other"
        Issue.record("\(name) differs\n\(found)", sourceLocation: location)
    }
}
