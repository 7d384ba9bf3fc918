extension Matroska {
    /// Video (§5.1.4.1.28). What the file does not say is nil, although the standard has defaults for it.
    public struct Video: Equatable, Sendable {
        public var pixelWidth = 0
        public var pixelHeight = 0
        /// PixelCrop…
        public var crop = Cropping()
        public var displayWidth: Int?
        public var displayHeight: Int?
        /// 0 pixels, 1 centimetres, 2 inches, 3 an aspect ratio, 4 unknown.
        public var displayUnit: Int?
        /// 0 undetermined, 1 interlaced, 2 progressive.
        public var interlaced: Int?
        /// 0 progressive, 1 top field first, 2 undetermined, 6 bottom field first, 9 bottom field first (swapped), 14 top
        /// field first (swapped).
        public var fieldOrder: Int?
        public var stereoMode: Int?
        public var alphaMode: Int?
        /// ProjectionType: 0 rectangular, 1 equirectangular, 2 cubemap, 3 mesh.
        public var projection: Int?
        public var colour: Colour?
    }

    /// Colour (§5.1.4.1.28.16).
    public struct Colour: Equatable, Sendable {
        /// H.273 code points; nil when the file does not say.
        public var primaries: Int?
        public var transfer: Int?
        public var matrix: Int?
        public var bitsPerChannel: Int?
        /// How many pixels share one chroma sample, as a power of two; Cb alone with the second pair.
        public var chromaSubsampling = Pair()
        public var cbSubsampling = Pair()
        /// 0 unspecified, 1 left or top, 2 half.
        public var chromaSiting = Pair()
        /// 0 unspecified, 1 narrow, 2 full, 3 defined by matrix and transfer.
        public var range: Int?
        /// cd/m²
        public var maxCLL: Int?
        public var maxFALL: Int?
        public var mastering: MasteringDisplayColourVolume?

        public struct Pair: Equatable, Sendable {
            public var horizontal: Int?
            public var vertical: Int?
        }
    }
}

extension EBMLWalker {
    mutating func video(_ master: Matroska.Element) -> Matroska.Video {
        var video = Matroska.Video()
        for element in elements(in: master.payload) {
            attempt { (walker) throws(BitstreamError) in
                switch element.id {
                case 0xB0: video.pixelWidth = try walker.unsigned(element)
                case 0xBA: video.pixelHeight = try walker.unsigned(element)
                case 0x54B0: video.displayWidth = try walker.unsigned(element)
                case 0x54BA: video.displayHeight = try walker.unsigned(element)
                case 0x54B2: video.displayUnit = try walker.unsigned(element)
                case 0x9A: video.interlaced = try walker.unsigned(element)
                case 0x9D: video.fieldOrder = try walker.unsigned(element)
                case 0x53B8: video.stereoMode = try walker.unsigned(element)
                case 0x53C0: video.alphaMode = try walker.unsigned(element)
                case 0x55B0: video.colour = walker.colour(element)
                case 0x7670:
                    for part in walker.elements(in: element.payload) where part.id == 0x7671 {
                        video.projection = try walker.unsigned(part)
                    }
                default: try walker.readCrop(element, into: &video.crop)
                }
            }
        }
        return video
    }

    private func readCrop(_ element: Matroska.Element, into crop: inout Cropping) throws(BitstreamError) {
        switch element.id {
        case 0x54AA: crop.bottom = try unsigned(element)
        case 0x54BB: crop.top = try unsigned(element)
        case 0x54CC: crop.left = try unsigned(element)
        case 0x54DD: crop.right = try unsigned(element)
        default: break
        }
    }

    private mutating func colour(_ master: Matroska.Element) -> Matroska.Colour {
        var colour = Matroska.Colour()
        for element in elements(in: master.payload) {
            attempt { (walker) throws(BitstreamError) in
                if element.id == 0x55D0 {
                    colour.mastering = try walker.mastering(element)
                    return
                }
                guard (0x55B1...0x55BD).contains(element.id) else { return }
                let value = try walker.unsigned(element)
                switch element.id {
                case 0x55B1: colour.matrix = value
                case 0x55B2: colour.bitsPerChannel = value
                case 0x55B3: colour.chromaSubsampling.horizontal = value
                case 0x55B4: colour.chromaSubsampling.vertical = value
                case 0x55B5: colour.cbSubsampling.horizontal = value
                case 0x55B6: colour.cbSubsampling.vertical = value
                case 0x55B7: colour.chromaSiting.horizontal = value
                case 0x55B8: colour.chromaSiting.vertical = value
                case 0x55B9: colour.range = value
                case 0x55BA: colour.transfer = value
                case 0x55BB: colour.primaries = value
                case 0x55BC: colour.maxCLL = value
                default: colour.maxFALL = value
                }
            }
        }
        return colour
    }

    /// Chromaticities and luminances are floats; a point needs both of its coordinates.
    private mutating func mastering(
        _ master: Matroska.Element
    ) throws(BitstreamError) -> MasteringDisplayColourVolume {
        var values: [UInt32: Double] = [:]
        for element in elements(in: master.payload) where (0x55D1...0x55DA).contains(element.id) {
            values[element.id] = try float(element)
        }
        func point(_ x: UInt32) -> ChromaticityPoint? {
            guard let horizontal = values[x], let vertical = values[x + 1] else { return nil }
            return ChromaticityPoint(x: horizontal, y: vertical)
        }
        return MasteringDisplayColourVolume(
            red: point(0x55D1), green: point(0x55D3), blue: point(0x55D5), white: point(0x55D7),
            maxLuminance: values[0x55D9], minLuminance: values[0x55DA])
    }
}
