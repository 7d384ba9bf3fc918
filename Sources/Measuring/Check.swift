import Media
import Model

/// One thing Filmgate can measure. Knows nothing of specs: it writes readings and series, and no opinion.
public protocol Check: Sendable {
    var id: String { get }
    /// Raised whenever the numbers it writes may change.
    var version: Int { get }
    var guide: Guide { get }
    /// The guide of one metric, where a check measures things that fail for different reasons.
    func guide(for metric: Metric) -> Guide
    /// Every metric it can write, each with the effort it takes.
    var metrics: [Metric] { get }
    /// Metrics of other checks that some of its own are worked out from.
    var basis: [Metric] { get }
    /// What has to be handed to it while the file is read.
    var wants: Wants { get }
    /// Whether it looks at what decoders say of pictures and sound and at no sample. It is then shown pictures of every
    /// format, also where the format changes on the way. All others are shown pictures of the first format only, and
    /// none whose samples cannot be read; what they measured of a part is then not measured.
    var takesAnyFormat: Bool { get }

    /// Readings from headers and first pictures alone.
    func read(_ headers: Headers, into log: inout Log)
    func packetAnalyser(for track: Track) -> (any PacketAnalyser)?
    /// The same for analysers that tell moments: `zero` is the container's time that the timeline counts from, seconds.
    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)?
    /// Asked when the first picture is there, so that memory can be sized.
    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)?
    func soundAnalyser(for track: Track) -> (any SoundAnalyser)?
    /// Readings that need the whole pass: counts, durations, several tracks together.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log)
}

/// What a check listens to.
public struct Wants: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let packets = Wants(rawValue: 1)
    public static let pictures = Wants(rawValue: 2)
    public static let sound = Wants(rawValue: 4)
}

extension Check {
    public func guide(for metric: Metric) -> Guide { guide }
    public var basis: [Metric] { [] }
    public var wants: Wants { [] }
    public var takesAnyFormat: Bool { false }
    public func read(_ headers: Headers, into log: inout Log) {}
    public func packetAnalyser(for track: Track) -> (any PacketAnalyser)? { nil }
    public func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? { packetAnalyser(for: track) }
    public func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? { nil }
    public func soundAnalyser(for track: Track) -> (any SoundAnalyser)? { nil }
    public func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {}
}

/// Sees every packet of one track, in file order, undecoded.
public protocol PacketAnalyser: AnyObject {
    func consume(_ packet: Packet, _ facts: PacketFacts)
    func finish(into log: inout Log)
}

/// Sees every picture of one track in output order. Allocates in `init`, never in `consume`.
public protocol PictureAnalyser: AnyObject {
    /// What it needs of the fused picture kernels. They run once, for all analysers together.
    var request: PictureRequest { get }
    /// - Parameter statistics: what the kernels found; nil when nothing was requested, or when the pixel format cannot
    ///   be read sample by sample.
    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?)
    func finish(_ timing: PictureTiming, into log: inout Log)
}

extension PictureAnalyser {
    public var request: PictureRequest { PictureRequest() }
}

/// Sees all sound of one track in order, in blocks of any size.
public protocol SoundAnalyser: AnyObject {
    func consume(_ block: borrowing SoundBlock)
    /// - Parameter start: time of the first sample on the file's timeline, seconds.
    func finish(start: Double, into log: inout Log)
}

/// Where the pictures of a track lie on the file's timeline.
public struct PictureTiming: Sendable {
    /// Seconds
    public var start: Double
    /// Seconds from one picture to the next.
    public var step: Rational
    /// Start of each picture where the steps are uneven; nil at a constant rate.
    public var times: [Double]?

    /// The moment picture `index` is on screen.
    public func moment(_ index: Int) -> Moment { Moment(time(index), time(index + 1)) }

    public func time(_ index: Int) -> Double {
        guard let times, !times.isEmpty else { return start + Double(index) * step.asDouble }
        return index < times.count
            ? times[index] : times[times.count - 1] + Double(index - times.count + 1) * step.asDouble
    }

    /// A series with one value per picture.
    public func series(_ metric: Metric, _ track: TrackID, _ values: [Float]) -> Series {
        Series(
            metric, track: track, start: start, step: step, values: values,
            times: times.map { $0.count > values.count ? Array($0.prefix(values.count)) : $0 })
    }
}
