import Bitstreams
import Media
import Model

/// Mastering display and content light level of one source.
struct StaticMetadata {
    var mastering: MasteringDisplayColourVolume?
    var light: ContentLightLevel?

    init(_ mastering: MasteringDisplayColourVolume?, _ light: ContentLightLevel?) {
        self.mastering = mastering
        self.light = light
    }

    /// As libavformat and the decoders hand it over.
    init(_ mastering: MasteringDisplay?, _ light: ContentLight?) {
        self.mastering = mastering.map {
            MasteringDisplayColourVolume(
                red: Self.point($0.red), green: Self.point($0.green), blue: Self.point($0.blue),
                white: Self.point($0.white), maxLuminance: $0.maxLuminance, minLuminance: $0.minLuminance)
        }
        self.light = light.map { ContentLightLevel(maxCLL: $0.maxCLL, maxFALL: $0.maxFALL) }
    }

    private static func point(_ point: Chromaticity?) -> ChromaticityPoint? {
        point.map { ChromaticityPoint(x: $0.x, y: $0.y) }
    }

    var isEmpty: Bool { mastering == nil && light == nil }

    func filled(from other: StaticMetadata) -> StaticMetadata {
        StaticMetadata(mastering ?? other.mastering, light ?? other.light)
    }

    static func maxLuminance(_ source: String) -> Metric {
        Metric("hdr.\(source)mastering.max-luminance", unit: "cd/m²")
    }
    static func minLuminance(_ source: String) -> Metric {
        Metric("hdr.\(source)mastering.min-luminance", unit: "cd/m²")
    }
    static func primaries(_ source: String) -> Metric { Metric("hdr.\(source)mastering.primaries") }
    static func maxCLL(_ source: String) -> Metric { Metric("hdr.\(source)max-cll", unit: "cd/m²") }
    static func maxFALL(_ source: String) -> Metric { Metric("hdr.\(source)max-fall", unit: "cd/m²") }

    static func metrics(_ source: String) -> [Metric] {
        [maxLuminance(source), minLuminance(source), primaries(source), maxCLL(source), maxFALL(source)]
    }

    /// - Parameter source: what stands between `hdr.` and the name: empty, `container.` or `bitstream.`.
    func add(_ source: String, _ track: TrackID, _ none: String, into log: inout Log) {
        func number(_ metric: Metric, _ value: Double?, zeroIsUnknown: Bool = false) {
            let note = value == nil ? none : zeroIsUnknown && value == 0 ? "0 means unknown" : nil
            log.add(metric, track, value.map { .number(rounded($0)) }, note: note)
        }
        number(Self.maxLuminance(source), mastering?.maxLuminance)
        number(Self.minLuminance(source), mastering?.minLuminance)
        let name = mastering.flatMap(MasteringPrimaries.name)
        log.add(
            Self.primaries(source), track, name.map { .text($0) },
            note: name == nil ? none : mastering.flatMap(MasteringPrimaries.remark))
        number(Self.maxCLL(source), light.map { Double($0.maxCLL) }, zeroIsUnknown: true)
        number(Self.maxFALL(source), light.map { Double($0.maxFALL) }, zeroIsUnknown: true)
    }

    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
