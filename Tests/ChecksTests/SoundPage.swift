import Foundation

/// docs/accuracy-sound.md.
enum SoundPage {
    static func row(_ fault: SoundFault, _ isLossy: Bool, _ cells: [SoundScore]) -> String {
        let found = cells.map { cell in
            "\(cell.found) of \(cell.put)"
                + (cell.late > 0 ? " (\(cell.late) late, \((cell.farthest * 10).rounded() / 10) s)" : "")
        }
        let off = fault.isOfTheWhole ? "–" : "\(Int(((cells.map(\.off).max() ?? 0) * 1000).rounded()))"
        let extra = cells.map(\.extra).reduce(0, +)
        let codec = isLossy ? coded(fault) : "PCM"
        return
            "| \(fault.name) | `\(fault.metric)` | \(codec) | \(found.joined(separator: " | ")) | \(off) | \(extra) |"
    }

    private static func coded(_ fault: SoundFault) -> String {
        fault.layout == .surround ? "AC-3" : fault.codedLayout == .stereo ? "AAC" : "AAC, AC-3"
    }

    static func text(_ alarms: [String: String]) -> String {
        alarms.isEmpty
            ? "nothing" : alarms.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    }

    static func write(_ rows: [String], controls: [String], shared: [String]) throws {
        let severities = SoundFault.all.map { "| \($0.name) | \($0.severities.joined(separator: " | ")) |" }
        let text = """
            # How well faults of sound are found

            Written by `FILMGATE_LONG_TESTS=1 swift test --filter SoundAccuracyTests`. Every fault is put into ten
            programmes made by machine (speech in syllables, chords with and without drums, speech over music; stereo
            and 5.1 in turn, room noise at -52 dBFS, peaks at -6 dBFS, 48 kHz), at three severities, coded as PCM of 24 bits
            and by a lossy codec (AAC for stereo, AC-3 for 5.1), and measured. Found means: told, and with start and end
            within 100 ms of where it was put (1 s for hum, which loud sound hides); "late" counts those that were told with
            a time farther off, with the largest error. "Off" is the largest error in time among those found, in ms;
            "else" counts what the same metric reports where nothing was put. Sound made by machine is no substitute for programmes: take the figures for what the checks can do, not
            for what they will do on every material.

            ## Faults found

            | fault | metric | codec | slight | medium | strong | off, ms | else |
            |---|---|---|---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            Clipping, flat tops, repeated buffers and unused bits are properties of the samples, which lossy coding does not
            keep; a decoder of AC-3 fills up what was zero with noise. Exchanged sides can only be found against another track of the same
            programme: in one stereo track alone nothing tells left from right.

            What the severities are:

            | fault | slight | medium | strong |
            |---|---|---|---|
            \(severities.joined(separator: "\n"))

            ## What is reported on clean sound

            Ten programmes of 22 s each, without a fault. Silence counts from 0.3 s below -60 dBFS on, an offset from
            0.2 %, an LFE from 3 % above 200 Hz, a loss in mono from 4.5 dB on.

            | layout | codec | reported |
            |---|---|---|
            \(controls.joined(separator: "\n"))

            ## What is reported on real files

            The first track of each. Some of these files are tones, silence or one sound on both sides, and are told as
            such.

            | file | seconds | reported |
            |---|---|---|
            \(shared.joined(separator: "\n"))

            """
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try text.write(to: root.appendingPathComponent("docs/accuracy-sound.md"), atomically: true, encoding: .utf8)
    }
}
