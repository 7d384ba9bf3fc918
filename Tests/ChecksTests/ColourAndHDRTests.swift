import Model
import Synth
import Testing

@Suite struct ColourAndHDRTests {
    @Test func agreeingTags() throws {
        let log = try Bench().log(Recipe.small25().video(.texture(seconds: 0.4)), "a.mov")
        for source in ["", "container.", "bitstream."] {
            #expect(log.text("colour.\(source)primaries") == "bt709")
            #expect(log.text("colour.\(source)transfer") == "bt709")
            #expect(log.text("colour.\(source)matrix") == "bt709")
        }
        #expect(log.flag("colour.agrees") == true)
        #expect(log.text("hdr.format") == "SDR")
    }

    /// What ffprobe cannot show: probing overwrites the container's tags with the bitstream's.
    @Test func contradictionIsNamedInWords() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 0.4)).picture { $0.containerColour = .pq }
        let log = try Bench().log(recipe, "a.mov")
        #expect(log.text("colour.container.transfer") == "smpte2084")
        #expect(log.text("colour.bitstream.transfer") == "bt709")
        #expect(log.text("colour.transfer") == "bt709")
        #expect(log.flag("colour.agrees") == false)
        let note = log.reading("colour.agrees", TrackID(.video, 0))?.note ?? ""
        #expect(note.contains("transfer: container smpte2084, bitstream bt709"))
    }

    @Test func hdr10InContainerAndBitstream() throws {
        let log = try Bench().log(Self.hdr10, "a.mp4")
        #expect(log.text("hdr.format") == "HDR10")
        for source in ["", "container.", "bitstream."] {
            #expect(log.number("hdr.\(source)mastering.max-luminance") == 1000)
            #expect(log.number("hdr.\(source)mastering.min-luminance") == 0.0001)
            #expect(log.text("hdr.\(source)mastering.primaries") == "P3-D65")
            #expect(log.number("hdr.\(source)max-cll") == 900)
            #expect(log.number("hdr.\(source)max-fall") == 120)
        }
    }

    @Test func containerThatContradictsTheSEI() throws {
        let recipe = Self.hdr10.picture { $0.containerLight = Light(maxCLL: 4000, maxFALL: 400) }
        let log = try Bench().log(recipe, "a.mp4")
        #expect(log.number("hdr.container.max-cll") == 4000)
        #expect(log.number("hdr.bitstream.max-cll") == 900)
        #expect(log.number("hdr.max-cll") == 900)
    }

    @Test func sdrFileHasNoMetadataAndSaysSo() throws {
        let log = try Bench().log(Recipe.small25().video(.texture(seconds: 0.4)), "a.mkv")
        let reading = try #require(log.reading("hdr.max-cll", TrackID(.video, 0)))
        #expect(reading.value == nil)
        #expect(reading.note == "neither container nor bitstream carries any")
    }

    static let hdr10 = Recipe.small25().video(.texture(seconds: 0.4)).picture {
        $0.encoder = "libx265"
        $0.pixelFormat = "yuv420p10le"
        $0.colour = .pq
        $0.mastering = Mastering(display: .p3, max: 1000, min: 0.0001)
        $0.light = Light(maxCLL: 900, maxFALL: 120)
    }
}
