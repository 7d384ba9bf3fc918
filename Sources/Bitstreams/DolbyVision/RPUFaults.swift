extension DolbyVision.RPU {
    /// How many blocks of a level each list may hold.
    private static let limits29 = [1: 1, 2: 8, 4: 1, 5: 1, 6: 1, 255: 1]
    private static let limits40 = [3: 1, 8: 5, 9: 1, 10: 4, 11: 1, 254: 1]

    /// What contradicts the format or itself; empty when nothing does.
    ///
    /// - Parameters width, height: of the base layer, for the active area.
    public func faults(width: Int? = nil, height: Int? = nil) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        if !isCRCValid { faults.append(MetadataFault("crc", "the stored CRC does not match the bytes")) }
        if unreadBits >= 8 || !unreadBitsAreZero {
            faults.append(MetadataFault("unread-data", "\(unreadBits) bits stand between metadata and CRC"))
        }
        guard let management = displayManagement else { return faults }
        faults += Self.listFaults(management.blocks29, Self.limits29, "2.9")
        faults += Self.listFaults(management.blocks40 ?? [], Self.limits40, "4.0")
        if let blocks = management.blocks40, !blocks.contains(where: { $0.level == 254 }) {
            faults.append(MetadataFault("level-254-missing", "the list of version 4.0 has no level 254"))
        }
        if !management.blocks29.contains(where: { $0.level == 1 }) {
            faults.append(MetadataFault("level-1-missing", "there is no level 1"))
        }
        if let colour = management.colour { faults += Self.colourFaults(colour, management.level6) }
        return faults + management.blocks.flatMap { Self.blockFaults($0, width, height) }
    }

    private static func listFaults(
        _ blocks: [DolbyVision.ExtensionBlock], _ limits: [Int: Int], _ version: String
    ) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        for (level, same) in Dictionary(grouping: blocks, by: \.level).sorted(by: { $0.key < $1.key }) {
            guard let limit = limits[level] else {
                let text = "level \(level) does not belong into the list of version \(version)"
                faults.append(MetadataFault("level-\(level)-misplaced", text))
                continue
            }
            if same.count > limit {
                faults.append(MetadataFault("level-\(level)-count", "\(same.count) blocks, at most \(limit)"))
            }
        }
        let targets = blocks.compactMap(\.target)
        if Set(targets).count < targets.count {
            faults.append(MetadataFault("target-repeated", "two blocks of one level address the same target"))
        }
        return faults
    }

    /// PQ codes of 12 bits for the luminances that mastering displays have, cd/m² and 0.0001 cd/m².
    private static let maxCodes = [1000: 3079, 2000: 3388, 4000: 3696, 10000: 4095]
    private static let minCodes = [1: 7, 10: 7, 50: 62]

    private static func colourFaults(
        _ colour: DolbyVision.SourceColour, _ level6: DolbyVision.Level6?
    ) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        if colour.sourceMinPQ >= colour.sourceMaxPQ {
            let text = "source_min_pq \(colour.sourceMinPQ) is not below source_max_pq \(colour.sourceMaxPQ)"
            faults.append(MetadataFault("source-pq-order", text))
        }
        guard let level6 else { return faults }
        if let code = maxCodes[level6.maxMasteringLuminance], code != colour.sourceMaxPQ {
            let text = "source_max_pq is \(colour.sourceMaxPQ), \(level6.maxMasteringLuminance) cd/m² is \(code)"
            faults.append(MetadataFault("source-max-pq", text))
        }
        if let code = minCodes[level6.minMasteringLuminance], code != colour.sourceMinPQ {
            let text = "source_min_pq is \(colour.sourceMinPQ), level 6 says \(code)"
            faults.append(MetadataFault("source-min-pq", text))
        }
        return faults
    }
}

extension DolbyVision.DisplayManagement {
    public var level1: DolbyVision.Level1? { first { if case .level1(let level) = $0 { level } else { nil } } }
    public var level5: DolbyVision.Level5? { first { if case .level5(let level) = $0 { level } else { nil } } }
    public var level6: DolbyVision.Level6? { first { if case .level6(let level) = $0 { level } else { nil } } }
    public var level2: [DolbyVision.Level2] {
        blocks.compactMap { if case .level2(let level) = $0.content { level } else { nil } }
    }
    public var level8: [DolbyVision.Level8] {
        blocks.compactMap { if case .level8(let level) = $0.content { level } else { nil } }
    }

    private func first<Level>(_ match: (DolbyVision.ExtensionBlock.Content) -> Level?) -> Level? {
        blocks.compactMap { match($0.content) }.first
    }
}

extension DolbyVision.ExtensionBlock {
    /// What tells blocks of one level apart.
    fileprivate var target: [Int]? {
        switch content {
        case .level2(let trim): [2, trim.targetMaxPQ]
        case .level8(let trim): [8, trim.target]
        case .level10(let display): [10, display.target]
        default: nil
        }
    }
}
