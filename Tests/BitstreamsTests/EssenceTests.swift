import Testing

@testable import Bitstreams

private func proRes(mode: UInt8 = 1) -> [UInt8] {
    big(391_448, 4) + Array("icpf".utf8) + big(148, 2) + big(0, 2) + Array("apl0".utf8) + big(1920, 2) + big(1080, 2)
        + [0x80 | mode << 2, 0x34, 9, 16, 9, 0x02, 0, 3]
}

private func dnx(compression: Int, fields: UInt8 = 1, depth: UInt8 = 0x58, format: UInt8 = 0x82) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 0x280)
    header.replaceSubrange(0..<6, with: [0, 0, 2, 0x80, 3, fields])
    header.replaceSubrange(0x18..<0x1C, with: big(1080, 2) + big(1920, 2))
    header[0x21] = depth
    header.replaceSubrange(0x28..<0x2D, with: big(compression, 4) + [format])
    return header
}

private func chunk(_ type: FourCC, _ data: [UInt8]) -> [UInt8] {
    let name = big(Int(type.code), 4)
    return big(data.count, 4) + name + data + big(Int(crc32(name + data)), 4)
}

private let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
private let png: [UInt8] = {
    let points = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000].flatMap { big($0, 4) }
    let mastering = [34000, 16000, 13250, 34500, 7500, 3000, 15635, 16450].flatMap { big($0, 2) }
    let chunks = [
        chunk("IHDR", big(3840, 4) + big(2160, 4) + [16, 6, 0, 0, 1]), chunk("cICP", [9, 16, 0, 1]),
        chunk("iCCP", Array("Film\0\0".utf8) + [1, 2, 3]), chunk("gAMA", big(45455, 4)), chunk("cHRM", points),
        chunk("sRGB", [1]), chunk("sBIT", [12, 12, 12, 12]), chunk("mDCV", mastering + big(10_000_000, 4) + big(50, 4)),
        chunk("cLLI", big(10_000_000, 4) + big(4_005_000, 4)), chunk("eXIf", [0]), chunk("IDAT", [0]),
        chunk("gAMA", big(1, 4)), chunk("IEND", []),
    ]
    return signature + chunks.reduce([], +)
}()

private func codestream(_ capabilities: Int) -> [UInt8] {
    let sizes = [1920, 1080, 0, 0, 1920, 1080, 0, 0].flatMap { big($0, 4) }
    let components: [UInt8] = [9, 1, 1, 9, 2, 1, 0x8B, 2, 1]
    let style: [UInt8] = [1, 4, 0, 6, 1, 5, 3, 4, 0, 1, 0x77]
    let parts: [[UInt8]] = [
        [0xFF, 0x4F, 0xFF, 0x51], big(38 + components.count, 2), big(capabilities, 2), sizes, big(3, 2), components,
        [0xFF, 0x50, 0, 6, 0, 2, 0, 0], [0xFF, 0x52], big(style.count + 2, 2), style, [0xFF, 0x90, 0, 10],
    ]
    return parts.reduce([], +)
}

@Suite struct EssenceTests {
    @Test func proResHeadersComeBack() throws {
        let header = try ProRes.FrameHeader(proRes())
        #expect(header.frameSize == 391_448)
        #expect(header.encoder == "apl0")
        #expect([header.width, header.height] == [1920, 1080])
        #expect(header.chromaFormat == 2)
        #expect(header.interlaceMode == 1)
        #expect(header.aspectRatio == 3)
        #expect(header.frameRate == ISOBMFF.Fraction(30000, 1001))
        #expect(header.colour == CodePoints(primaries: 9, transfer: 16, matrix: 9))
        #expect(header.alpha == 2)
        #expect(throws: BitstreamError.self) { try ProRes.FrameHeader([UInt8](repeating: 0, count: 40)) }
        #expect(throws: BitstreamError.self) { try ProRes.FrameHeader(Array(proRes().prefix(20))) }
        fuzz(proRes()) { _ = try? ProRes.FrameHeader($0).frameRate }
    }

