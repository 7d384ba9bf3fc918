import CKernels
import ColourScience
import Measuring
import Media

/// From the codes of a patch to the colour that a reference display shows.
struct PatchColours {
    private let codes: ColourScience.CodeValues
    private let matrix: LumaMatrix?
    private let isRGB: Bool
    private let display: ReferenceDisplay

    /// Nil where the signal has no R'G'B' of the ordinary kind.
    init?(_ track: Track, _ first: PictureFacts) {
        let scale = PictureScale(track, first)
        let colour = track.codedColour(first)
        guard (8...16).contains(scale.depth), let format = first.pixelFormat,
            let display = ReferenceDisplay(
                primaries: Self.primaries(colour, height: first.height), transfer: colour.transfer)
        else { return nil }
        isRGB = scale.isRGB
        let weights = colour.lumaCoefficients
        if !isRGB, format.components >= 3, weights == nil { return nil }
        codes = ColourScience.CodeValues(bits: scale.depth, range: scale.isFull ? .full : .narrow)
        matrix = weights.map { LumaMatrix(red: $0.red, blue: $0.blue) }
        self.display = display
    }

    /// Those of the tags; without a tag those that go with the matrix, and with BT.601 those of the raster.
    private static func primaries(_ colour: Colour, height: Int) -> RGBPrimaries {
        if let stated = RGBPrimaries(h273: colour.primaries), stated != .smpte428 { return stated }
        switch colour.matrix {
        case 9, 10, 14: return .bt2020
        case 5, 6: return [480, 486].contains(height) ? .bt601Lines525 : .bt601Lines625
        default: return .bt709
        }
    }

    /// - Parameter codes: Y', Cb, Cr or R', G', B'; Y' alone where there is no colour.
    func lab(_ codes: some RandomAccessCollection<Double>) -> CIELab { display.lab(signal(Array(codes))) }

    /// Of the same codes.
    func ictcp(_ codes: some RandomAccessCollection<Double>) -> ICtCp { display.ictcp(signal(Array(codes))) }

    private func signal(_ levels: [Double]) -> Triple {
        if levels.count < 3 { return Triple(repeating: codes.signal(levels[0])) }
        if isRGB { return Triple(codes.signal(levels[0]), codes.signal(levels[1]), codes.signal(levels[2])) }
        let signal = Triple(codes.signal(levels[0]), codes.chroma(levels[1]), codes.chroma(levels[2]))
        return matrix?.decode(signal) ?? Triple(repeating: signal.x)
    }
}

/// The colours of bars, held against the standard's: means of each patch over each stretch of bars, of which the worst
/// counts.
struct BarsColours {
    /// How far the patches of one stretch are off.
    struct Stretch: Equatable {
        var template: Int
        /// ΔE2000, patch by patch.
        var differences: [Double]
        /// ΔE_ITP, patch by patch.
        var differencesITP: [Double]
        /// L*, a*, b* of each patch, as found and as it should be.
        var found, nominal: [CIELab]

        var worst: Double { differences.max() ?? 0 }
        var mean: Double { differences.reduce(0, +) / Double(max(1, differences.count)) }
    }

    private let colours: PatchColours?
    private let finder: BarsFinder
    private var sums: [Double]
    private var template = -1
    private var count = 0
    /// The stretch with the largest difference; nil without bars.
    private(set) var worst: Stretch?

    var isMeasurable: Bool { colours != nil }

    init(_ finder: BarsFinder, _ colours: PatchColours?) {
        self.finder = finder
        self.colours = colours
        sums = Array(repeating: 0, count: 3 * (BarsTemplate.all.map(\.patches.count).max() ?? 0))
    }

    mutating func add(_ match: BarsFinder.Match?, _ tiles: fgk_picture_tiles) {
        let next = match?.template ?? -1
        if next != template { endStretch() }
        template = next
        guard next >= 0, colours != nil else { return }
        count += 1
        finder.addMeans(of: next, tiles, to: &sums)
    }

    /// Judges the stretch that is over; what is shorter than five pictures is no bars.
    mutating func endStretch() {
        defer {
            count = 0
            for index in sums.indices { sums[index] = 0 }
        }
        guard count >= BarsAnalyser.shortest, let colours else { return }
        let nominal = finder.nominalCodes(of: template)
        let found = nominal.indices.map { patch in
            sums[3 * patch..<3 * patch + finder.components].map { $0 / Double(count) }
        }
        let (labs, wanted) = (found.map { colours.lab($0) }, nominal.map { colours.lab($0) })
        let stretch = Stretch(
            template: template, differences: zip(labs, wanted).map { $0.deltaE2000(to: $1) },
            differencesITP: zip(found, nominal).map { colours.ictcp($0).deltaE(to: colours.ictcp($1)) }, found: labs,
            nominal: wanted)
        if worst.map({ stretch.worst > $0.worst }) ?? true { worst = stretch }
    }
}

extension BarsColours.Stretch {
    private var patches: [BarsTemplate.Patch] { BarsTemplate.all[template].patches }

    /// The patch that is off most, as found and as it should be; nil where all are right.
    var worstPatch: String? {
        guard worst >= 0.005, let index = differences.firstIndex(of: worst) else { return nil }
        return "\(patches[index].name): \(Self.text(found[index])) instead of \(Self.text(nominal[index]))"
    }

    var worstITP: Double { differencesITP.max() ?? 0 }

    /// The patch with the largest ΔE_ITP; nil where all are right.
    var worstPatchITP: String? {
        worstITP >= 0.005 ? differencesITP.firstIndex(of: worstITP).map { patches[$0].name } : nil
    }

    /// Every patch with its difference.
    var table: String {
        zip(patches, differences).map { "\($0.name) \(Self.text($1, digits: 2))" }.joined(separator: ", ")
    }

    private static func text(_ lab: CIELab) -> String {
        "L* \(text(lab.L, digits: 1)) a* \(text(lab.a, digits: 1)) b* \(text(lab.b, digits: 1))"
    }

    private static func text(_ value: Double, digits: Int) -> String {
        let scale = digits == 1 ? 10.0 : 100.0
        let rounded = (value * scale).rounded() / scale
        return "\(rounded == 0 ? 0 : rounded)"
    }
}
