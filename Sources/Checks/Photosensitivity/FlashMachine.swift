import CKernels

/// Holds pictures, given as grids of samples, against some rule sets.
final class FlashMachine {
    /// One verdict in the making: a rule set, and luminance or red.
    struct Lane {
        let rules: FlashRules
        let kind: FlashKind
        let counter: FlashCounter
        fileprivate let detector: Int
        /// Where warnings come from: less area and either direction; changes of any speed.
        fileprivate let near, slow: FlashCounter?
        fileprivate let slowDetector: Int?
        fileprivate(set) var record: FlashRecord
    }

    private let history: FlashHistory
    private var detectors: [FlashDetector] = []
    private(set) var lanes: [Lane] = []

    /// Nil when the samples cannot be read as what the rules ask for.
    init?(_ rules: [FlashRules], _ kinds: [FlashKind], _ picture: FlashPicture) {
        var planes: UInt32 = 0
        for rules in rules where kinds.contains(.luminance) {
            planes |= rules.luminance == .luma ? FGK_FLASH_LUMA : FGK_FLASH_LIGHT
        }
        if kinds.contains(.red) { planes |= FGK_FLASH_RED }
        guard let history = FlashHistory(picture, planes: planes) else { return nil }
        self.history = history
        var known: [DetectorKey: Int] = [:]
        for rules in rules {
            for kind in kinds { lanes.append(lane(rules, kind, picture, &known)) }
        }
    }

    /// Takes the picture shown from `time` on.
    func take(_ tiles: UnsafePointer<fgk_picture_tiles>, at time: Double, lasting duration: Double) {
        fgk_flash_history_add(history.handle, tiles, time)
        for detector in detectors { detector.look(at: history) }
        for index in lanes.indices { count(&lanes[index], time, duration) }
    }

    private func count(_ lane: inout Lane, _ time: Double, _ duration: Double) {
        lane.counter.add(detectors[lane.detector].changes, at: time)
        lane.near?.add(detectors[lane.detector].changes, at: time)
        if let slow = lane.slow, let detector = lane.slowDetector { slow.add(detectors[detector].changes, at: time) }
        lane.record.note(lane.counter, near: lane.near, slow: lane.slow, from: time, to: time + duration)
    }

    private func lane(
        _ rules: FlashRules, _ kind: FlashKind, _ picture: FlashPicture, _ known: inout [DetectorKey: Int]
    ) -> Lane {
        func detector(isSlow: Bool) -> Int {
            // A tenth of what the smallest area in use asks for; windows are a few per cent of the screen.
            let rule = fgk_flash_change_rule(rules, kind, picture, isSlow: isSlow, least: 128)
            let key = DetectorKey(plane: rule.plane, brightStep: rule.bright_step, isSlow: isSlow)
            if let index = known[key] { return index }
            detectors.append(FlashDetector(rule))
            known[key] = detectors.count - 1
            return detectors.count - 1
        }
        let isBroadcast = rules.area == .screen && rules.name.isEmpty
        let hasSlow = isBroadcast && kind == .luminance
        let near = fgk_flash_count_rule(rules, picture, share: FlashLimits.nearShare, eitherWay: true)
        let main = fgk_flash_count_rule(rules, picture)
        return Lane(
            rules: rules, kind: kind, counter: FlashCounter(main), detector: detector(isSlow: false),
            near: isBroadcast ? FlashCounter(near) : nil, slow: hasSlow ? FlashCounter(main) : nil,
            slowDetector: hasSlow ? detector(isSlow: true) : nil, record: FlashRecord(limit: main.limit))
    }
}

/// Rule sets that agree on these share the search for changes.
private struct DetectorKey: Hashable {
    var plane: UInt32
    var brightStep: UInt16
    var isSlow: Bool
}
