import Testing

@testable import Bitstreams

private typealias Metadata = HDR10Plus.Metadata

/// Writes the payload from application_identifier on.
private func payload(_ metadata: Metadata) -> [UInt8] {
    var writer = BitWriter()
    writer.u(8, 4)
    writer.u(8, metadata.applicationVersion)
    writer.u(2, metadata.windows.count)
    for ellipse in metadata.windows.dropFirst().compactMap(\.ellipse) {
        let corners = [ellipse.upperLeftX, ellipse.upperLeftY, ellipse.lowerRightX, ellipse.lowerRightY]
        for value in corners + [ellipse.centreX, ellipse.centreY] { writer.u(16, value) }
        writer.u(8, ellipse.rotationAngle)
        for value in [ellipse.semimajorInternal, ellipse.semimajorExternal, ellipse.semiminorExternal] {
            writer.u(16, value)
        }
        writer.flag(ellipse.isLayered)
    }
    writer.u(27, metadata.targetedMaxLuminance)
    writeGrid(&writer, metadata.targetedActualPeak)
    for window in metadata.windows {
        for value in window.maxscl + [window.averageMaxRGB] { writer.u(17, value) }
        writer.u(4, window.distribution.count)
        for point in window.distribution {
            writer.u(7, point.percentage)
            writer.u(17, point.value)
        }
        writer.u(10, window.fractionBrightPixels)
    }
    writeGrid(&writer, metadata.masteringActualPeak)
    for window in metadata.windows {
        writer.flag(window.toneMapping != nil)
        if let curve = window.toneMapping {
            writer.u(12, curve.kneePointX)
            writer.u(12, curve.kneePointY)
            writer.u(4, curve.anchors.count)
            for anchor in curve.anchors { writer.u(10, anchor) }
        }
        writer.flag(window.saturationWeight != nil)
        if let weight = window.saturationWeight { writer.u(6, weight) }
    }
    return writer.bytes
}

private func writeGrid(_ writer: inout BitWriter, _ grid: HDR10Plus.ActualPeakLuminance?) {
    writer.flag(grid != nil)
    guard let grid else { return }
    writer.u(5, grid.rows)
    writer.u(5, grid.columns)
    for value in grid.values { writer.u(4, value) }
}

private let window = HDR10Plus.Window(
    ellipse: nil, maxscl: [17830, 16895, 14252], averageMaxRGB: 1037,
    distribution: zip(
        [1, 5, 10, 25, 50, 75, 90, 95, 99], [3, 14024, 43, 56, 219, 1036, 2714, 4668, 14445]
    ).map { HDR10Plus.Percentile($0, $1) },
    fractionBrightPixels: 0, toneMapping: nil, saturationWeight: nil)

private let profileA = Metadata(
    applicationVersion: 1, windows: [window], targetedMaxLuminance: 0, targetedActualPeak: nil,
    masteringActualPeak: nil, unreadBits: 0)

private var profileB: Metadata {
    var metadata = profileA
    metadata.targetedMaxLuminance = 400
    metadata.windows[0].toneMapping = HDR10Plus.ToneMapping(kneePointX: 17, kneePointY: 64, anchors: [265, 666, 741])
    return metadata
}

private var everything: Metadata {
    var metadata = profileB
    let grid = HDR10Plus.ActualPeakLuminance(rows: 2, columns: 3, values: [0, 15, 7, 1, 2, 3])
    metadata.targetedActualPeak = grid
    metadata.masteringActualPeak = HDR10Plus.ActualPeakLuminance(
        rows: 25, columns: 2, values: [Int](0..<50).map { $0 % 16 })
    var second = window
    second.ellipse = HDR10Plus.Ellipse(
        upperLeftX: 1, upperLeftY: 2, lowerRightX: 3, lowerRightY: 65535, centreX: 4, centreY: 5, rotationAngle: 180,
        semimajorInternal: 6, semimajorExternal: 7, semiminorExternal: 8, isLayered: true)
    second.saturationWeight = 63
    second.distribution = []
    metadata.windows.append(second)
    return metadata
}

