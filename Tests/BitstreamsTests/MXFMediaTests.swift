import Foundation
import Testing

@testable import Bitstreams

/// What a RegXML dump (SMPTE ST 2001-1) says, element by element.
private struct RegXML {
    private let text: String

    init(_ path: String) throws { text = String(decoding: try SharedMedia.bytes(path), as: UTF8.self) }

    private init(text: String) { self.text = text }

    /// The contents of all elements of a name, whatever their prefix is.
    subscript(name: String) -> [String] {
        text.matches(of: try! Regex("<r[0-9]:\(name)(?: [^>]*)?>(.*?)</r[0-9]:\(name)>").dotMatchesNewlines())
            .compactMap { $0.output[1].substring.map(String.init) }
    }

    func inside(_ name: String) -> [RegXML] { self[name].map { RegXML(text: $0) } }
}

private func urn(_ label: MXF.UL?) -> String? { label.map { "urn:smpte:ul:\($0)" } }
private func uuid(_ label: MXF.UL?) -> String? { label.map { "urn:uuid:\($0.uuid)" } }
private func text(_ rate: ISOBMFF.Fraction?) -> String? { rate.map { "\($0.numerator)/\($0.denominator)" } }
private func umid(_ bytes: [UInt8]) -> String {
    let words = stride(from: 0, to: bytes.count, by: 4).map { hexadecimal(bytes[$0..<min($0 + 4, bytes.count)]) }
    return "urn:smpte:umid:" + words.joined(separator: ".")
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct MXFMediaTests {
    private func file(_ name: String) throws -> MXF.File {
        let file = try MXF.File(try SharedMedia.source("mxf/\(name).mxf"))
        #expect(file.faults.isEmpty)
        return file
    }

    @Test func pictureItemsAreThoseOfTheDump() throws {
        let dump = try #require(try RegXML("mxf/expected/video1.regxml.xml").inside("CDCIDescriptor").first)
        let descriptor = try #require(try file("video1").metadata.descriptors.first)
        let picture = try #require(descriptor.picture)
        let numbers: [(String, Int?)] = [
            ("StoredWidth", picture.storedWidth), ("StoredHeight", picture.storedHeight),
            ("SampledWidth", picture.sampledWidth), ("SampledHeight", picture.sampledHeight),
            ("DisplayWidth", picture.displayWidth), ("DisplayHeight", picture.displayHeight),
            ("DisplayXOffset", picture.displayXOffset), ("DisplayYOffset", picture.displayYOffset),
            ("DisplayF2Offset", picture.displayFieldOffset), ("ActiveWidth", picture.activeWidth),
            ("ActiveHeight", picture.activeHeight), ("ActiveXOffset", picture.activeXOffset),
            ("ActiveYOffset", picture.activeYOffset), ("ComponentDepth", picture.componentDepth),
            ("HorizontalSubsampling", picture.horizontalSubsampling),
            ("VerticalSubsampling", picture.verticalSubsampling), ("BlackRefLevel", picture.blackRefLevel),
            ("WhiteRefLevel", picture.whiteRefLevel), ("ColorRange", picture.colourRange),
            ("LinkedTrackID", descriptor.linkedTrack), ("EssenceLength", descriptor.duration),
            ("Rsiz", descriptor.jpeg2000?.capabilities), ("Xsiz", descriptor.jpeg2000?.width),
            ("Ysiz", descriptor.jpeg2000?.height), ("Csiz", descriptor.jpeg2000?.componentCount),
        ]
        for (name, value) in numbers { #expect(dump[name] == [value.map(String.init)], "\(name)") }
        let labels: [(String, String?)] = [
            ("TransferCharacteristic", urn(picture.transfer?.label)), ("ColorPrimaries", urn(picture.primaries?.label)),
            ("CodingEquations", urn(picture.equations?.label)), ("PictureCompression", urn(picture.coding)),
            ("ContainerFormat", urn(descriptor.essenceContainer)), ("SampleRate", text(descriptor.sampleRate)),
            ("ImageAspectRatio", text(picture.aspectRatio)),
        ]
        for (name, value) in labels { #expect(dump[name] == [value], "\(name)") }
        #expect(dump["Int32"] == picture.videoLineMap.map(String.init))
        #expect(dump["FrameLayout"] == ["FullFrame"] && picture.frameLayout == 0)
        #expect(dump["SignalStandard"] == ["SignalStandard_SMPTE274M"] && picture.signalStandard == 4)
        #expect(dump["XRSiz"] == descriptor.jpeg2000?.components.map { String($0[1]) })
        #expect([picture.primaries?.code, picture.transfer?.code, picture.equations?.code] == [1, 1, 1])
        #expect([picture.primaries?.name, picture.transfer?.name] == ["bt709", "bt709"])
    }

    @Test func soundItemsAndLabelsAreThoseOfTheDump() throws {
        let dump = try #require(try RegXML("mxf/expected/audio1.regxml.xml").inside("WAVEPCMDescriptor").first)
        let descriptor = try #require(try file("audio1").metadata.descriptors.first)
        let sound = try #require(descriptor.sound)
        let items: [(String, String?)] = [
            ("AudioSampleRate", text(sound.samplingRate)), ("ChannelCount", sound.channelCount.map(String.init)),
            ("QuantizationBits", sound.quantisationBits.map(String.init)), ("SoundCompression", urn(sound.compression)),
            ("Locked", sound.isLocked.map { $0 ? "True" : "False" }),
            ("BlockAlign", sound.blockAlign.map(String.init)),
            ("AverageBytesPerSecond", sound.averageBytesPerSecond.map(String.init)),
            ("ChannelAssignment", urn(sound.channelAssignment)),
        ]
        for (name, value) in items { #expect(dump[name] == [value], "\(name)") }
        #expect(descriptor.audioLabels.map(\.kind) == [.soundfieldGroup, .channel, .channel])
        #expect(dump["MCALabelDictionaryID"] == descriptor.audioLabels.map { urn($0.dictionary) })
        #expect(dump["MCALinkID"] == descriptor.audioLabels.map { uuid($0.link) })
        #expect(dump["MCATagSymbol"] == descriptor.audioLabels.map(\.tagSymbol))
        #expect(dump["MCATagName"] == descriptor.audioLabels.map(\.tagName))
        #expect(dump["MCAChannelID"] == descriptor.audioLabels.compactMap { $0.channel.map(String.init) })
        #expect(dump["SoundfieldGroupLinkID"] == descriptor.audioLabels.compactMap { uuid($0.soundfieldGroupLink) })
    }

    @Test(arguments: ["video1", "audio1"]) func packagesAreThoseOfTheDump(_ name: String) throws {
        let dump = try RegXML("mxf/expected/\(name).regxml.xml")
        let file = try file(name)
        let packages = file.metadata.packages
        #expect(dump["PackageID"] == packages.map { umid($0.umid) })
        let tracks = packages.flatMap(\.tracks)
        #expect(dump["TrackID"] == tracks.map { String($0.id) })
        #expect(dump["EssenceTrackNumber"] == tracks.map { String($0.number) })
        #expect(dump["EditRate"] == tracks.map { text($0.editRate) })
        #expect(dump["TrackName"] == tracks.compactMap(\.name))
        let timecodes = tracks.flatMap(\.timecodes)
        #expect(dump["StartTimecode"] == timecodes.map { String($0.start) })
        #expect(dump["FramesPerSecond"] == timecodes.map { String($0.base) })
        #expect(dump["DropFrame"] == timecodes.map { $0.isDropFrame ? "True" : "False" })
        #expect(dump["SourcePackageID"] == tracks.flatMap(\.sources).map { umid($0) })
        #expect(dump["OperationalPattern"] == [urn(file.metadata.operationalPattern)])
        #expect(dump["AUID"] == file.metadata.essenceContainers.map { urn($0) })
        let writer = try #require(file.metadata.identifications.first)
        #expect(dump["ApplicationSupplierName"] == [writer.company])
        #expect(dump["ApplicationName"] == [writer.product])
        #expect(dump["ApplicationVersionString"] == [writer.version])
        #expect(dump["ApplicationPlatform"] == [writer.platform])
        #expect(file.partitions.map(\.kind) == [.header, .body, .body, .footer])
        #expect(file.partitions.allSatisfy { $0.isClosed && $0.isComplete && $0.patternName == "OP1a" })
        #expect(file.footer?.packages == file.header.packages)
    }

    @Test func partitionsAreThoseOfTheManifest() throws {
        let file = try file("TearsOfSteel_4k_Test_Master_Audio_002")
        #expect(file.partitions.count == 4)
        #expect(file.metadata.descriptors.count == 1)
        #expect(file.metadata.descriptors.first?.sound?.channelCount == 2)
        // The manifest speaks of labels; the file has none.
        #expect(file.metadata.descriptors.first?.audioLabels == [])
        #expect(file.metadata.materialTimecodes.map(\.start) == [99678])
    }

    @Test func streamsBesideTheEssenceHavePartitions() throws {
        let file = try file("meridian_2398_IAB_5f")
        #expect(file.partitions.count { $0.kind == .genericStream } == 2)
        #expect(file.hasRandomIndex)
        let label = try #require(file.metadata.descriptors.first?.audioLabels.first)
        #expect(label.kind == .immersive)
        #expect(label.tagSymbol == "IAB")
        #expect(label.language == "en")
    }

    @Test(arguments: ["video1", "audio1"]) func flippedBitsNeverTrap(_ name: String) throws {
        let bytes = try SharedMedia.bytes("mxf/\(name).mxf")
        // The metadata in front of the fill, and the random index at the end.
        let head = 4900
        fuzz(Array(bytes[..<head]) + Array(bytes.suffix(72)), rounds: 500) { damaged in
            guard damaged.count > head else { return }
            let whole = damaged[..<head] + bytes[head..<bytes.count - 72] + damaged[head...]
            _ = try? MXF.File(ByteSource(Array(whole)))
        }
    }
}
