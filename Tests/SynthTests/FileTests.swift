import Foundation
import Media
import Testing

@testable import Synth

@Suite struct FileTests {
    private func moving(_ change: (inout VideoTrack) -> Void = { _ in }) -> Recipe {
        Recipe.small25().video(.texture(seconds: 0.24)).picture(change)
    }

    /// Encoders and containers as deliveries have them: name, encoder, pixel format, codec and options.
    private static let kinds: [(String, String, String, String, [String: String])] = [
        ("a.mov", "libx264", "yuv422p10le", "h264", ["preset": "veryfast"]),
        ("a.mp4", "libx265", "yuv420p10le", "hevc", ["preset": "ultrafast"]),
        ("b.mov", "prores_ks", "yuv422p10le", "prores", ["profile": "hq"]),
        ("a.mxf", "mpeg2video", "yuv422p", "mpeg2video", ["b": "5M"]),
        ("a.mkv", "ffv1", "yuv444p12le", "ffv1", ["level": "3"]), ("c.mov", "v210", "yuv422p10le", "v210", [:]),
        ("a.avi", "utvideo", "yuv422p", "utvideo", [:]), ("a.ts", "mpeg2video", "yuv420p", "mpeg2video", [:]),
        ("d.mov", "rawvideo", "uyvy422", "rawvideo", [:]), ("e.mov", "libopenjpeg", "rgb48le", "jpeg2000", [:]),
    ]

