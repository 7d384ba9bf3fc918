extension ISOBMFF {
    /// Still pictures: items and their properties (ISO/IEC 23008-12, AVIF).
    public struct Items: Equatable, Sendable {
        /// handler_type of the `meta` box: `pict`.
        public var handler: FourCC?
        /// item_ID of the primary item.
        public var primary: Int?
        /// item_type by item_ID: `av01`, `hvc1`, `grid`, `Exif`, …
        public var types: [Int: FourCC] = [:]
        /// The properties of `ipco` in the order of the file; associations count them from 1.
        public var properties: [ItemProperty] = []
        /// Indices into `properties` that `ipma` gives to each item, counted from 0, in its order.
        public var associations: [Int: [Int]] = [:]

        /// The properties of an item in the order of its associations.
        public func properties(of item: Int) -> [ItemProperty] {
            (associations[item] ?? []).compactMap { properties.indices.contains($0) ? properties[$0] : nil }
        }
    }

    public enum ItemProperty: Equatable, Sendable {
        case colour(ColourBox)
        /// `pixi`: bits of each channel.
        case bitDepths([Int])
        /// `ispe`, pixels.
        case size(width: Int, height: Int)
        case mastering(MasteringDisplayColourVolume)
        case light(ContentLightLevel)
        case ambient(AmbientViewingEnvironment)
        case pixelAspect(PixelAspect)
        case cleanAperture(CleanAperture)
        /// `irot`: quarter turns anticlockwise.
        case rotation(Int)
        /// `auxC`: what an auxiliary picture is for.
        case auxiliary(String)
        /// `av1C`, `hvcC`, …
        case configuration(FourCC, [UInt8])
        case other(FourCC)
    }
}

extension BoxWalker {
    mutating func items(_ box: ISOBMFF.Box) -> ISOBMFF.Items? {
        var items = ISOBMFF.Items()
        let boxes = childrenOfMeta(box)
        guard boxes.contains(where: { $0.type == "pitm" || $0.type == "iprp" }) else { return nil }
        for child in boxes {
            attempt { (walker) throws(BitstreamError) in
                switch child.type {
                case "hdlr": items.handler = try walker.handler(child)
                case "pitm":
                    var reader = try walker.reader(child)
                    let version = try reader.u8()
                    try reader.skip(3)
                    items.primary = version == 0 ? try reader.u16() : try reader.u32()
                case "iinf": try walker.readTypes(child, into: &items)
                case "iprp":
                    for part in walker.children(of: child) {
                        if part.type == "ipco" { walker.readProperties(part, into: &items) }
                        if part.type == "ipma" { try walker.readAssociations(part, into: &items) }
                    }
                default: break
                }
            }
        }
        return items
    }

    private mutating func readTypes(_ box: ISOBMFF.Box, into items: inout ISOBMFF.Items) throws(BitstreamError) {
        let version = try source.bytes(1, at: box.payload.lowerBound, "box iinf").first ?? 0
        for entry in children(of: box, skip: version == 0 ? 6 : 8) where entry.type == "infe" {
            var reader = try reader(entry)
            let version = try reader.u8()
            guard version >= 2 else { continue }
            try reader.skip(3)
            let id = version == 2 ? try reader.u16() : try reader.u32()
            try reader.skip(2)
            items.types[id] = try reader.fourCC()
        }
    }

    /// Unreadable properties keep their place, because associations count.
    private mutating func readProperties(_ box: ISOBMFF.Box, into items: inout ISOBMFF.Items) {
        for child in children(of: box) {
            var property: ISOBMFF.ItemProperty = .other(child.type)
            attempt { (walker) throws(BitstreamError) in
                property = try walker.property(child) ?? property
            }
            items.properties.append(property)
        }
    }

    private func property(_ box: ISOBMFF.Box) throws(BitstreamError) -> ISOBMFF.ItemProperty? {
        var reader = try reader(box, limit: 1 << 24)
        switch box.type {
        case "colr": return .colour(try ISOBMFF.ColourBox(&reader, at: box.offset))
        case "pixi":
            try reader.skip(4)
            return .bitDepths(try reader.bytes(try reader.u8()).map(Int.init))
        case "ispe":
            try reader.skip(4)
            return .size(width: try reader.u32(), height: try reader.u32())
        case "mdcv": return .mastering(try MasteringDisplayColourVolume(sei: Array(reader.rest()), "box mdcv"))
        case "clli": return .light(try ContentLightLevel(Array(reader.rest()), "box clli"))
        case "amve": return .ambient(try AmbientViewingEnvironment(Array(reader.rest())))
        case "pasp": return .pixelAspect(try ISOBMFF.PixelAspect(&reader))
        case "clap": return .cleanAperture(try ISOBMFF.CleanAperture(&reader))
        case "irot": return .rotation(try reader.u8() & 3)
        case "auxC":
            try reader.skip(4)
            return .auxiliary(String(decoding: reader.rest().prefix { $0 != 0 }, as: UTF8.self))
        case "av1C", "hvcC", "avcC", "vvcC": return .configuration(box.type, Array(reader.rest()))
        default: return nil
        }
    }

    private func readAssociations(_ box: ISOBMFF.Box, into items: inout ISOBMFF.Items) throws(BitstreamError) {
        var reader = try reader(box)
        let version = try reader.u8()
        let isLong = try reader.u24() & 1 == 1
        for _ in 0..<(try reader.u32()) {
            let item = version == 0 ? try reader.u16() : try reader.u32()
            for _ in 0..<(try reader.u8()) {
                let index = isLong ? try reader.u16() & 0x7FFF : try reader.u8() & 0x7F
                if index > 0 { items.associations[item, default: []].append(index - 1) }
            }
        }
    }
}
