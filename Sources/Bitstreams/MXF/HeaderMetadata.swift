extension MXF {
    /// The sets of one partition and what they mean together.
    public struct HeaderMetadata: Equatable, Sendable {
        /// Every set in the order of the file.
        public var sets: [LocalSet]
        /// Preface: Version, OperationalPattern, EssenceContainers, DMSchemes.
        public var version: Int?
        public var operationalPattern: UL?
        public var essenceContainers: [UL] = []
        public var descriptiveSchemes: [UL] = []
        /// Company, product and version of each writer.
        public var identifications: [Identification] = []
        public var packages: [Package] = []

        public struct Identification: Equatable, Sendable {
            public var company, product, version, platform: String?
        }

        /// Descriptors of all source packages, without the multiple ones around them.
        public var descriptors: [Descriptor] {
            packages.compactMap(\.descriptor).flatMap(\.all).filter { $0.kind != 0x44 }
        }

        /// Timecodes of the material package.
        public var materialTimecodes: [Timecode] {
            packages.filter { $0.kind == .material }.flatMap(\.tracks).flatMap(\.timecodes)
        }

        init(_ sets: [LocalSet]) {
            self.sets = sets
            var graph = Graph(sets)
            guard let preface = sets.first(where: { $0.kind == 0x2F }) else { return }
            version = preface.unsigned(0x3B05)
            operationalPattern = preface.label(0x3B09)
            essenceContainers = preface.labels(0x3B0A)
            descriptiveSchemes = preface.labels(0x3B0B)
            identifications = preface.labels(0x3B06).compactMap { graph[$0] }.map { set in
                Identification(
                    company: set.string(0x3C01), product: set.string(0x3C02), version: set.string(0x3C04),
                    platform: set.string(0x3C08))
            }
            let storage = graph[preface.label(0x3B03)]
            packages = (storage?.labels(0x1901) ?? []).compactMap { graph[$0] }.compactMap { graph.package($0) }
        }
    }

    /// Sets by their instance, and what they refer to. References are followed a bounded number of times, so that
    /// sets which refer to each other in a circle end.
    struct Graph {
        private let sets: [UL: LocalSet]
        private var budget = 100_000

        init(_ sets: [LocalSet]) {
            self.sets = Dictionary(sets.compactMap { set in set.instance.map { ($0, set) } }) { first, _ in first }
        }

        subscript(instance: UL?) -> LocalSet? { instance.flatMap { sets[$0] } }

        private mutating func follow(_ instances: [UL]) -> [LocalSet] {
            let allowed = instances.prefix(max(0, budget))
            budget -= allowed.count
            return allowed.compactMap { sets[$0] }
        }

        mutating func package(_ set: LocalSet) -> Package? {
            guard set.kind == 0x36 || set.kind == 0x37 else { return nil }
            let tracks = follow(set.labels(0x4403)).map { track($0) }
            let descriptor = self[set.label(0x4701)].map { self.descriptor($0, depth: 0) }
            return Package(
                kind: set.kind == 0x36 ? .material : .source, umid: set[0x4401] ?? [], name: set.string(0x4402),
                tracks: tracks, descriptor: descriptor)
        }

        private mutating func track(_ set: LocalSet) -> Track {
            let sequence = self[set.label(0x4803)]
            let parts = follow(sequence?.labels(0x1001) ?? [])
            let components = parts.isEmpty ? [sequence].compactMap { $0 } : parts
            let timecodes = components.filter { $0.kind == 0x14 }.map { component in
                Timecode(
                    start: component.signed(0x1501) ?? 0, base: component.unsigned(0x1502) ?? 0,
                    isDropFrame: component.flag(0x1503) ?? false, duration: length(component))
            }
            return Track(
                id: set.unsigned(0x4801) ?? 0, number: set.unsigned(0x4804) ?? 0, name: set.string(0x4802),
                editRate: set.rational(0x4B01), origin: set.signed(0x4B02), dataDefinition: sequence?.label(0x0201),
                duration: sequence.flatMap { length($0) }, timecodes: timecodes,
                sources: components.filter { $0.kind == 0x11 }.compactMap { $0[0x1101] })
        }

        /// -1 means unknown.
        private func length(_ set: LocalSet) -> Int? { set.signed(0x0202).flatMap { $0 < 0 ? nil : $0 } }

        private mutating func descriptor(_ set: LocalSet, depth: Int) -> Descriptor {
            let parts = follow(set.labels(set[low: 0x0601_0104_0610_0000]))
            let nested = depth < 2 ? follow(set.labels(0x3F01)) : []
            let tags = set.items.map(\.tag)
            return Descriptor(
                kind: set.kind, key: set.key, linkedTrack: set.unsigned(0x3006), sampleRate: set.rational(0x3001),
                duration: set.signed(0x3002), essenceContainer: set.label(0x3004), codec: set.label(0x3005),
                picture: tags.contains { (0x3201...0x34FF).contains($0) } ? PictureDescriptor(set) : nil,
                sound: tags.contains { (0x3D01...0x3D0F).contains($0) } ? SoundDescriptor(set) : nil,
                audioLabels: parts.compactMap { AudioLabel($0) },
                jpeg2000: parts.first { $0.kind == 0x5A }.map { JPEG2000Descriptor($0) },
                subDescriptors: parts.map(\.key), descriptors: nested.map { descriptor($0, depth: depth + 1) })
        }
    }
}
