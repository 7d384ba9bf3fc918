import Bitstreams
import Measuring
import Media
import Model

/// What an active format description (SMPTE ST 2016-1, ATSC A/53, ETSI TS 101 154) says of where the picture lies.
struct ActiveFormat {
    /// Columns and rows of the raster that hold picture.
    var area: PictureArea
    /// The aspect of the picture is only said to be wider than 16:9.
    var isWider = false
    let name: String

    /// - Parameters:
    ///   - code: 0 to 15.
    ///   - raster: its size in pixels.
    ///   - sampleAspect: width over height of a pixel.
    /// - Returns: nil for codes that say nothing.
    init?(code: Int, raster: (width: Int, height: Int), sampleAspect: Double) {
        let whole = Double(raster.width) * sampleAspect / Double(raster.height)
        let picture: (aspect: Double, isAtTop: Bool, name: String)
        switch code {
        case 2: picture = (16.0 / 9, true, "16:9 at the top")
        case 3: picture = (14.0 / 9, true, "14:9 at the top")
        case 4: picture = (16.0 / 9, false, "wider than 16:9")
        case 8: picture = (whole, false, "the whole frame")
        case 9, 13: picture = (4.0 / 3, false, "4:3")
        case 10, 14, 15: picture = (16.0 / 9, false, "16:9")
        case 11: picture = (14.0 / 9, false, "14:9")
        default: return nil
        }
        name = picture.name
        isWider = code == 4
        let width = Double(raster.width) * min(1, picture.aspect / whole)
        let height = Double(raster.height) * min(1, whole / picture.aspect)
        let left = (Double(raster.width) - width) / 2
        let top = picture.isAtTop ? 0 : (Double(raster.height) - height) / 2
        area = PictureArea(left: left, top: top, width: width, height: height)
    }

    /// What speaks against it in the measured picture; nil when they agree. A letterbox inside 16:9 does not: ST 2016-1 has
    /// no code for most of them.
    func contradiction(_ measured: PictureArea, raster: (width: Int, height: Int)) -> String? {
        let across = 0.03 * Double(raster.width)
        let down = 0.03 * Double(raster.height)
        let isOutside =
            measured.left < area.left - across || measured.right > area.right + across
            || measured.top < area.top - down || measured.bottom > area.bottom + down
        if isOutside { return "picture reaches outside \(name)" }
        if measured.left > area.left + across || measured.right < area.right - across {
            return "black at the sides inside \(name)"
        }
        if isWider, measured.height > area.height - down { return "no letterbox wider than 16:9" }
        let isShorter = measured.top > area.top + down || measured.bottom < area.bottom - down
        return isShorter && name != "16:9" && !isWider && area.height < Double(raster.height) - down
            ? "black above or below inside \(name)" : nil
    }
}

/// A rectangle of the raster in pixels.
struct PictureArea: Equatable {
    var left, top, width, height: Double

    var right: Double { left + width }
    var bottom: Double { top + height }
    var text: String { [left, top, width, height].map { "\(Int($0.rounded()))" }.joined(separator: ",") }
}

extension PictureArea {
    /// From `x,y,width,height`.
    init?(_ text: String) {
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 4 else { return nil }
        self.init(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3])
    }

    /// What a clean aperture box shows of a raster; nil for fractions without a value.
    init?(_ aperture: ISOBMFF.CleanAperture, raster: (width: Int, height: Int)) {
        guard let width = aperture.width.value, let height = aperture.height.value,
            let across = aperture.horizontalOffset.value, let down = aperture.verticalOffset.value
        else { return nil }
        self.init(
            left: (Double(raster.width) - width) / 2 + across, top: (Double(raster.height) - height) / 2 + down,
            width: width, height: height)
    }
}

/// What the wrapper says of where the picture lies.
struct WrapperArea {
    private(set) var aperture: ISOBMFF.CleanAperture?
    /// Code of ST 2016-1.
    private(set) var activeFormat: Int?

    init(_ track: Track, _ headers: Headers) {
        guard ["mov", "mxf"].contains(headers.format), let file = FileBytes(path: headers.path) else { return }
        let source = ByteSource(size: file.size) { file.read(at: $0, $1) }
        let index = track.stream.indexOfKind
        if headers.format == "mxf" {
            let pictures = (try? MXF.File(source))?.metadata.descriptors.compactMap(\.picture) ?? []
            if pictures.indices.contains(index) { activeFormat = pictures[index].activeFormat }
        } else {
            let tracks = (try? ISOBMFF.File(source))?.tracks.filter { $0.handler == "vide" } ?? []
            if tracks.indices.contains(index) {
                aperture = tracks[index].visualEntries.compactMap(\.cleanAperture).first
            }
        }
    }
}

extension ActivePictureCheck {
    /// Holds what is said of the picture's shape against what was measured.
    func conclude(_ headers: Headers, _ pass: PassFacts, into log: inout Log) {
        for track in headers.tracks where track.kind == .video {
            guard case .text(let text)? = log.reading(Self.area.id, track.id)?.value, let measured = PictureArea(text),
                let first = headers.firstPictures[track.id]
            else {
                log.cannotMeasure(
                    [Self.formatAgrees, Self.apertureAgrees], track.id, because: "the active picture is not known")
                continue
            }
            let wrapper = WrapperArea(track, headers)
            addFormat(wrapper, measured, track, first, into: &log)
            addAperture(wrapper, measured, track, first, into: &log)
        }
    }

    private func addFormat(
        _ wrapper: WrapperArea, _ measured: PictureArea, _ track: Track, _ first: PictureFacts, into log: inout Log
    ) {
        let raster = (width: first.width, height: first.height)
        let stated: Int? =
            if case .number(let code)? = log.reading(Self.format.id, track.id)?.value { Int(code) } else {
                wrapper.activeFormat
            }
        guard let stated else {
            return log.add(Self.formatAgrees, track.id, nil, note: "the file has no active format description")
        }
        let aspect = track.facts.sampleAspect.isKnown ? track.facts.sampleAspect : first.sampleAspect
        guard
            let format = ActiveFormat(
                code: stated, raster: raster, sampleAspect: aspect.isKnown ? aspect.asDouble : 1)
        else { return log.add(Self.formatAgrees, track.id, nil, note: "code \(stated) says nothing of the picture") }
        let against = format.contradiction(measured, raster: raster)
        log.add(
            Self.formatAgrees, track.id, .flag(against == nil),
            note: against.map { "code \(stated), \($0): \(measured.text) instead of \(format.area.text)" })
    }

    private func addAperture(
        _ wrapper: WrapperArea, _ measured: PictureArea, _ track: Track, _ first: PictureFacts, into log: inout Log
    ) {
        let raster = (width: first.width, height: first.height)
        guard let box = wrapper.aperture, let shown = PictureArea(box, raster: raster) else {
            return log.add(Self.apertureAgrees, track.id, nil, note: "the file has no clean aperture")
        }
        let across = 0.03 * Double(raster.width)
        let down = 0.03 * Double(raster.height)
        let isCut =
            measured.left < shown.left - across || measured.right > shown.right + across
            || measured.top < shown.top - down || measured.bottom > shown.bottom + down
        let isBeyond =
            shown.left < -0.5 || shown.top < -0.5 || shown.right > Double(raster.width) + 0.5
            || shown.bottom > Double(raster.height) + 0.5
        log.add(
            Self.apertureAgrees, track.id, .flag(!isCut && !isBeyond),
            note: isBeyond
                ? "the clean aperture \(shown.text) is larger than the picture"
                : isCut ? "the clean aperture \(shown.text) cuts into the picture \(measured.text)" : nil)
    }
}
