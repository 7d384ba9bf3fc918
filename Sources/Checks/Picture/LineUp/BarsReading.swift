import ColourScience
import Measuring
import Media
import Model
import Synchronization

/// The bars of a file, patch by patch.
public struct BarsReading: Sendable {
    public struct Patch: Sendable {
        /// `75 % yellow`
        public var name: String
        /// Under the white of the signal.
        public var found, nominal: CIELab
        /// ΔE2000
        public var difference: Double
        /// ΔE_ITP (ITU-R BT.2124)
        public var differenceITP: Double
    }

    /// As in `lineup.bars`.
    public var bars: String
    public var patches: [Patch]

    /// Decodes the whole file.
    ///
    /// - Returns: nil when no bars were found; of several stretches the one with the largest difference.
    /// - Throws: ``MediaError`` for what is no media file, and where the pictures cannot be read.
    public init?(path: String, threads: Int) throws(MediaError) {
        let found = Found()
        let check = BarsCheck { stretch in found.stretch.withLock { $0 = $0 ?? stretch } }
        let log = try Measurement([check], threads: threads, hashes: false).log(of: path)
        if let problem = log.problem { throw MediaError(operation: "read bars", code: 0, text: problem) }
        if let obstacle = log.unmeasured.first(where: { $0.metric == BarsCheck.difference.id }) {
            throw MediaError(operation: "read bars", code: 0, text: obstacle.reason)
        }
        guard let stretch = found.stretch.withLock({ $0 }) else { return nil }
        let template = BarsTemplate.all[stretch.template]
        bars = template.name
        patches = template.patches.indices.map {
            Patch(
                name: template.patches[$0].name, found: stretch.found[$0], nominal: stretch.nominal[$0],
                difference: stretch.differences[$0], differenceITP: stretch.differencesITP[$0])
        }
    }

    private final class Found: Sendable {
        let stretch = Mutex<BarsColours.Stretch?>(nil)
    }
}