    @Test func dnxHeadersComeBack() throws {
        let header = try DNx.FrameHeader(dnx(compression: 1271))
        #expect(header.resolutionIndependentName == "HQX")
        #expect([header.width, header.height, header.bitDepth] == [1920, 1080, 10])
        #expect(!header.isInterlaced && !header.is444)
        #expect(header.matrix == 9)
        let field = try DNx.FrameHeader(dnx(compression: 1242, fields: 3, depth: 0x38, format: 0x40))
        #expect(field.isInterlaced && field.isSecondField && field.is444)
        #expect(field.bitDepth == 8)
        #expect(field.resolutionIndependentName == nil)
        #expect(throws: BitstreamError.self) { try DNx.FrameHeader([UInt8](repeating: 0, count: 0x280)) }
        fuzz(Array(dnx(compression: 1271).prefix(0x30))) { _ = try? DNx.FrameHeader($0) }
    }

    @Test func everyChunkOfAPNGIsRead() throws {
        let file = try PNG.File(ByteSource(png))
        #expect(file.faults.isEmpty)
        #expect([file.width, file.height, file.bitDepth, file.colourType] == [3840, 2160, 16, 6])
        #expect(file.isInterlaced && file.hasExif)
        #expect(file.colour == CodePoints(primaries: 9, transfer: 16, matrix: 0))
        #expect(file.isFullRange == true)
        #expect(file.profileName == "Film")
        #expect(file.compressedProfile == [1, 2, 3])
        #expect(file.gamma == 0.45455)
        #expect(file.chromaticities?.white == ChromaticityPoint(x: 0.3127, y: 0.329))
        #expect(file.chromaticities?.blue == ChromaticityPoint(x: 0.15, y: 0.06))
        #expect(file.renderingIntent == 1)
        #expect(file.significantBits == [12, 12, 12, 12])
        #expect(file.mastering?.red == ChromaticityPoint(x: 0.68, y: 0.32))
        #expect(file.mastering?.green == ChromaticityPoint(x: 0.265, y: 0.69))
        #expect(file.mastering?.minLuminance == 0.005)
        #expect(file.light == PNG.File.LightLevel(maxCLL: 1000, maxFALL: 400.5))
        #expect(file.chunks.count == 10)
        fuzz(png, rounds: 6000) { _ = try? PNG.File(ByteSource($0)) }
    }

    @Test func damagedPNGsAreTold() throws {
        #expect(throws: BitstreamError.self) { try PNG.File(ByteSource([1, 2, 3])) }
        #expect(throws: BitstreamError.self) { try PNG.File(ByteSource(signature + chunk("cICP", [9, 16, 0, 1]))) }
        var flipped = png
        flipped[8 + 25 + 8] ^= 1
        #expect(try PNG.File(ByteSource(flipped)).faults.map(\.text) == ["the CRC does not match"])
        #expect(try !PNG.File(ByteSource(Array(png.prefix(60)))).faults.isEmpty)
    }

    @Test func codestreamsComeBack() throws {
        let stream = try JPEG2000.Codestream(codestream(0x0512))
        #expect(stream.capabilities == 0x0512)
        #expect([stream.width, stream.height, stream.tileWidth] == [1920, 1080, 1920])
        #expect(stream.components.map(\.bitDepth) == [10, 10, 12])
        #expect(stream.components.map(\.isSigned) == [false, false, true])
        #expect(stream.components.map(\.horizontalStep) == [1, 2, 2])
        #expect(stream.hasExtendedCapabilities)
        let style = try #require(stream.codingStyle)
        #expect([style.progression, style.layers, style.decompositionLevels] == [4, 6, 5])
        #expect([style.codeBlockWidth, style.codeBlockHeight] == [32, 64])
        #expect(style.usesComponentTransform && style.isReversible)
        fuzz(codestream(3), rounds: 4000) { _ = try? JPEG2000.File(ByteSource($0)) }
    }

