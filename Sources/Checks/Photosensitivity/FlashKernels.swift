import CKernels

/// The latest pictures of a track as light.
final class FlashHistory {
    let handle: OpaquePointer

    /// Nil when the picture cannot be read as light of those kinds.
    init?(_ picture: FlashPicture, planes: UInt32) {
        let past = min(FGK_FLASH_MOST_PAST, max(4, Int32(FlashLimits.change * picture.rate) + 1))
        guard let handle = FlashLight(picture).withReading({ fgk_flash_history_create($0, planes, past) }) else {
            return nil
        }
        self.handle = handle
    }

    deinit { fgk_flash_history_destroy(handle) }
}

/// Finds the samples that change.
final class FlashDetector {
    private let handle: OpaquePointer
    private(set) var changes = fgk_flash_changes()

    init(_ rule: fgk_flash_change_rule) {
        guard let handle = withUnsafePointer(to: rule, fgk_flash_detector_create) else {
            preconditionFailure("out of memory for a flash detector")
        }
        self.handle = handle
    }

    deinit { fgk_flash_detector_destroy(handle) }

    func look(at history: FlashHistory) { fgk_flash_detect(handle, history.handle, &changes) }
}

/// Counts the changes of the screen within a second.
final class FlashCounter {
    private let handle: OpaquePointer
    private(set) var count = fgk_flash_count()
    /// Samples of the screen or of one window.
    let windowSamples: Double

    init(_ rule: fgk_flash_count_rule) {
        guard let handle = withUnsafePointer(to: rule, fgk_flash_counter_create) else {
            preconditionFailure("out of memory for a flash counter")
        }
        self.handle = handle
        windowSamples = Double(rule.columns) * Double(rule.rows)
    }

    deinit { fgk_flash_counter_destroy(handle) }

    func add(_ changes: fgk_flash_changes, at time: Double) {
        withUnsafePointer(to: changes) { fgk_flash_counter_add(handle, time, $0, &count) }
    }

    /// Changes of each of the 480 × 270 samples in the last second.
    var samples: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: fgk_flash_counter_samples(handle), count: 480 * 270)
    }

    /// Share of the screen, or of the fullest window, that changed seven times or more.
    var area: Double { min(1, Double(count.samples) / windowSamples) }
}

extension fgk_flash_change_rule {
    /// - Parameters:
    ///   - isSlow: changes may take any time.
    ///   - count: what the changes are counted by; it takes no notice of fewer than its limit.
    init(
        _ rules: FlashRules, _ kind: FlashKind, _ picture: FlashPicture, isSlow: Bool,
        counted count: fgk_flash_count_rule
    ) {
        self.init()
        let plane = rules.luminance == .luma ? FGK_FLASH_LUMA : FGK_FLASH_LIGHT
        self.plane = kind == .red ? FGK_FLASH_RED : plane
        within = isSlow ? 0 : FlashLimits.change
        dark = fgk_flash_level(Float(rules.dark))
        step = UInt16(rules.step * Double(FGK_FLASH_STEPS))
        let countsBright = rules.bright == .always || rules.bright == .hdrOnly && picture.isHDR
        // More than 1/17, not as much; and never, which no two levels are apart.
        bright_step = countsBright ? step + 1 : .max
        distance = rules.redDistance
        (columns, rows) = (count.columns, count.rows)
        least = Int32(count.limit) + 1
    }
}

extension fgk_flash_count_rule {
    init(_ rules: FlashRules, _ picture: FlashPicture, share: Double? = nil, eitherWay: Bool = false) {
        self.init()
        var size = (columns: 480.0, rows: 270.0)
        if case .window(let width, let height) = rules.area { size = picture.samples(width: width, height: height) }
        columns = Int32(size.columns.rounded())
        rows = Int32(size.rows.rounded())
        limit = size.columns * size.rows * (share ?? rules.share)
        either_way = eitherWay ? 1 : 0
        spacing =
            switch rules.spacing {
            case .none: 0
            case .fixed(let seconds): seconds
            case .byRate(let fifty, let sixty): picture.isFiftyHertz ? fifty : sixty
            }
        pictures = Int32(max(30, min(240, picture.rate.rounded(.up))))
    }
}