@Suite struct HDR10PlusTests {
    @Test(arguments: 0..<3) func payloadsComeBack(_ index: Int) throws {
        let written = [profileA, profileB, everything][index]
        var read = try Metadata(payload: payload(written))
        #expect(read.unreadBits < 8)
        read.unreadBits = 0
        #expect(read == written)
    }

    @Test func profilesAreToldApart() {
        #expect(profileA.profile == .a)
        #expect(profileB.profile == .b)
        #expect(profileA.validate() == [])
        #expect(profileB.validate() == [])
        var neither = profileA
        neither.targetedMaxLuminance = 9998
        #expect(neither.profile == nil)
    }

    private func faults(_ change: (inout Metadata) -> Void, of metadata: Metadata = profileB) -> [String] {
        var metadata = metadata
        change(&metadata)
        return metadata.validate().map(\.name)
    }

    @Test func everyFaultHasItsName() {
        #expect(faults { $0.applicationVersion = 2 } == ["application-version"])
        #expect(faults { $0.targetedMaxLuminance = 10001 } == ["targeted-luminance"])
        #expect(faults { $0.targetedMaxLuminance = 0 } == ["no-profile"])
        #expect(faults({ $0.targetedMaxLuminance = 100 }, of: profileA) == ["no-profile"])
        #expect(faults { $0.windows[0].toneMapping?.anchors = [] } == ["no-profile", "curve-anchors"])
        #expect(faults { $0.windows[0].toneMapping?.anchors = [Int](0..<10) } == ["curve-anchors"])
        #expect(faults { $0.windows[0].saturationWeight = 8 } == ["colour-saturation"])
        #expect(faults { $0.windows[0].fractionBrightPixels = 1001 } == ["fraction-bright"])
        #expect(faults { $0.windows[0].averageMaxRGB = 17831 } == ["average"])
        #expect(faults { $0.windows[0].maxscl[1] = 100_001 } == ["value-range"])
        #expect(faults { $0.windows[0].distribution[4].percentage = 51 } == ["percentile-set"])
        #expect(faults { $0.windows[0].distribution[3].value = 2 } == ["percentile-order"])
        // Other statistics stand at 5 and 10 %.
        #expect(faults { $0.windows[0].distribution[1].value = 99_999 } == [])
        #expect(faults { $0.windows[0].distribution[2].value = 99_999 } == [])
        #expect(faults { $0.unreadBits = 8 } == ["trailing-data"])
        let names = Set(everything.validate().map(\.name))
        #expect(
            names == [
                "window-count", "targeted-actual-peak", "mastering-actual-peak", "colour-saturation", "percentile-set",
            ])
    }

    @Test func messagesOfOthersAreNil() throws {
        #expect(try Metadata(try RegisteredUserData([0xB5, 0, 0x31, 1])) == nil)
        let message = [0xB5, 0, 0x3C, 0, 1] + payload(profileA)
        #expect(try Metadata(try RegisteredUserData(message))?.profile == .a)
        #expect(throws: BitstreamError.self) { try Metadata(payload: [5, 1]) }
        #expect(throws: BitstreamError.self) { try Metadata(payload: [4, 1, 0]) }
    }

    /// A message that ends early is an error, wherever it ends.
    @Test(arguments: 0..<3) func cutMessagesAreErrors(_ index: Int) {
        let whole = payload([profileA, profileB, everything][index])
        for count in 0..<whole.count {
            #expect(throws: BitstreamError.self) { try Metadata(payload: Array(whole.prefix(count))) }
        }
    }

    @Test func flippedBitsNeverTrap() {
        fuzz(payload(everything), rounds: 6000) { _ = try? Metadata(payload: $0).validate() }
        fuzz(payload(profileB), rounds: 6000, seed: 2) { _ = try? Metadata(payload: $0).validate() }
    }
}
