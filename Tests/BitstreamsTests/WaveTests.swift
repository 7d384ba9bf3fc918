import Testing

@testable import Bitstreams

/// Chunks, format, sizes.
@Suite struct WaveStructureTests {
    private let clean = WaveWriter.plain()

    @Test func aCleanFile() throws {
        let file = try #require(
            clean.with("LIST", Array("INFOINAM".utf8) + little(5, 4) + Array("Title".utf8) + [0]).file)
        #expect(file.faultNames == [])
        #expect(file.form == "RIFF")
        #expect(file.chunks.map(\.id.description) == ["fmt ", "data", "LIST"])
        #expect(file.dataSize == 600)
        #expect(file.format?.channels == 2)
        #expect(file.format?.statedBits == 24)
        #expect(file.information == ["INAM": "Title"])
    }

    @Test(arguments: ["", "RIFF", "RIFX....WAVE", "RIFF....AVI ", "OggS........"]) func whatIsNoWaveFile(text: String) {
        #expect(RIFF.WaveFile(ByteSource(Array(text.utf8))) == nil)
    }

    @Test func sizesThatAreWrong() {
        var file = clean
        file.size = 100
        #expect(file.file?.faultNames == ["riff-size"])
        file.size = 0
        #expect(file.file?.faultNames == ["size-not-written"])
        file.size = nil
        file.chunks[1].size = 900
        #expect(file.file?.faultNames == ["chunk-size"])
        #expect(file.file?.dataSize == 600)
        file.chunks[1].size = 0
        #expect(file.file?.faultNames == ["size-not-written"])
        file.chunks[1] = ("data", [UInt8](repeating: 0, count: 602), nil)
        #expect(file.file?.faultNames == ["data"])
    }

    @Test func paddingOfOddChunks() {
        let odd = WaveWriter().with("junk", [1, 2, 3]).with("fmt ", WaveWriter.format()).with(
            "data", [0, 0, 0, 0, 0, 0])
        #expect(odd.file?.faultNames == [])
        var bare = odd
        bare.padding = false
        #expect(bare.file?.faultNames == ["padding"])
        #expect(bare.file?.chunks.map(\.id.description) == ["junk", "fmt ", "data"])
        var end = clean.with("note", [1])
        end.padding = false
        #expect(end.file?.faultNames == ["padding"])
    }

    @Test(arguments: ["RF64", "BW64"]) func largeFiles(form: String) throws {
        func large(riff: Int? = nil, data: Int = 600, samples: Int = 100, field: Int = 0xFFFF_FFFF) -> WaveWriter {
            let sizes = little(riff ?? 4 + 36 + 24 + 608, 8) + little(data, 8) + little(samples, 8) + little(0, 4)
            var file = WaveWriter(form: form, size: 0xFFFF_FFFF).with("ds64", sizes)
            file.chunks += clean.chunks
            file.chunks[2].size = field
            return file
        }
        let file = try #require(large().file)
        #expect(file.faultNames == [])
        #expect(file.largeSizes?.sampleCount == 100)
        #expect(file.dataSize == 600)
        #expect(large(field: 600).file?.faultNames == [])
        #expect(large(samples: 0).file?.faultNames == [])
        #expect(large(samples: 99).file?.faultNames == ["ds64-contradicted"])
        #expect(large(field: 500).file?.faultNames.contains("ds64-contradicted") == true)
        #expect(large(riff: 700).file?.faultNames == ["riff-size"])
        #expect(large(data: 1 << 40, samples: 0).file?.faultNames.first == "chunk-size")
        var bare = clean
        (bare.form, bare.size) = (form, 0xFFFF_FFFF)
        #expect(bare.file?.faultNames.contains("ds64-missing") == true)
    }

    @Test func formatsThatContradictThemselves() {
        func names(_ format: [UInt8]) -> [String]? { clean.replacing("fmt ", format).file?.faultNames }
        #expect(names(WaveWriter.format(blockAlign: 8))?.first == "block-align")
        #expect(names(WaveWriter.format(byteRate: 1)) == ["byte-rate"])
        #expect(names(WaveWriter.format(mask: 3)) == [])
        #expect(names(WaveWriter.format(mask: 0)) == [])
        #expect(names(WaveWriter.format(mask: 7)) == ["channel-mask"])
        #expect(names(WaveWriter.format(mask: 3, valid: 32)) == ["valid-bits"])
        #expect(names(WaveWriter.format(mask: 3, valid: 20)) == [])
        #expect(names([1, 0]) == ["fmt"])
    }

    @Test func loudspeakersOfTheMask() throws {
        let file = WaveWriter.plain(channels: 8, frames: 1).replacing(
            "fmt ", WaveWriter.format(channels: 8, mask: 0x63F))
        #expect(file.file?.format?.loudspeakers == ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"])
        #expect(file.file?.faultNames == [])
    }

    @Test func nothingTraps() {
        let model = "<audioFormatExtended><audioTrackUID UID=\"ATU_00000001\"/></audioFormatExtended>"
        let file = WaveWriter.plain(frames: 4).with("bext", WaveWriter.bext()).with("iXML", Array("<BWFXML/>".utf8))
            .with("axml", Array(model.utf8)).with("cue ", little(1, 4) + [UInt8](repeating: 0, count: 24))
            .with("chna", WaveWriter.allocation([(1, "ATU_00000001", "AT_00010001_01", "AP_00010002")]))
            .with("dbmd", little(0x0100_0006, 4) + [7, 1, 0, 5, 250, 0])
        #expect(file.file?.faultNames == [])
        var read = 0
        fuzz(file.bytes, rounds: 3000) { if RIFF.WaveFile(ByteSource($0)) != nil { read += 1 } }
        #expect(read > 1000)
    }
}
