import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

@Suite struct ContainerTests {
    static let picture = Recipe.small25().video(.texture(seconds: 1)).tone(-20, seconds: 1)

    @Test(arguments: ["mov", "mp4", "mkv", "avi", "ts"]) func formatIsNamed(suffix: String) throws {
        let names = ["mkv": "matroska", "ts": "mpegts"]
        let recipe = Self.picture.audio { if suffix == "mp4" || suffix == "ts" { $0.encoder = "aac" } }
        let log = try Bench().log(recipe, "a.\(suffix)")
        #expect(log.text("container.format", nil) == names[suffix] ?? suffix)
        #expect(log.number("container.video-tracks", nil) == 1)
        #expect(log.number("container.audio-tracks", nil) == 1)
    }

    @Test func riffAndItsLargeKin() throws {
        let bench = try Bench()
        let sound = Recipe.sound().tone(-20, seconds: 1)
        #expect(try bench.log(sound, "a.wav").text("container.format", nil) == "wav")
        #expect(try bench.log(sound.container("rf64"), "b.wav").text("container.format", nil) == "rf64")
    }

    @Test func webmIsNotMatroska() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 0.4)).picture { $0.encoder = "libvpx-vp9" }
        #expect(try Bench().log(recipe, "a.webm").text("container.format", nil) == "webm")
    }

    @Test(arguments: ["10:00:00:00", "01:00:00;02"]) func timecode(start: String) throws {
        let recipe = Self.picture.timecode(start).picture {
            if start.contains(";") { $0.rate = Ratio(30000, 1001) }
        }
        let log = try Bench().log(recipe, "a.mov")
        #expect(log.text("container.timecode.start", nil) == start)
        #expect(log.flag("container.timecode.drop-frame", nil) == start.contains(";"))
    }

    @Test func timecodeThatIsNotThereIsNotThere() throws {
        let reading = try #require(try Bench().log(Self.picture, "a.mkv").reading("container.timecode.start"))
        #expect(reading.value == nil)
        #expect(reading.note == "no timecode track or tag")
    }

    @Test func operationalPatternOfMXF() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 0.4)).picture {
            $0.encoder = "mpeg2video"
            $0.size = Size(720, 576)
        }
        let log = try Bench().log(recipe, "a.mxf")
        #expect(log.text("container.operational-pattern", nil) == "OP1a")
    }

    @Test func durationsAgreeInACleanFile() throws {
        let log = try Bench().log(Self.picture, "a.mov")
        #expect(log.number("file.duration-difference", nil) == 0)
        #expect(log.number("container.av-start-offset", nil) == 0)
        #expect(log.number("container.av-duration-difference", nil) == 0)
        #expect(log.number("video.timestamp-faults") == 0)
        #expect(log.flag("video.constant-frame-rate") == true)
        #expect(log.number("audio.timestamp-faults", TrackID(.audio, 0)) == 0)
        #expect(log.number("video.decode-errors") == 0)
        #expect(log.problem == nil)
    }

    @Test func gapInTimestampsIsFoundWhereItIs() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 1), .gap(frames: 5), .texture(seconds: 1))
        let log = try Bench().log(recipe, "a.mkv")
        #expect(log.number("video.timestamp-faults") == 1)
        #expect(log.flag("video.constant-frame-rate") == false)
        let moment = try #require(log.reading("video.timestamp-faults", TrackID(.video, 0))?.moments.first)
        #expect(abs(moment.start - 1.2) < 0.002)
    }

    @Test func lateSoundIsMeasured() throws {
        let recipe = Self.picture.audio { $0.start = 4800 }
        let offset = try #require(try Bench().log(recipe, "a.mkv").number("container.av-start-offset", nil))
        #expect(abs(offset - 0.1) < 0.002)
    }

    @Test(arguments: ["mkv", "mov"]) func halfAFileIsSaidToBeHalf(suffix: String) throws {
        let recipe = Recipe.small25().video(.texture(seconds: 4)).tone(-20, seconds: 4).damaged(.truncate(0.5))
        let bench = try Bench()
        do {
            let log = try bench.log(recipe, "a.\(suffix)")
            #expect(log.problem?.contains("cut short") == true, "\(log.problem ?? "no problem was seen")")
        } catch let error as MediaError {
            #expect(suffix == "mov", "\(error)")
            #expect(error.text.contains("damaged"))
        }
    }

    @Test func flippedBytesAreDecodeErrorsWithTheirTime() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 4)).picture { $0.options = ["g": "10"] }
        let bench = try Bench()
        #expect(try bench.log(recipe, "clean.mkv").number("video.decode-errors") == 0)
        let log = try bench.log(recipe.damaged(.flip(count: 20, from: 0.45, to: 0.55)), "broken.mkv")
        let reading = try #require(log.reading("video.decode-errors", TrackID(.video, 0)))
        #expect(log.number("video.decode-errors") ?? 0 > 0)
        #expect(!reading.moments.isEmpty)
        #expect(reading.moments.allSatisfy { (1.2...3).contains($0.start) }, "\(reading.moments)")
    }

    /// FFV1 conceals a slice whose checksum is wrong; its message is the only sign.
    @Test func concealedDamageIsCounted() throws {
        let recipe = Recipe.small25().video(.texture(seconds: 2)).picture {
            $0.encoder = "ffv1"
            $0.options = ["slicecrc": "1", "level": "3"]
        }
        let bench = try Bench()
        #expect(try bench.log(recipe, "clean.mkv").number("video.decode-errors") == 0)
        let log = try bench.log(recipe.damaged(.flip(count: 4, from: 0.4, to: 0.6)), "broken.mkv")
        #expect(log.number("video.decode-errors") ?? 0 > 0, "\(log.evidence)")
    }
}
