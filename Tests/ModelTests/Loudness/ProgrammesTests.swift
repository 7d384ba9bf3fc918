import Model
import Testing

@Suite struct ProgrammesTests {
    private func automatic(_ log: Log) -> [Programme] { ProgrammeLayout.automatic.resolve(in: log) }

    private func outline(_ programmes: [Programme]) -> [String] {
        programmes.map { "\($0.name): " + $0.channels.map { "\($0.track.name)\($0.label)" }.joined(separator: " ") }
    }

    @Test func namedProgrammesPassThrough() {
        let named = [Programme(name: "mix", channels: [], span: Moment(1, 2))]
        #expect(ProgrammeLayout.named(named).resolve(in: SeriesLog.mono(2)) == named)
    }

    @Test func tracksOfSeveralChannels() {
        var made = SeriesLog()
        made.addTrack([], labels: ["FL", "FR"], declared: false)
        made.addTrack([], labels: ["FL", "FR", "FC", "LFE", "SL", "SR"], declared: true)
        let programmes = automatic(made.log)
        #expect(outline(programmes) == ["audio-0: 0FL 0FR", "audio-1: 1FL 1FR 1FC 1LFE 1SL 1SR"])
        #expect(programmes.allSatisfy { $0.assumption == nil })
        #expect(programmes[1].channels.map(\.channel) == [0, 1, 2, 3, 4, 5])
    }

    @Test func unlabelledChannelsAreAnAssumption() {
        var made = SeriesLog()
        made.addTrack([], labels: nil, channels: 6)
        made.addTrack([], labels: nil, channels: 5)
        let programmes = automatic(made.log)
        #expect(programmes[0].channels.map(\.label) == ["FL", "FR", "FC", "LFE", "SL", "SR"])
        #expect(programmes[0].assumption?.contains("FL FR FC LFE SL SR; the file does not label them") == true)
        #expect(programmes[1].channels.map(\.label) == ["", "", "", "", ""])
    }

    @Test(
        arguments: [
            (1, ["mono: 0FC"]), (2, ["stereo: 0FL 1FR"]), (3, ["stereo: 0FL 1FR", "mono: 2FC"]),
            (4, ["stereo-1-2: 0FL 1FR", "stereo-3-4: 2FL 3FR"]), (6, ["5.1: 0FL 1FR 2FC 3LFE 4SL 5SR"]),
            (8, ["stereo: 0FL 1FR", "5.1: 2FL 3FR 4FC 5LFE 6SL 7SR"]),
            (
                16,
                [
                    "stereo-1-2: 0FL 1FR", "5.1: 2FL 3FR 4FC 5LFE 6SL 7SR", "stereo-9-10: 8FL 9FR",
                    "stereo-11-12: 10FL 11FR", "stereo-13-14: 12FL 13FR", "stereo-15-16: 14FL 15FR",
                ]
            ),
        ] as [(Int, [String])]) func monoTracks(_ count: Int, _ expected: [String])
    {
        let programmes = automatic(SeriesLog.mono(count))
        #expect(outline(programmes) == expected)
        #expect(programmes.allSatisfy { $0.assumption?.hasSuffix("; name the layout if that is wrong") == true })
    }

    @Test func theAssumptionIsSpelledOut() {
        let expected = "8 mono tracks taken as stereo on 1-2 and 5.1 on 3-8; name the layout if that is wrong"
        #expect(automatic(SeriesLog.mono(8)).map(\.assumption) == [expected, expected])
    }

    @Test func monoTracksBesideOthers() {
        var made = SeriesLog()
        made.addTrack([], labels: ["FC"])
        made.addTrack([], labels: ["FL", "FR"])
        made.addTrack([], labels: ["FC"])
        let programmes = automatic(made.log)
        #expect(outline(programmes) == ["audio-1: 1FL 1FR", "stereo: 0FL 2FR"])
        #expect(programmes[1].assumption?.contains("stereo on 1+3") == true)
    }

    /// Labels that the file declares for its mono tracks go before any convention.
    @Test func declaredLabels() {
        let labels = ["FL", "FC", "FR", "SL", "SR", "LFE", "DL", "DR"]
        let programmes = automatic(SeriesLog.mono(8, labels: labels))
        #expect(outline(programmes) == ["5.1: 0FL 1FC 2FR 3SL 4SR 5LFE", "stereo: 6DL 7DR"])
        #expect(programmes[0].assumption?.contains("by their labels") == true)
        let pairs = automatic(SeriesLog.mono(4, labels: ["FL", "FR", "FL", "FR"]))
        #expect(pairs.map(\.name) == ["stereo-1-2", "stereo-3-4"])
        #expect(automatic(SeriesLog.mono(2, labels: ["FC", "FC"])).map(\.name) == ["stereo"])
    }

    @Test func silentGroupsAreLeftOut() {
        let programmes = automatic(SeriesLog.mono(8, silent: 2...7))
        #expect(programmes.map(\.name) == ["stereo"])
        #expect(programmes[0].assumption?.hasSuffix("; digital silence on 3-8, left out") == true)
    }

    @Test func silentTracksOfASoundingGroupStay() {
        #expect(automatic(SeriesLog.mono(8, silent: 3...7)).map(\.name) == ["stereo", "5.1"])
    }

    @Test func nothingIsLeftOutWhenAllIsSilent() {
        #expect(automatic(SeriesLog.mono(8, silent: 0...7)).map(\.name) == ["stereo", "5.1"])
    }

    @Test func noSoundNoProgrammes() {
        #expect(automatic(Log(file: FileFacts(path: "a", size: 0))).isEmpty)
    }
}
