import Foundation
import Testing

@testable import Bitstreams

private func metadata(_ unit: AccessUnitMetadata) throws -> HDR10Plus.Metadata? {
    try unit.userData(.hdr10Plus).first.flatMap { try HDR10Plus.Metadata($0) }
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct HDR10PlusMediaTests {
    private struct Expected: Decodable {
        struct Scene: Decodable {
            struct Luminance: Decodable {
                struct Distribution: Decodable {
                    var DistributionIndex: [Int]
                    var DistributionValues: [Int]
                }
                var AverageRGB: Int
                var LuminanceDistributions: Distribution
                var MaxScl: [Int]
            }
            var LuminanceParameters: Luminance
            var NumberOfWindows: Int
            var TargetedSystemDisplayMaximumLuminance: Int
        }
        var SceneInfo: [Scene]
    }

    /// expected/regular_metadata.json lists the pictures as they are shown.
    @Test func everyFieldOfEveryPictureIsTheExpectedOne() throws {
        let json = Data(try SharedMedia.bytes("hdr/expected/regular_metadata.json"))
        let scenes = try JSONDecoder().decode(Expected.self, from: json).SceneInfo
        let stream = try HEVCStream("hdr/hdr10plus_regular.hevc")
        #expect(scenes.count == 259)
        #expect(stream.units.count == scenes.count)
        for (index, scene) in zip(stream.presentation, scenes) {
            let found = try #require(try metadata(stream.units[index]))
            let window = try #require(found.windows.first)
            let light = scene.LuminanceParameters
            #expect(found.profile == .a)
            #expect(found.windows.count == scene.NumberOfWindows)
            #expect(found.targetedMaxLuminance == scene.TargetedSystemDisplayMaximumLuminance)
            #expect(window.averageMaxRGB == light.AverageRGB)
            #expect(window.maxscl == light.MaxScl)
            #expect(window.distribution.map(\.percentage) == light.LuminanceDistributions.DistributionIndex)
            #expect(window.distribution.map(\.value) == light.LuminanceDistributions.DistributionValues)
            #expect(found.unreadBits < 8)
        }
    }

    private func first(_ path: String) throws -> HDR10Plus.Metadata {
        let stream = try HEVCStream(path)
        return try #require(try stream.units.lazy.compactMap { try metadata($0) }.first)
    }

    @Test func curvesAreThoseOfTheManifest() throws {
        let bright = try first("hdr/ToS-s01.h265")
        #expect(bright.profile == .b)
        #expect(bright.targetedMaxLuminance == 400)
        #expect(bright.windows.map(\.averageMaxRGB) == [1037])
        #expect(bright.windows.first?.maxscl == [17830, 16895, 14252])
        #expect(
            bright.windows.first?.toneMapping
                == HDR10Plus.ToneMapping(
                    kneePointX: 17, kneePointY: 64, anchors: [265, 666, 741, 800, 848, 887, 920, 945, 957]))
    }

    @Test(arguments: [("hdr/ToS-s05.h265", 500), ("hdr/ToS-s60.h265", 400)])
    func darkPicturesHaveTheirCurves(_ path: String, _ target: Int) throws {
        let dark = try first(path)
        #expect(dark.profile == .b)
        #expect(dark.targetedMaxLuminance == target)
        #expect(dark.windows.first?.maxscl == [0, 0, 0])
        #expect(dark.windows.first?.averageMaxRGB == 0)
        #expect(
            dark.windows.first?.toneMapping
                == HDR10Plus.ToneMapping(
                    kneePointX: 0, kneePointY: 0, anchors: [102, 205, 307, 410, 512, 614, 717, 819, 922]))
    }

    @Test(arguments: ["s01", "s05", "s15", "s60"]) func thereIsOneWindow(_ name: String) throws {
        #expect(try first("hdr/ToS-\(name).h265").windows.count == 1)
    }

    @Test func metadataOfNoProfileIsNamed() throws {
        let odd = try first("hdr/ToS-s15.h265")
        #expect(odd.profile == nil)
        #expect(odd.targetedMaxLuminance == 9998)
        #expect(odd.windows.first?.maxscl == [0, 0, 0])
        #expect(odd.windows.first?.averageMaxRGB == 0)
        #expect(odd.validate().map(\.name).contains("no-profile"))
    }
}
