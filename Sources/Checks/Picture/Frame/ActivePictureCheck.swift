import CKernels
import Measuring
import Media
import Model

/// Where in the raster the picture lies.
struct ActivePictureCheck: Check {
    let id = "picture-active"
    let version = 2
    let guide = Guide(
        title: "Active picture, letterbox and blanking",
        what:
            "The rectangle that holds picture, as x,y,width,height in pixels of the raster. A row or column belongs to "
            + "a border while at most 0.5 % of its samples are more than 4 % above black. The edges are measured in "
            + "every picture (series, pixels from the edge of the raster, for pictures of which at least 5 % is not "
            + "black). An edge is sure where a bright row (20 % of it above that level) follows the border within two "
            + "rows, so that night scenes do not move it; the reading takes the commonest sure place of each edge and, "
            + "where there is none, the outermost place. Its moments are stretches of at least 12 pictures whose sure "
            + "edges lie elsewhere by more than two pixels. The aspect includes the sample aspect. Blanking is the "
            + "largest number of dark lines at an edge, up to 1.5 % of the raster; more is a border.",
        why: "Receivers ask for one aspect throughout and for picture up to the edges. Dark lines at an edge show on "
            + "modern screens, which do not overscan, and borders that change in mid-programme are commonly refused.",
        cause: "A reframe or a conversion of aspect, archive material in another shape, a resize by a pixel too few, "
            + "half lines of analogue sources.",
        mend: "Scale or blow up the shots at the times given by the few lines, or set borders for the whole programme; "
            + "archive in its own shape may be agreed with the receiver.",
        references: [
            "FFmpeg cropdetect (mean of a row above 24)", "SMPTE ST 2046-1 (safe areas)",
        ])

    static let area = Metric("picture.active-area", effort: .decode)
    static let aspect = Metric("picture.active-aspect", effort: .decode)
    static let blanking = Metric("picture.edge-blanking", unit: "px", effort: .decode)
    static let edges = ["left", "top", "right", "bottom"].map {
        Metric("picture.edge.\($0)", unit: "px", effort: .decode)
    }

    static let format = Metric("video.afd", effort: .decode)
    static let formatAgrees = Metric("picture.afd-agrees", effort: .decode)
    static let apertureAgrees = Metric("picture.clap-agrees", effort: .decode)

    let metrics = [area, aspect, blanking] + edges + [format, formatAgrees, apertureAgrees]
    let wants: Wants = [.packets, .pictures]

    private let formatGuide = Guide(
        title: "Active format and clean aperture against the picture",
        what: "The active format description of the pictures (user data of MPEG-2, H.264 and HEVC; one holds until the "
            + "next; the code that most "
            + "pictures have, with the stretches of others as moments) or, where they have none, of the MXF picture "
            + "descriptor, and the clean aperture box of MOV and MP4, held against the measured active picture. They "
            + "disagree when picture reaches out of the area that is stated by more than 3 % of the raster, when the "
            + "sides of the stated area are black, when a description of a smaller format has more black above and "
            + "below than it says, or when the clean aperture is larger than the raster. A letterbox inside 16:9 "
            + "is no contradiction.",
        why: "Televisions and playout scale and crop by these fields: a wrong one cuts heads off, or shows a postage "
            + "stamp with black on all sides.",
        cause: "A description left over from another version, a preset of the encoder, archive in 4:3 put into a "
            + "wide programme, a clean aperture kept through a change of size.",
        mend: "Set the description to what the picture is, or remove it; write the clean aperture anew or leave it "
            + "out.",
        references: [
            "SMPTE ST 2016-1 (format description)", "ATSC A/53 part 4 §6.2.4", "ETSI TS 101 154 annex B",
            "EBU ActiveFormatDescriptorCodeCS", "ISO/IEC 14496-12 §12.1.4 (clean aperture)",
        ])

    func guide(for metric: Metric) -> Guide {
        [Self.format, Self.formatAgrees, Self.apertureAgrees].contains(metric) ? formatGuide : guide
    }

    func packetAnalyser(for track: Track, zero: Double) -> (any PacketAnalyser)? {
        track.kind == .video && ActiveFormatPackets.reads(track) ? ActiveFormatPackets(track, zero: zero) : nil
    }

    func pictureAnalyser(for track: Track, like first: PictureFacts) -> (any PictureAnalyser)? {
        ActivePictureAnalyser(track, first)
    }
}

final class ActivePictureAnalyser: PictureAnalyser {
    private let track: Track
    private let width, height: Int
    private let sampleAspect: Double
    private let threshold: UInt16
    /// Left, top, right, bottom.
    private var edges: [EdgeTrace]
    /// Nil where the packets tell.
    private var formats: StatedFormats?
    private var unreadable = 0

    init(_ track: Track, _ first: PictureFacts) {
        self.track = track
        width = first.width
        height = first.height
        let aspect = track.facts.sampleAspect.isKnown ? track.facts.sampleAspect : first.sampleAspect
        sampleAspect = aspect.isKnown ? aspect.asDouble : 1
        let scale = PictureScale(track, first)
        threshold = UInt16((scale.black + 0.04 * (scale.isFull ? scale.white : 219 * scale.step)).rounded(.down))
        if !ActiveFormatPackets.reads(track) {
            formats = StatedFormats()
            formats?.reserve([Float].reserving(track).capacity)
        }
        edges = (0..<4).map { EdgeTrace(track, length: $0.isMultiple(of: 2) ? first.width : first.height) }
    }