    @Test(arguments: [
        (0, "none", nil, nil), (3, "cinema 2K", nil, nil), (0x0400, "IMF 2K", 0, 0),
        (0x0512, "IMF 4K", 2, 1), (0x0307, "broadcast multiple tiles reversible", 7, 0), (0x0F00, nil, nil, nil),
    ])
    func profilesAreNamed(_ capabilities: Int, _ name: String?, _ main: Int?, _ sub: Int?) {
        let profile = JPEG2000.Profile(capabilities)
        #expect(profile.name == name)
        #expect(profile.mainLevel == main)
        #expect(profile.subLevel == sub)
        #expect(!profile.isHighThroughput)
        #expect(JPEG2000.Profile(capabilities | 0x4000).isHighThroughput)
    }

    @Test func checksumsHaveTheirCheckValues() {
        #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(crc32MPEG2(Array("123456789".utf8)) == 0x0376_E6E7)
    }
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct ImageMediaTests {
    @Test func profilesStandWhereTheManifestSays() throws {
        let paris = try PNG.File(try SharedMedia.source("colour/paris_icc_exif_xmp.png"))
        let chunk = try #require(paris.chunks.first { $0.type == "iCCP" })
        #expect(chunk.offset == 33)
        #expect(chunk.length == 386)
        #expect(paris.compressedProfile?.isEmpty == false)
        // Exif and XMP; the list beside the picture puts IEND at 160456, which is that of another file: it has 153217
        // bytes.
        let texts = paris.chunks.filter { $0.type == "zTXt" }
        #expect(texts.map(\.offset) == [431, 1074] && texts.map(\.length) == [631, 1076])
        let weld = try PNG.File(try SharedMedia.source("colour/weld_16bit.png"))
        #expect(weld.bitDepth == 16)
        #expect(weld.chunks.map(\.type) == ["IHDR"])
        let linear = try PNG.File(try SharedMedia.source("colour/q3a0b3_d17ws_709_g1.png"))
        #expect(linear.compressedProfile != nil)
        #expect(linear.chromaticities?.red == ChromaticityPoint(x: 0.64, y: 0.33))
        for file in [paris, weld, linear] { #expect(file.faults.isEmpty) }
    }

    @Test(arguments: [("profile-cinema2k.j2c", "cinema 2K"), ("profile-imf.j2c", "IMF 2K"), ("reference.jp2", "none")])
    func codestreamsHaveTheProfileOfTheirName(_ path: String, _ profile: String) throws {
        let file = try JPEG2000.File(try SharedMedia.source("corrupt/" + path))
        let stream = try #require(file.codestream)
        #expect(JPEG2000.Profile(stream.capabilities).name == profile)
        #expect(stream.components.count == 3)
        #expect(stream.codingStyle?.decompositionLevels == 5)
        if path.hasSuffix("jp2") { #expect(file.colours.map(\.enumerated) == [16]) }
    }

    @Test func aWrongSignatureIsRefused() throws {
        let source = try SharedMedia.source("corrupt/signature_corrupted.jp2")
        #expect(throws: BitstreamError.self) { try JPEG2000.File(source) }
    }

    /// Real streams, damaged: every parser meets what decoders meet.
    @Test(arguments: ["hdr/ToS-s05.h265", "hdr/ToS-s15.h265", "hdr/ToS-s60.h265"])
    func damagedStreamsNeverTrap(_ path: String) throws {
        let stream = Array(try SharedMedia.bytes(path).prefix(3000))
        fuzz(stream, rounds: 1000) { damaged in
            damaged.withUnsafeBufferPointer { bytes in
                var order = HEVC.PictureOrder()
                guard let units = try? NALFraming.annexB.units(in: bytes) else { return }
                for unit in HEVC.accessUnits(in: bytes, units) {
                    let metadata = HEVC.metadata(of: bytes, units[unit])
                    for message in metadata.userData { _ = try? HDR10Plus.Metadata(message)?.validate() }
                    for range in units[unit] { _ = try? order.add(bytes.unit(range)) }
                }
                _ = try? NALFraming.lengthPrefixed(4).units(in: bytes)
                _ = AVC.metadata(of: bytes, .annexB)
                _ = AV1.metadata(of: bytes)
            }
        }
    }
}
