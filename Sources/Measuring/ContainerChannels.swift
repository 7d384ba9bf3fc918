import Bitstreams
import Media
import Model

/// Channel labels that the container states in an order of its own. libavformat knows layouts in the order of WAVE alone:
/// of an MXF file with others it reports none, and of a QuickTime file the right loudspeakers in the wrong order.
enum ContainerChannels {
    /// WAVE's order of loudspeakers.
    private static let order = [
        "FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "SL", "SR", "TC", "TFL", "TFC", "TFR", "TBL", "TBC",
        "TBR",
    ]

    /// Labels of each sound track, by its place among them; nil where libavformat is right or nothing is stated.
    static func read(_ streams: [MediaStream], format: String, path: String) -> [[String]?] {
        let sound = streams.filter { $0.facts.kind == .audio }.map(\.facts)
        let nothing = [[String]?](repeating: nil, count: sound.count)
        let isWanted = sound.contains { $0.channels > 1 && $0.codec.hasPrefix("pcm_") }
        guard isWanted, ["mov", "mxf"].contains(format), let file = FileBytes(path: path) else { return nothing }
        let source = ByteSource(size: file.size) { file.read(at: $0, $1) }
        let stated = format == "mxf" ? ofMXF(source) : ofQuickTime(source)
        guard stated.count == sound.count else { return nothing }
        return zip(sound, stated).map { facts, labels in
            guard let labels, labels.count == facts.channels, facts.codec.hasPrefix("pcm_") else { return nil }
            return isInOrder(labels) && facts.isLayoutDeclared ? nil : labels
        }
    }

    private static func isInOrder(_ labels: [String]) -> Bool {
        let places = labels.compactMap { order.firstIndex(of: $0) }
        return places.count == labels.count && zip(places, places.dropFirst()).allSatisfy(<)
    }

    private static func ofQuickTime(_ source: ByteSource) -> [[String]?] {
        let tracks = (try? ISOBMFF.File(source))?.tracks.filter { $0.handler == "soun" } ?? []
        return tracks.map { $0.channelLayout?.loudspeakers }
    }

    private static func ofMXF(_ source: ByteSource) -> [[String]?] {
        let descriptors = (try? MXF.File(source))?.metadata.descriptors.filter { $0.sound != nil } ?? []
        return descriptors.map { descriptor in
            let labels = descriptor.audioLabels.filter { $0.kind == .channel }
            var names: [Int: String] = [:]
            for label in labels {
                guard let channel = label.channel, let name = label.loudspeaker, names[channel] == nil else {
                    return nil
                }
                names[channel] = name
            }
            guard let count = descriptor.sound?.channelCount, count > 0, names.count == count else { return nil }
            let all = (1...count).compactMap { names[$0] }
            return all.count == count ? all : nil
        }
    }
}