    var request: PictureRequest {
        var request = PictureRequest()
        request.groups = .lines
        request.lineThreshold = threshold
        return request
    }

    func consume(_ picture: borrowing Picture, _ statistics: PictureStatistics?) {
        guard let lines = statistics?.result.pointee.lines, lines.valid != 0, let columns = lines.column_count,
            let rows = lines.row_count
        else {
            unreadable += 1
            return
        }
        formats?.add(picture.facts.afd)
        let bright = (0..<height).reduce(0) { $0 + Int(rows[$1]) }
        let isEmpty = bright * 20 < width * height
        edges[0].note(isEmpty ? nil : BorderScan(columns, width, across: height, fromEnd: false))
        edges[1].note(isEmpty ? nil : BorderScan(rows, height, across: width, fromEnd: false))
        edges[2].note(isEmpty ? nil : BorderScan(columns, width, across: height, fromEnd: true))
        edges[3].note(isEmpty ? nil : BorderScan(rows, height, across: width, fromEnd: true))
    }

    func finish(_ timing: PictureTiming, into log: inout Log) {
        let all = [ActivePictureCheck.area, ActivePictureCheck.aspect, ActivePictureCheck.blanking]
        guard unreadable == 0, !edges[0].values.isEmpty else {
            let format = formats == nil ? [] : [ActivePictureCheck.format]
            return log.cannotMeasure(all + ActivePictureCheck.edges + format, track.id, because: Unreadable.reason)
        }
        formats?.write(track.id, into: &log) { timing.moments($0) }
        for (metric, edge) in zip(ActivePictureCheck.edges, edges) {
            log.series.append(timing.series(metric, track.id, edge.values))
        }
        let places = edges.compactMap(\.place)
        guard places.count == 4 else {
            for metric in all { log.add(metric, track.id, nil, note: "no picture is bright enough") }
            return
        }
        add(places, timing, into: &log)
    }

    private func add(_ places: [Int], _ timing: PictureTiming, into log: inout Log) {
        let across = width - places[0] - places[2]
        let down = height - places[1] - places[3]
        log.add(
            ActivePictureCheck.area, track.id, .text("\(places[0]),\(places[1]),\(across),\(down)"),
            moments: elsewhere(places, timing))
        let aspect = Double(across) * sampleAspect / Double(max(1, down))
        log.add(ActivePictureCheck.aspect, track.id, .number((aspect * 1000).rounded() / 1000))
        let blanked = zip(places, edges).map { Double($0) <= 0.015 * Double($1.length) ? $0 : 0 }
        let names = zip(["left", "top", "right", "bottom"], blanked).filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        log.add(
            ActivePictureCheck.blanking, track.id, .number(Double(blanked.max() ?? 0)),
            note: names.isEmpty ? nil : names.joined(separator: ", "))
    }

    /// Stretches of at least 12 pictures whose sure edges lie elsewhere. Pictures without sure edges end nothing.
    private func elsewhere(_ places: [Int], _ timing: PictureTiming) -> [Moment] {
        var runs: [(first: Int, last: Int, count: Int)] = []
        var isInside = false
        for index in edges[0].values.indices {
            let sure = zip(edges, places).filter { $0.0.isSure[index] }
            guard !sure.isEmpty else { continue }
            let isElsewhere = sure.contains { abs(Int($0.0.values[index]) - $0.1) > 2 }
            if isElsewhere, isInside {
                runs[runs.count - 1].last = index
                runs[runs.count - 1].count += 1
            } else if isElsewhere {
                runs.append((index, index, 1))
            }
            if isElsewhere || sure.count == 4 { isInside = isElsewhere }
        }
        return runs.filter { $0.count >= 12 }.map { Moment(timing.time($0.first), timing.time($0.last + 1)) }
    }
}

/// How far a border reaches in from one edge of one picture.
struct BorderScan {
    let width: Int
    /// The picture begins with a bright line, so that the border ends here and nowhere else.
    let isSure: Bool

    /// - Parameter counts: per line, the samples above the threshold, of `across` samples.
    init(_ counts: UnsafePointer<UInt16>, _ lines: Int, across: Int, fromEnd: Bool) {
        func count(_ index: Int) -> Int { Int(counts[fromEnd ? lines - 1 - index : index]) }
        var index = 0
        while index < lines, count(index) * 200 <= across { index += 1 }
        width = index
        isSure = (index..<min(lines, index + 3)).contains { count($0) * 5 >= across }
    }
}

/// One edge through all pictures.
struct EdgeTrace {
    let length: Int
    private(set) var values: [Float]
    private(set) var isSure: [Bool] = []
    /// Pictures with a sure edge at each place.
    private var counts: [Int]
    private var outermost: Int?

    init(_ track: Track, length: Int) {
        self.length = length
        values = .reserving(track)
        isSure.reserveCapacity(values.capacity)
        counts = Array(repeating: 0, count: length + 1)
    }

    mutating func note(_ scan: BorderScan?) {
        values.append(scan.map { Float($0.width) } ?? .nan)
        isSure.append(scan?.isSure ?? false)
        guard let scan else { return }
        if scan.isSure { counts[scan.width] += 1 }
        outermost = min(outermost ?? length, scan.width)
    }

    /// The commonest sure place; where there is none, the outermost; nil when every picture was too dark.
    var place: Int? {
        guard let commonest = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
        return counts[commonest] > 0 ? commonest : outermost
    }
}
