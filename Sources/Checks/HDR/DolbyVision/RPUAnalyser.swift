import Bitstreams
import Measuring
import Media
import Model

/// What one picture's RPU says, as far as it is kept.
struct RPUEntry {
    var level1: DolbyVision.Level1?
    var level5: DolbyVision.Level5?
    var level6: DolbyVision.Level6?
    var isScene = false
    /// Of the trims (levels 2 and 8) and of level 1, to see whether they change.
    var trims = 0
}

/// Reads the Dolby Vision metadata of every packet of a track.
final class RPUAnalyser: PacketAnalyser {
    private let track: Track
    private let reader: AccessUnitReader
    private var timeline: PacketTimeline
    private var pictures: RPUPictures
    private var header: DolbyVision.Header?

    init(_ track: Track, zero: Double) {
        self.track = track
        reader = AccessUnitReader(track)
        timeline = PacketTimeline(track, reader, zero: zero)
        pictures = RPUPictures(track, reader.configuration.staticMetadata)
    }

    /// Pictures that the container decodes and does not show have their metadata too, but no place on the timeline.
    func consume(_ packet: Packet, _ facts: PacketFacts) {
        let parts = reader.parts(packet)
        if let behind = parts.behindLast {
            pictures.amendLast(read(behind, at: timeline.count - 1), behind)
        }
        guard let metadata = parts.own else { return }
        let rpu = read(metadata, at: timeline.count)
        guard !facts.isDiscarded else { return }
        timeline.add(packet, facts)
        pictures.add(rpu, metadata)
    }

    private func read(_ metadata: AccessUnitMetadata, at index: Int) -> DolbyVision.RPU? {
        if metadata.dolbyVisionRPUs.count > 1 {
            pictures.faults.note("repeated", "\(metadata.dolbyVisionRPUs.count) RPUs on one picture", index)
        }
        guard let payload = metadata.dolbyVisionRPUs.last else { return nil }
        do {
            let rpu = try DolbyVision.RPU(rbsp: payload, previous: header)
            header = rpu.header
            for fault in rpu.faults(width: track.facts.width, height: track.facts.height) {
                pictures.faults.note(fault.name, fault.text, index)
            }
            return rpu
        } catch {
            pictures.faults.note("unreadable", error.text, index)
            return nil
        }
    }

    func finish(into log: inout Log) {
        let (order, timing) = timeline.arranged()
        guard pictures.carried > 0 else {
            let claims = (track.container?.dolbyVision ?? track.facts.dolbyVision)?.hasRPU == true
            let note = claims ? "the record announces RPUs and the stream has none" : "the stream has no RPU"
            for metric in DolbyVisionMetrics.ofRPUs {
                let count: Value? =
                    metric == DolbyVisionMetrics.frames
                    ? .number(0) : metric == DolbyVisionMetrics.missing && claims ? .number(Double(order.count)) : nil
                log.add(metric, track.id, count, note: note)
            }
            return
        }
        RPULog(track: track, pictures: pictures, order: order, timing: timing).write(into: &log)
    }
}

/// Everything kept of a track's RPUs, in decoding order.
struct RPUPictures {
    var entries: [RPUEntry?] = []
    /// Pictures with an RPU, readable or not.
    private(set) var carried = 0
    private(set) var isCarried: [Bool] = []
    var faults = NamedFaults()
    /// Of the first RPU.
    private(set) var first: DolbyVision.RPU?
    private(set) var profiles: [Int: Int] = [:]
    private(set) var targets: Set<Int> = []
    private(set) var enhancementUnits = 0
    /// What the SEI messages, or the AV1 metadata, say first.
    private(set) var mastering: MasteringDisplayColourVolume?
    private(set) var light: ContentLightLevel?

    init(_ track: Track, _ outside: StaticSEI) {
        mastering = outside.mastering
        light = outside.light
        let count = min(max(track.facts.frames, 1024), 1 << 20)
        entries.reserveCapacity(count)
        isCarried.reserveCapacity(count)
    }

    mutating func add(_ rpu: DolbyVision.RPU?, _ metadata: AccessUnitMetadata) {
        mastering = mastering ?? metadata.staticMetadata.mastering
        light = light ?? metadata.staticMetadata.light
        enhancementUnits += metadata.enhancementUnits
        isCarried.append(!metadata.dolbyVisionRPUs.isEmpty)
        if isCarried[isCarried.count - 1] { carried += 1 }
        entries.append(rpu.map { entry($0) })
        guard let rpu else { return }
        first = first ?? rpu
        profiles[rpu.profile ?? 0, default: 0] += 1
    }

    /// Units that came with the packet after their picture.
    mutating func amendLast(_ rpu: DolbyVision.RPU?, _ metadata: AccessUnitMetadata) {
        guard let last = entries.indices.last else { return }
        enhancementUnits += metadata.enhancementUnits
        guard !metadata.dolbyVisionRPUs.isEmpty else { return }
        if !isCarried[last] { carried += 1 }
        isCarried[last] = true
        entries[last] = rpu.map { entry($0) } ?? entries[last]
        guard let rpu else { return }
        first = first ?? rpu
        profiles[rpu.profile ?? 0, default: 0] += 1
    }

    private mutating func entry(_ rpu: DolbyVision.RPU) -> RPUEntry {
        guard let management = rpu.displayManagement else { return RPUEntry() }
        targets.formUnion(management.level2.map(\.targetMaxPQ))
        var hash = Digest()
        for block in management.blocks { hash.add(block.content) }
        return RPUEntry(
            level1: management.level1, level5: management.level5, level6: management.level6,
            isScene: management.sceneRefresh == 1, trims: hash.value)
    }
}

/// FNV-1a over levels 1, 2 and 8: the same in every run, unlike Swift's own hashes.
private struct Digest {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    var value: Int { Int(truncatingIfNeeded: state) }

    mutating func add(_ content: DolbyVision.ExtensionBlock.Content) {
        switch content {
        case .level1(let level): add([1, level.minPQ, level.maxPQ, level.averagePQ])
        case .level2(let trim):
            add([2, trim.targetMaxPQ, trim.slope, trim.offset, trim.power])
            add([trim.chromaWeight, trim.saturationGain, trim.midtoneWeight])
        case .level8(let trim):
            add([8, trim.target, trim.slope, trim.offset, trim.power, trim.chromaWeight, trim.saturationGain])
            add([trim.midtoneWeight, trim.midContrast ?? -1, trim.clipTrim ?? -1])
            add((trim.saturations ?? []) + (trim.hues ?? []))
        default: break
        }
    }

    private mutating func add(_ numbers: [Int]) {
        for number in numbers { state = (state ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01B3 }
    }
}
