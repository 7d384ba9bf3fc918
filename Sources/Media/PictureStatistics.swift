import CKernels

/// What the picture kernels can gather in their one pass. See `fgk_picture.h` for the definitions.
public struct PictureGroups: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Codes per component: histogram, extremes, sum, used bits.
    public static let levels = PictureGroups(rawValue: FGK_PICTURE_LEVELS)
    /// Samples outside given codes and on codes reserved by SDI.
    public static let limits = PictureGroups(rawValue: FGK_PICTURE_LIMITS)
    /// Pixels with Y', R', G' or B' outside given codes, as coded and after the filter of EBU R 103.
    public static let gamut = PictureGroups(rawValue: FGK_PICTURE_R103)
    public static let gamutFiltered = PictureGroups(rawValue: FGK_PICTURE_R103_FILTERED)
    /// Histograms of the brightest and darkest of R', G', B'.
    public static let light = PictureGroups(rawValue: FGK_PICTURE_LIGHT)
    /// Difference from the previous picture.
    public static let change = PictureGroups(rawValue: FGK_PICTURE_CHANGE)
    /// Luma per 16 × 16 tile and on the 480 × 270 grid; `grid` adds the other components.
    public static let tiles = PictureGroups(rawValue: FGK_PICTURE_TILES)
    public static let grid = PictureGroups(rawValue: FGK_PICTURE_GRID)
    /// Luma extremes and counts per row and column.
    public static let lines = PictureGroups(rawValue: FGK_PICTURE_LINES)
    /// Pixels outside of smaller gamuts; needs ``PictureRequest/gamuts``.
    public static let occupancy = PictureGroups(rawValue: FGK_PICTURE_OCCUPANCY)
    /// Luma rows against those above them, in planes of their own.
    public static let rows = PictureGroups(rawValue: FGK_PICTURE_ROWS)
    /// Interlace sums.
    public static let comb = PictureGroups(rawValue: FGK_PICTURE_COMB)
}

/// Parameters of the groups that need some.
public struct PictureRequest: Sendable {
    public var groups: PictureGroups = []
    /// LEVELS: every nth row enters the histogram.
    public var histogramRows = 1
    /// LIGHT: the same for its histograms.
    public var lightRows = 1
    /// COMB, CHANGE: every nth row is compared.
    public var combRows = 1
    public var changeRows = 1
    /// R103: lowest and highest permitted code of Y', R', G' and B'.
    public var gamutRange: ClosedRange<UInt16> = 0...UInt16.max
    /// R103_FILTERED: 2 looks at every second pixel of every second row.
    public var filterPace = 1
    /// LINES: luma above this code is counted.
    public var lineThreshold: UInt16 = 0
    /// OCCUPANCY: the gamuts; every nth row is looked at, and of these every pixel or, with 2, every second.
    public var gamuts: GamutTables?
    public var gamutRows = 1
    public var gamutPace = 1

    public init() {}
}

/// Runs the picture kernels over the pictures of one track. Owns their memory; nothing is allocated per picture.
public final class PictureScanner {
    private let state: OpaquePointer
    private var request = fgk_picture_request()
    /// The frame scanned last, when no stray sample was in it. It stays as it is as long as it can come as `previous`.
    private var clean: ObjectIdentifier?
    /// Kept for as long as the request points to it.
    private let gamuts: GamutTables?
    private let result = UnsafeMutablePointer<fgk_picture_result>.allocate(capacity: 1)

    /// Pixels that a picture may have either way.
    public static let mostPixels = 32767

