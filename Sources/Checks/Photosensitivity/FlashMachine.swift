import CKernels

/// Holds pictures, given as grids of samples, against some rule sets.
final class FlashMachine {
    /// A counter fed by one of the detectors.
    fileprivate struct Feed {
        let counter: FlashCounter
        let detector: Int
    }

    /// One verdict in the making: a rule set, and luminance or red.
    struct Lane {
        let rules: FlashRules
        let kind: FlashKind
        fileprivate let main: Feed
        fileprivate let doubts: [(doubt: FlashDoubt, feed: Feed)]
        fileprivate(set) var record: FlashRecord

        var counter: FlashCounter { main.counter }
        /// Milder readings that failed at some time, with the most changes within a second.
        fileprivate(set) var doubted: [FlashDoubt: Int] = [:]
    }

    private let picture: FlashPicture
    private let history: FlashHistory
    private var changeRules: [fgk_flash_change_rule] = []
    private var detectors: [FlashDetector] = []
    private(set) var lanes: [Lane] = []

    /// Nil when the samples cannot be read as what the rules ask for.
    init?(_ rules: [FlashRules], _ kinds: [FlashKind], _ picture: FlashPicture) {
        var planes: UInt32 = kinds.contains(.red) ? FGK_FLASH_RED : 0
        for rules in rules where kinds.contains(.luminance) {
            planes |= rules.luminance == .luma ? FGK_FLASH_LUMA : FGK_FLASH_LIGHT
        }
        guard let history = FlashHistory(picture, planes: planes) else { return nil }
        self.history = history
        self.picture = picture
        for rules in rules {
            for kind in kinds { lanes.append(lane(rules, kind)) }
        }
        detectors = changeRules.map(FlashDetector.init)
    }

    /// Takes the picture shown from `time` on.
    func take(_ tiles: UnsafePointer<fgk_picture_tiles>, at time: Double, lasting duration: Double) {
        fgk_flash_history_add(history.handle, tiles, time)
        for detector in detectors { detector.look(at: history) }
        for index in lanes.indices {
            add(lanes[index].main, time)
            lanes[index].record.note(lanes[index].counter, from: time, to: time + duration)
            for (doubt, feed) in lanes[index].doubts {
                add(feed, time)
                let changes = Int(feed.counter.count.changes)
                if changes >= FlashLimits.failing, changes > lanes[index].doubted[doubt] ?? 0 {
                    lanes[index].doubted[doubt] = changes
                }
            }
        }
    }

    private func add(_ feed: Feed, _ time: Double) {
        feed.counter.add(detectors[feed.detector].changes, at: time)
    }

    private func lane(_ rules: FlashRules, _ kind: FlashKind) -> Lane {
        let main = fgk_flash_count_rule(rules, picture)
        // Windows are a few per cent of the screen: what is milder there would be next to nothing.
        let doubts = FlashDoubt.allCases.filter {
            rules.warnsOfNear && ($0 != .slowChanges || kind == .luminance)
        }
        return Lane(
            rules: rules, kind: kind, main: feed(main, rules, kind, isSlow: false),
            doubts: doubts.map {
                ($0, feed($0.countRule(rules, picture), rules, kind, isSlow: $0 == .slowChanges))
            },
            record: FlashRecord(limit: main.limit))
    }

    private func feed(_ count: fgk_flash_count_rule, _ rules: FlashRules, _ kind: FlashKind, isSlow: Bool) -> Feed {
        let change = fgk_flash_change_rule(rules, kind, picture, isSlow: isSlow, counted: count)
        return Feed(counter: FlashCounter(count), detector: detector(change))
    }

    /// Rule sets that agree on what a change is share the search for changes.
    private func detector(_ rule: fgk_flash_change_rule) -> Int {
        guard let index = changeRules.firstIndex(where: { $0.finds(sameAs: rule) }) else {
            changeRules.append(rule)
            return changeRules.count - 1
        }
        changeRules[index].serve(rule)
        return index
    }
}

extension fgk_flash_change_rule {
    fileprivate func finds(sameAs other: fgk_flash_change_rule) -> Bool {
        plane == other.plane && within == other.within && distance == other.distance
            && (dark, step, bright_step) == (other.dark, other.step, other.bright_step)
    }

    /// Reports whatever matters to another counter as well.
    fileprivate mutating func serve(_ other: fgk_flash_change_rule) {
        columns = max(columns, other.columns)
        rows = max(rows, other.rows)
        least = min(least, other.least)
    }
}
