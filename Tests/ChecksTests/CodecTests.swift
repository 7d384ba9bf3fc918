import Media
import Model
import Synth
import Testing

@Suite struct CodecTests {
    @Test func h264InMOV() throws {
        let log = try Bench().log(Recipe.small25().video(.texture(seconds: 2)), "a.mov")
        #expect(log.text("video.codec") == "h264")
        #expect(log.text("video.codec-profile") == "High")
        #expect(log.text("video.codec-tag") == "avc1")
        #expect(log.number("video.width") == 320)
        #expect(log.number("video.height") == 180)
        #expect(log.text("video.frame-rate") == "25/1")
        #expect(log.text("video.scan") == "progressive")
        #expect(log.number("video.bit-depth") == 8)
        #expect(log.text("video.chroma") == "4:2:0")
        #expect(log.text("video.sample-aspect") == "1:1")
        #expect(log.number("video.frames") == 50)
    }

    @Test(arguments: [
        ("prores_ks", "yuv422p10le", "mov", 10.0, "4:2:2"), ("ffv1", "yuv444p12le", "mkv", 12, "4:4:4"),
        ("ffv1", "gbrp10le", "mkv", 10, "4:4:4"), ("ffv1", "gray16le", "mkv", 16, "4:0:0"),
    ])
    func depthAndSampling(encoder: String, format: String, suffix: String, depth: Double, chroma: String) throws {
        let recipe = Recipe.small25().video(.texture(seconds: 0.2)).picture {
            $0.encoder = encoder
            $0.pixelFormat = format
        }
        let log = try Bench().log(recipe, "a.\(suffix)")
        #expect(log.number("video.bit-depth") == depth)
        #expect(log.text("video.chroma") == chroma)
    }

    @Test func fieldOrderIsTheBitstreamsAndTheContainersStandsBeside() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1)).picture {
            $0.encoder = "mpeg2video"
            $0.size = Size(720, 576)
            $0.codedScan = .tff
            $0.containerScan = .bff
        }
        let log = try Bench().log(recipe, "a.mov")
        #expect(log.text("video.scan") == "tff")
        #expect(log.text("video.container.scan") == "bff")
    }

    @Test func closedAndOpenGroups() throws {
        let bench = try Bench()
        func recipe(_ options: [String: String]) -> Recipe {
            Recipe.small25().video(.texture(seconds: 3)).picture { $0.options = options }
        }
        let closed = try bench.log(recipe(["g": "25", "keyint_min": "25", "sc_threshold": "0"]), "closed.mov")
        #expect(closed.number("video.gop.max-length") == 25)
        #expect(closed.flag("video.gop.closed") == true)
        #expect(closed.number("video.b-frames") ?? 0 >= 1)
        let open = try bench.log(
            recipe(["g": "25", "keyint_min": "25", "sc_threshold": "0", "x264-params": "open-gop=1"]), "open.mkv")
        #expect(open.flag("video.gop.closed") == false)
    }

    @Test func bitRateIsTheBytesOfThePackets() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 4)).picture { $0.encoder = "rawvideo" }
        let log = try Bench().log(recipe, "a.mov")
        let expected = Double(320 * 180 * 3 / 2 * 8 * 25) / 1e6
        #expect(abs((log.number("video.bit-rate") ?? 0) - expected) < 1e-3)
        #expect(abs((log.number("video.bit-rate-peak") ?? 0) - expected) < 1e-3)
    }

    @Test func peakIsFoundInTheBusySecond() throws {
        let recipe = Recipe.small25().video(.black(seconds: 3), .texture(seconds: 1), .black(seconds: 3))
        let log = try Bench().log(recipe, "a.mkv")
        let moment = try #require(log.reading("video.bit-rate-peak", TrackID(.video, 0))?.moments.first)
        #expect(abs(moment.start - 3) <= 0.2)
        #expect((log.number("video.bit-rate-peak") ?? 0) > 2 * (log.number("video.bit-rate") ?? .infinity))
    }

    @Test func monoTracksOfAMaster() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 0.4)).tone(-18, seconds: 0.4).audio {
            $0.split = true
            $0.tags = ["language": "fra"]
        }
        let log = try Bench().log(recipe, "a.mov")
        for index in 0..<2 {
            let track = TrackID(.audio, index)
            #expect(log.text("audio.codec", track) == "pcm_s24le")
            #expect(log.number("audio.sample-rate", track) == 48000)
            #expect(log.number("audio.bit-depth", track) == 24)
            #expect(log.number("audio.channels", track) == 1)
            #expect(log.text("audio.language", track) == "fra")
        }
    }

    @Test func lossySoundHasNoBitDepth() throws {
        let recipe = Recipe.sound("5.1(side)", encoder: "aac").tone(-18, seconds: 1)
        let log = try Bench().log(recipe, "a.mp4")
        let depth = try #require(log.reading("audio.bit-depth", TrackID(.audio, 0)))
        #expect(depth.value == nil && depth.note == "lossy coding has no bit depth")
        #expect(log.number("audio.channels", TrackID(.audio, 0)) == 6)
    }
}
