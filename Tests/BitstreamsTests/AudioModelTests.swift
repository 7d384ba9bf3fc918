import Testing

@testable import Bitstreams

/// `axml`, `chna` and `dbmd`.
@Suite struct AudioModelTests {
    private static func model(uid: String = "ATU_00000001", rate: Int = 48000, reference: String = "AO_1001") -> String
    {
        """
        <ebuCoreMain><audioFormatExtended version="ITU-R_BS.2076-2">
        <audioProgramme audioProgrammeID="APR_1001" audioProgrammeName="Main"><audioContentIDRef>ACO_1001</audioContentIDRef>
        <loudnessMetadata><integratedLoudness>-23.0</integratedLoudness></loudnessMetadata></audioProgramme>
        <audioContent audioContentID="ACO_1001"><audioObjectIDRef>\(reference)</audioObjectIDRef></audioContent>
        <audioObject audioObjectID="AO_1001"><audioPackFormatIDRef>AP_00010002</audioPackFormatIDRef>
        <audioTrackUIDRef>\(uid)</audioTrackUIDRef><audioTrackUIDRef>ATU_00000002</audioTrackUIDRef></audioObject>
        <audioTrackUID UID="\(uid)" sampleRate="\(rate)" bitDepth="24"/><audioTrackUID UID="ATU_00000002"/>
        </audioFormatExtended></ebuCoreMain>
        """
    }

    private static let pair = [
        (1, "ATU_00000001", "AT_00010001_01", "AP_00010002"), (2, "ATU_00000002", "AT_00010002_01", "AP_00010002"),
    ]

    private func names(_ model: String = model(), _ allocation: [UInt8]? = WaveWriter.allocation(pair)) -> [String]? {
        let file = WaveWriter.plain().with("axml", Array(model.utf8))
        return (allocation.map { file.with("chna", $0) } ?? file).file?.faultNames
    }

    @Test func countsAndLoudness() throws {
        let model = try AudioDefinitionModel(Array(Self.model().utf8))
        #expect(model.counts == ["audioProgramme": 1, "audioContent": 1, "audioObject": 1, "audioTrackUID": 2])
        #expect(model.programmeNames == ["Main"])
        #expect(model.integratedLoudness == -23)
        #expect(model.faults == [])
        #expect(names() == [])
    }

    @Test func modelsThatAreWrong() {
        #expect(names(Self.model(uid: "ATU_00000002")) == ["adm-id"] + ["chna-reference"])
        #expect(names(Self.model(rate: 44100)) == ["adm-sample-rate"])
        #expect(names(Self.model(reference: "AO_1002")) == ["adm-reference"])
        #expect(names(Self.model() + "<") == ["axml"])
        #expect(names(Self.model(), nil) == ["chna-missing"])
    }

    @Test func allocationsThatAreWrong() {
        func of(_ entries: [(Int, String, String, String)], tracks: Int? = nil) -> [String]? {
            names(Self.model(), WaveWriter.allocation(entries, tracks: tracks))
        }
        var beyond = Self.pair
        beyond[1].0 = 3
        #expect(of(beyond) == ["chna-track"])
        #expect(of(Self.pair, tracks: 3) == ["chna-count"])
        #expect(of([Self.pair[0]]) == ["adm-uid"])
        var unknown = Self.pair
        unknown[1].2 = "AT_00031001_01"
        #expect(of(unknown) == ["chna-reference"])
        var channel = Self.pair
        channel[1].2 = "AC_00010002_00"
        #expect(of(channel) == [])
    }
}

/// Files of the field, with the answers their sources state.
@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct WaveMediaTests {
    private func file(_ name: String) throws -> RIFF.WaveFile {
        try #require(RIFF.WaveFile(try SharedMedia.source("bwf/\(name)")))
    }

    @Test func validFilesHaveNoFaults() throws {
        for name in [
            "rect_24bit_rf64.wav", "rect_24bit_bext.wav", "sample_adm_file_0.wav", "A101_3.WAV", "umid.wav",
            "nuendo_5.1.wav",
        ] {
            let file = try file(name)
            let faults = file.structureFaults + file.broadcastFaults + file.modelFaults
            #expect(faults == [], "\(name)")
        }
    }

    @Test func formsAndChunks() throws {
        let large = try file("rect_24bit_rf64.wav")
        #expect(large.form == "RF64" && large.format?.bits == 24 && large.format?.sampleRate == 44100)
        #expect(large.largeSizes?.sampleCount == 22050)
        #expect(try file("rect_24bit_bext.wav").bext?.originator == "REAPER")
        #expect(try file("umid.wav").chunks.count == 10)
    }

    @Test func fieldRecording() throws {
        let file = try file("A101_3.WAV")
        let ixml = try #require(file.ixml)
        #expect([ixml.project, ixml.scene, ixml.take, ixml.tape] == ["BMH", "A101", "3", "18Y12M31"])
        #expect(ixml.familyUID == "USSDVGR1112089007124014008228300")
        #expect(ixml.masterSpeed == "24000/1001" && ixml.tracks.map(\.name) == ["MKH516 A", "Boom"])
        #expect(file.bext?.originator == "Sound Dev: 702T S#GR1112089007")
        #expect(file.bext?.timeReference == 2_191_661_476 && file.bext?.version == 1)
    }

    @Test func uniqueIdentifier() throws {
        let umid = try #require(try file("umid.wav").bext?.umid)
        #expect(hexadecimal(umid.prefix(32)) == "060a2b340101010501010f1013000000aa02c3d5e5e5800033754f71bfe13e00")
    }

    @Test func workstationWithSixChannels() throws {
        let file = try file("nuendo_5.1.wav")
        #expect(file.format?.loudspeakers == ["FL", "FR", "FC", "LFE", "BL", "BR"])
        #expect(file.bext?.loudness?.integrated == -80)
        #expect(file.bext?.loudness?.truePeak == nil)
        #expect(file.ixml?.tracks.compactMap(\.function) == ["L-5.1", "R-5.1", "C-5.1", "LFE-5.1", "Ls-5.1", "Rs-5.1"])
    }

    /// The answers are those of the chunk's own parser.
    @Test func atmosMaster() throws {
        let file = try file("sample_adm_file_0.wav")
        let dolby = try #require(file.dolby)
        #expect(dolby.creationTool == "Dolby Atmos Conversion Tool" && dolby.creationToolVersion == "1.8.0")
        #expect(dolby.warpMode == 4)
        #expect(dolby.automaticTrims == [Bool](repeating: true, count: 9))
        let model = try #require(file.model)
        #expect(model.programmeNames == ["Atmos_Master"])
        #expect(model.counts["audioObject"] == 2 && model.counts["audioTrackUID"] == 2)
        #expect(file.allocation?.entries.map(\.track) == [1, 2])
    }

    @Test func modelOfItsOwn() throws {
        let model = try AudioDefinitionModel(try SharedMedia.bytes("bwf/adm_example1.xml"))
        #expect(model.faults == [])
        #expect(model.counts["audioPackFormat"] == 1 && model.counts["audioProgramme"] == 1)
    }
}
