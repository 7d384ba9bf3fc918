extension DolbyVision.RPU {
    static func blockFaults(_ block: DolbyVision.ExtensionBlock, _ width: Int?, _ height: Int?) -> [MetadataFault] {
        switch block.content {
        case .level1(let level): faults(level)
        case .level5(let level): faults(level, width, height)
        case .level6(let level): faults(level)
        case .level10(let level) where level.minPQ >= level.maxPQ:
            [MetadataFault("level-10-order", "minimum \(level.minPQ) is not below maximum \(level.maxPQ)")]
        case .other(let payload):
            if let lengths = DolbyVision.ExtensionBlock.lengths[block.level] {
                [MetadataFault("level-\(block.level)-length", "\(payload.count) bytes, not one of \(lengths)")]
            } else {
                [MetadataFault("level-\(block.level)-unknown", "\(payload.count) bytes of a level that is not known")]
            }
        default: []
        }
    }

    private static func faults(_ level: DolbyVision.Level1) -> [MetadataFault] {
        guard level.minPQ > level.averagePQ || level.averagePQ > level.maxPQ else { return [] }
        let text = "minimum \(level.minPQ), average \(level.averagePQ), maximum \(level.maxPQ) do not rise"
        return [MetadataFault("level-1-order", text)]
    }

    private static func faults(_ level: DolbyVision.Level5, _ width: Int?, _ height: Int?) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        if let width, level.left + level.right >= width {
            faults.append(MetadataFault("level-5-area", "left \(level.left) and right \(level.right) leave no picture"))
        }
        if let height, level.top + level.bottom >= height {
            faults.append(MetadataFault("level-5-area", "top \(level.top) and bottom \(level.bottom) leave no picture"))
        }
        return faults
    }

    private static func faults(_ level: DolbyVision.Level6) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        let values = [level.maxMasteringLuminance, level.minMasteringLuminance, level.maxCLL, level.maxFALL]
        if let value = values.first(where: { $0 > 10000 }) {
            faults.append(MetadataFault("level-6-range", "\(value) is above 10000"))
        }
        if level.maxMasteringLuminance > 0, level.minMasteringLuminance >= level.maxMasteringLuminance * 10000 {
            faults.append(MetadataFault("level-6-order", "the minimum is not below the maximum"))
        }
        if level.maxCLL > 0, level.maxFALL > level.maxCLL {
            faults.append(MetadataFault("level-6-light", "MaxFALL \(level.maxFALL) is above MaxCLL \(level.maxCLL)"))
        }
        return faults
    }
}