    @Test(arguments: kinds.indices)
    func picturesComeBack(_ index: Int) throws {
        let (name, encoder, format, codec, options) = Self.kinds[index]
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.encoder = encoder
                $0.pixelFormat = format
                $0.options = options
            }, name)
        let file = try MediaFile(path: path)
        #expect(file.streams[0].facts.codec == codec)
        #expect(try decode(path).pictures == 6)
    }

    @Test func losslessPicturesComeBackToTheCode() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.encoder = "ffv1"
                $0.pixelFormat = "yuv420p10le"
            }, "a.mkv")
        let file = try MediaFile(path: path)
        let decoder = try Decoder(file, stream: 0, threads: 1)
        let packet = Packet()
        let frame = Frame()
        #expect(try file.read(into: packet))
        _ = decoder.send(packet)
        _ = decoder.send(nil)
        #expect(decoder.receive(into: frame) == .frame)
        var painter = try VideoPainter(moving { $0.pixelFormat = "yuv420p10le" }.video[0])
        guard case .picture(let canvas)? = painter.next() else { return #expect(Bool(false)) }
        Picture(frame, index: 0).withComponents { components in
            for (component, plane) in zip(components, canvas.planes) {
                #expect(component.width == plane.width && component.height == plane.height)
                let row = UnsafeRawPointer(component.data + 7 * component.stride)
                    .bindMemory(to: UInt16.self, capacity: plane.width)
                #expect((0..<plane.width).allSatisfy { row[$0] == plane.samples[7 * plane.width + $0] })
            }
        }
    }

    @Test func containerAndBitstreamCanDisagree() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.encoder = "libx265"
                $0.pixelFormat = "yuv420p10le"
                $0.options = ["preset": "ultrafast"]
                $0.colour = .pq
                $0.containerColour = .bt709
                $0.mastering = Mastering(display: .p3, max: 1000, min: 0.0001)
                $0.containerMastering = Mastering(display: .bt2020, max: 4000, min: 0.005)
                $0.light = Light(maxCLL: 1000, maxFALL: 400)
                $0.containerLight = Light(maxCLL: 800, maxFALL: 300)
            }, "a.mp4")
        let container = try #require(try MediaFile(path: path).streams[0].container)
        let bitstream = try #require(try decode(path).facts)
        #expect(container.colour.primariesName == "bt709" && container.colour.transferName == "bt709")
        #expect(bitstream.colour.primariesName == "bt2020" && bitstream.colour.transferName == "smpte2084")
        #expect(container.light == ContentLight(maxCLL: 800, maxFALL: 300))
        #expect(bitstream.light == ContentLight(maxCLL: 1000, maxFALL: 400))
        #expect(container.mastering?.maxLuminance == 4000 && bitstream.mastering?.maxLuminance == 1000)
        #expect(container.mastering?.red?.x == 0.708 && bitstream.mastering?.red?.x == 0.68)
    }

    @Test func fieldOrderIsSaidTwice() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.encoder = "mpeg2video"
                $0.scan = .tff
                $0.containerScan = .bff
            }, "a.mov")
        let facts = try #require(try decode(path).facts)
        #expect(facts.isInterlaced && facts.isTopFieldFirst)
        #expect(try MediaFile(path: path).streams[0].container?.fieldOrder == .bottomFirst)
    }

    @Test func tagsTimecodeAndTracksAreThere() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.rate = Ratio(30000, 1001)
                $0.tag = "avc3"
            }
            .timecode("10:00:00;00").audio {
                $0.layout = "5.1"
                $0.split = true
                $0.tags = ["language": "fra"]
                $0.segments = [.tone(-18, seconds: 0.2)]
            }, "a.mov")
        let file = try MediaFile(path: path)
        let audio = file.streams.filter { $0.facts.kind == .audio }
        #expect(audio.count == 6 && audio.allSatisfy { $0.facts.channels == 1 && $0.metadata["language"] == "fra" })
        #expect(file.streams[0].metadata["timecode"] == "10:00:00;00")
        #expect(file.streams[0].facts.averageRate == Ratio(30000, 1001))
    }

    @Test(.enabled(if: Probe.isInstalled, "ffprobe is not installed"))
    func anotherReaderSeesTheSame() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving { $0.colour = .hlg }.audio {
                $0.encoder = "aac"
                $0.layout = "5.1"
                $0.segments = [.tone(-18, seconds: 0.2)]
            }, "a.mp4")
        #expect(try Probe.streams(path, "codec_name") == ["h264", "aac"])
        #expect(try Probe.streams(path, "color_transfer").first == "arib-std-b67")
        #expect(try Probe.streams(path, "channel_layout").last == "5.1")
    }

    @Test(arguments: ["libx264", "mpeg2video"]) func captionsAreCarried(_ encoder: String) throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.encoder = encoder
                $0.captions = "Hello"
            }, "a.mov")
        #expect(try decode(path).facts?.hasCaptions == true)
    }

    @Test func aspectsCanDisagree() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            moving {
                $0.aspect = Ratio(16, 15)
                $0.containerAspect = Ratio(1, 1)
            }, "a.mp4")
        #expect(try MediaFile(path: path).streams[0].container?.sampleAspect == Ratio(1, 1))
        #expect(try decode(path).facts?.sampleAspect == Ratio(16, 15))
    }

    @Test func iccProfilesAreEmbedded() throws {
        let workshop = try Workshop()
        // Nobody on the way looks inside; a reader that does has tests of its own.
        let profile = [UInt8](repeating: 7, count: 300)
        try Data(profile).write(to: URL(fileURLWithPath: workshop.path("a.icc")))
        let recipe = moving {
            $0.encoder = "prores_ks"
            $0.pixelFormat = "yuv422p10le"
            $0.icc = workshop.path("a.icc")
        }
        var withBox = recipe
        withBox.options["movflags"] = "prefer_icc"
        #expect(try MediaFile(path: workshop.make(withBox, "a.mov")).streams[0].icc == profile)
        #expect(try MediaFile(path: workshop.make(recipe, "b.mov")).streams[0].icc.isEmpty)
    }

    @Test func gapsLeaveTimeOut() throws {
        let workshop = try Workshop()
        let path = try workshop.make(
            Recipe.small25().video(.texture(seconds: 0.2), .gap(frames: 10), .texture(seconds: 0.2)), "a.mkv")
        #expect(try decode(path).pictures == 10)
        let duration = try #require(try MediaFile(path: path).duration)
        #expect(abs(duration - 0.8) < 0.05)
    }

    @Test func theSameRecipeGivesTheSameBytes() throws {
        let workshop = try Workshop()
        let recipe = moving().programme(-23, seconds: 1).timecode("10:00:00:00")
        for name in ["mov", "mkv", "mxf", "ts"] {
            #expect(try workshop.bytes(recipe, "1.\(name)") == workshop.bytes(recipe, "2.\(name)"))
        }
    }

    @Test func whatCannotBeMadeIsSaid() throws {
        let workshop = try Workshop()
        #expect {
            try workshop.make(moving { $0.encoder = "no-such-encoder" }, "a.mov")
        } throws: { ($0 as? MediaError)?.text.hasPrefix("no encoder named no-such-encoder") == true }
        #expect {
            try workshop.make(moving { $0.options = ["no-such-option": "1"] }, "a.mov")
        } throws: { ($0 as? MediaError)?.text.contains("no-such-option") == true }
        #expect(throws: MediaError.self) { try workshop.make(moving(), "no-such-folder/a.mov") }
        #expect(throws: MediaError.self) { try workshop.make(moving { $0.pixelFormat = "rgb48le" }, "a.mov") }
        #expect(throws: RecipeError.self) { try workshop.make(Recipe(), "a.mov") }
        #expect(throws: RecipeError.self) {
            try workshop.make(
                moving {
                    $0.encoder = "ffv1"
                    $0.codedLight = Light(maxCLL: 1, maxFALL: 1)
                }, "a.mkv")
        }
    }
}
