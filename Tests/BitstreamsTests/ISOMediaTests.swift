import Testing

@testable import Bitstreams

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct ISOMediaTests {
    private func file(_ path: String) throws -> ISOBMFF.File { try ISOBMFF.File(try SharedMedia.source(path)) }

    private func picture(_ path: String) throws -> ISOBMFF.VisualSampleEntry {
        let file = try file(path)
        #expect(file.faults.isEmpty)
        return try #require(file.tracks.flatMap(\.visualEntries).first)
    }

    /// What the bitstream's parameter sets in the sample entry say.
    private func coded(_ entry: ISOBMFF.VisualSampleEntry) throws -> CodedColour? {
        if let record = entry.configurations["hvcC"] {
            return try DecoderConfiguration(hevc: record).metadata { HEVC.metadata(of: $0, $1) }.colours.first
        }
        if let record = entry.configurations["avcC"] {
            return try DecoderConfiguration(avc: record).metadata { AVC.metadata(of: $0, $1) }.colours.first
        }
        let units = Array((entry.configurations["av1C"] ?? []).dropFirst(4))
        return units.withUnsafeBufferPointer { AV1.metadata(of: $0) }.colours.first
    }

    @Test(arguments: [
        ("hdr/sample_with_colr_mdcv_and_clli.mp4", FourCC("nclx"), [9, 16, 9], false, "av01"),
        ("hdr/hlg10-color-test.mp4", "nclx", [9, 18, 9], false, "hvc1"),
        ("hdr/dolbyVision-hdr.MOV", "nclc", [9, 18, 9], nil, "hvc1"),
        ("hdr/sunset-hlg.mov", "nclc", [9, 18, 9], nil, "hvc1"),
        ("colour/bt601.mp4", "nclx", [6, 6, 6], false, "avc1"),
    ])
    func coloursAreThoseOfTheManifest(
        _ path: String, _ type: FourCC, _ points: [Int], _ isFullRange: Bool?, _ format: String
    ) throws {
        let entry = try picture(path)
        let colour = CodePoints(primaries: points[0], transfer: points[1], matrix: points[2])
        #expect(entry.format.description == format)
        #expect(entry.colours.map(\.type) == [type])
        #expect(entry.colours.map(\.colour) == [colour])
        #expect(entry.colours.map(\.isFullRange) == [isFullRange])
        #expect(try coded(entry)?.colour == colour)
        #expect(try coded(entry)?.isFullRange == false)
    }

    /// The manifest's sRGB is in the bitstream alone.
    @Test func aFileWithoutColourBoxSaysNothing() throws {
        let entry = try picture("colour/sample_srgb.mp4")
        #expect(entry.colours.isEmpty)
        #expect(try coded(entry)?.colour == CodePoints(primaries: 1, transfer: 13, matrix: 1))
        #expect(entry.width == 1080)
        #expect(entry.height == 720)
    }

    @Test func severalColourBoxesKeepTheirOrder() throws {
        let entry = try picture("colour/video_colr_nclx_and_icc.mp4")
        #expect(entry.colours.map(\.type) == ["nclx", "rICC"])
        #expect(entry.colours.first?.colour == CodePoints(primaries: 9, transfer: 18, matrix: 9))
        #expect(entry.colours.last?.profile?.isEmpty == false)
        #expect(try picture("colour/init_with_colr.mp4").colours.map(\.type) == ["prof"])
    }

    /// The expected dump has a hash of the static metadata as Android stores it: `Arrays.hashCode` of 25 bytes.
    @Test func staticMetadataHasTheExpectedHash() throws {
        let entry = try picture("hdr/sample_with_colr_mdcv_and_clli.mp4")
        let mastering = try #require(entry.mastering)
        let light = try #require(entry.light)
        let points = [mastering.red, mastering.green, mastering.blue, mastering.white].compactMap { $0 }
        let chromaticities = points.flatMap { [$0.x, $0.y] }.map { Int(($0 * 50000).rounded()) }
        let luminances = [mastering.maxLuminance, mastering.minLuminance].compactMap { $0.map { Int($0) } }
        let numbers = chromaticities + luminances + [light.maxCLL, light.maxFALL]
        let bytes: [UInt8] = numbers.reduce(into: [0]) { $0 += big($1, 2).reversed() }
        #expect(bytes.count == 25)
        let hash = bytes.reduce(Int32(1)) { 31 &* $0 &+ Int32(Int8(bitPattern: $1)) }
        #expect(UInt32(bitPattern: hash) == 0x423A_FC35)
        #expect(try file("hdr/sample_with_colr_mdcv_and_clli.mp4").isFastStart == false)
    }

    @Test func dolbyVisionIsInItsBox() throws {
        let entry = try picture("hdr/dolbyVision-hdr.MOV")
        let box = try #require(entry.dolbyVision.first)
        #expect(box.type == "dvvC")
        #expect(box.isInItsBox)
        #expect([box.record.profile, box.record.level, box.record.compatibility] == [8, 2, 4])
        #expect(entry.ambient?.illuminance == 314)
        let tracks = try file("hdr/dolbyVision-hdr.MOV").tracks
        #expect(tracks.map { $0.handler?.description } == ["vide", "soun", "meta", "meta", "meta"])
    }

    /// The RPUs of a length-prefixed file, found through the sample table's first chunk.
    @Test func theFirstSampleCarriesAnRPU() throws {
        let bytes = try SharedMedia.bytes("hdr/dolbyVision-hdr.MOV")
        let track = try #require(try file("hdr/dolbyVision-hdr.MOV").tracks.first)
        let start = try #require(track.firstChunkOffset)
        let sample = Array(bytes[start..<start + (try #require(track.firstSampleSize))])
        let metadata = sample.withUnsafeBufferPointer { HEVC.metadata(of: $0, .lengthPrefixed(4)) }
        #expect(metadata.isRandomAccess)
        let unit = try DolbyVision.RPU(rbsp: try #require(metadata.dolbyVisionRPUs.first))
        #expect(unit.profile == 8)
        #expect(unit.isCRCValid)
        #expect(unit.faults(width: 1280, height: 720) == [])
    }

    @Test(arguments: [
        ("valid-avif-colr-nclx.avif", ["nclx"]), ("valid-avif-colr-prof.avif", ["prof"]),
        ("valid-avif-colr-nclx-and-prof-and-rICC.avif", ["nclx", "prof", "rICC"]),
        ("paris_icc_exif_xmp.avif", ["prof", "nclx"]), ("colors_sdr_srgb.avif", ["nclx"]),
        ("colors_hdr_rec2020.avif", ["nclx"]), ("seine_hdr_rec2020.avif", ["nclx"]),
    ])
    func coloursOfPicturesAreThoseOfTheManifest(_ path: String, _ types: [String]) throws {
        let file = try file("colour/" + path)
        let items = try #require(file.items)
        #expect(file.faults.isEmpty)
        #expect(items.handler == "pict")
        let properties = items.properties(of: try #require(items.primary))
        let colours = properties.compactMap { if case .colour(let colour) = $0 { colour } else { nil } }
        #expect(colours.map(\.type.description) == types)
        if path.contains("hdr") {
            #expect(colours.first?.colour == CodePoints(primaries: 9, transfer: 16, matrix: 9))
            #expect(colours.first?.isFullRange == true)
        }
        #expect(properties.contains { if case .configuration("av1C", _) = $0 { true } else { false } })
    }

    @Test func damagedPicturesAreTold() throws {
        #expect(try file("corrupt/hdlr-not-pict.avif").items?.handler == "poop")
        let properties = try #require(try file("corrupt/no-av1C.avif").items).properties(of: 1)
        #expect(!properties.contains { if case .configuration = $0 { true } else { false } })
        #expect(throws: BitstreamError.self) { try file("corrupt/github_20.heic") }
    }

    @Test(arguments: [
        "hdr/sample_with_colr_mdcv_and_clli.mp4", "colour/video_colr_nclx_and_icc.mp4", "hdr/dolbyVision-hdr.MOV",
        "colour/valid-avif-colr-nclx-and-prof-and-rICC.avif",
    ])
    func flippedBitsNeverTrap(_ path: String) throws {
        let bytes = try SharedMedia.bytes(path)
        let data = try #require(try file(path).boxes.first { $0.type == "mdat" })
        // Media data is never read; what is in front of it and behind it is.
        let head = Array(bytes[..<data.payload.lowerBound])
        let tail = Array(bytes[data.payload.upperBound...])
        let media = [UInt8](repeating: 0, count: data.payload.count)
        fuzz(head + tail, rounds: 1500) { damaged in
            guard damaged.count > head.count else { return }
            let whole = damaged[..<head.count] + media + damaged[head.count...]
            _ = try? ISOBMFF.File(ByteSource(Array(whole)))
        }
    }
}