    /// Nil for a picture size or depth the kernels cannot take; see ``PictureFacts/obstacle``.
    public init?(like facts: PictureFacts, _ wanted: PictureRequest) {
        guard let depth = facts.pixelFormat?.depth,
            let state = fgk_picture_state_create(Int32(facts.width), Int32(facts.height), Int32(depth))
        else { return nil }
        self.state = state
        gamuts = wanted.gamuts
        request.occupancy = wanted.gamuts?.handle
        request.occupancy_rows = Int32(wanted.gamutRows)
        request.occupancy_pace = Int32(wanted.gamutPace)
        request.groups = wanted.groups.rawValue
        request.histogram_rows = Int32(wanted.histogramRows)
        request.light_rows = Int32(wanted.lightRows)
        request.comb_rows = Int32(wanted.combRows)
        request.change_rows = Int32(wanted.changeRows)
        request.filter_pace = Int32(wanted.filterPace)
        request.gamut_lo = wanted.gamutRange.lowerBound
        request.gamut_hi = wanted.gamutRange.upperBound
        request.line_threshold = wanted.lineThreshold
        result.initialize(to: fgk_picture_result())
    }

    deinit {
        fgk_picture_state_destroy(state)
        result.deallocate()
    }

    /// Measures `now`; returns whether the picture could be read sample by sample. `statistics` then holds what was
    /// found, until the next call.
    public func scan(_ now: borrowing Picture, previous: Frame?, next: Frame?, as colour: Colour) -> Bool {
        var pictures = (fgk_picture(), fgk_picture(), fgk_picture())
        guard describe(now.frame, now.facts, colour, &pictures.0) else { return false }
        let hasPrevious = previous.map { describe($0, now.facts, colour, &pictures.1) } ?? false
        let hasNext = next.map { describe($0, now.facts, colour, &pictures.2) } ?? false
        if hasPrevious, let previous, clean == ObjectIdentifier(previous) { pictures.1.isClean = true }
        let isMeasured = withUnsafePointer(to: &pictures) { tuple in
            let first = UnsafeRawPointer(tuple).assumingMemoryBound(to: fgk_picture.self)
            request.now = first
            request.previous = hasPrevious ? first + 1 : nil
            request.next = hasNext ? first + 2 : nil
            return fgk_picture_measure(state, &request, result) == FGK_PICTURE_OK
        }
        clean = isMeasured && result.pointee.isClean ? ObjectIdentifier(now.frame) : nil
        return isMeasured
    }

    /// What the last scan found.
    public var statistics: PictureStatistics { PictureStatistics(result: UnsafePointer(result)) }

    private func describe(
        _ frame: Frame, _ facts: PictureFacts, _ colour: Colour, _ picture: inout fgk_picture
    ) -> Bool {
        guard let format = facts.pixelFormat, !format.isXYZ else { return false }
        let count = frame.describeComponents(into: &picture.component)
        guard count > 0 else { return false }
        picture.width = Int32(facts.width)
        picture.height = Int32(facts.height)
        picture.components = Int32(count)
        picture.model = format.isRGB ? FGK_PICTURE_RGB : count < 3 ? FGK_PICTURE_GRAY : FGK_PICTURE_YCBCR
        picture.full_range = colour.isFull(format) ? 1 : 0
        let weights = colour.lumaCoefficients
        picture.kr = weights?.red ?? 0
        picture.kb = weights?.blue ?? 0
        picture.interlaced = facts.isInterlaced ? 1 : 0
        // libavutil: 3 is top-left, the siting of BT.2020.
        picture.chroma_top_left = colour.location == 3 ? 1 : 0
        return true
    }
}

/// A view of what the kernels found in one picture; valid until the scanner's next picture.
public struct PictureStatistics {
    public let result: UnsafePointer<fgk_picture_result>
}

extension fgk_picture {
    fileprivate var isClean: Bool {
        get { component.0.is_clean != 0 }
        set {
            component.0.is_clean = newValue ? 1 : 0
            component.1.is_clean = newValue ? 1 : 0
            component.2.is_clean = newValue ? 1 : 0
            component.3.is_clean = newValue ? 1 : 0
        }
    }
}

extension fgk_picture_result {
    /// Whether the codes of all components were looked at and none was stray.
    fileprivate var isClean: Bool {
        levels.0.valid != 0 && levels.0.stray | levels.1.stray | levels.2.stray | levels.3.stray == 0
    }
}
