import Testing

@testable import Bitstreams

/// `bext` and `iXML`.
@Suite struct BroadcastWaveTests {
    private func names(_ bext: [UInt8], _ ixml: String? = nil) -> [String]? {
        let file = WaveWriter.plain().with("bext", bext)
        return (ixml.map { file.with("iXML", Array($0.utf8)) } ?? file).file?.faultNames
    }

    @Test func fieldsOfTheBroadcastExtension() throws {
        let bext = try #require(WaveWriter.plain().with("bext", WaveWriter.bext()).file?.bext)
        #expect(bext.description == "Reel 1")
        #expect(bext.originator == "House")
        #expect(bext.originatorReference == "REF0001")
        #expect(bext.timeReference == 172_800_000)
        #expect(bext.loudness?.integrated == -23)
        #expect(bext.loudness?.range == 5)
        #expect(bext.loudness?.truePeak == -1)
        #expect(bext.lastCoding["W"] == "24")
        #expect(names(WaveWriter.bext()) == [])
    }

    /// 7FFFh and everything beyond ±99.99 is not in use.
    @Test func valuesNotInUse() throws {
        let bext = WaveWriter.bext(loudness: [0x7FFF, 0x7FFF, -12000, 0x7FFF, 9999])
        let loudness = try #require(WaveWriter.plain().with("bext", bext).file?.bext?.loudness)
        #expect(loudness.integrated == nil && loudness.range == nil && loudness.truePeak == nil)
        #expect(loudness.maxShortTerm == 99.99)
    }

    @Test func broadcastExtensionsThatAreWrong() {
        #expect(names(WaveWriter.bext(version: 3)) == ["bext-version"])
        #expect(names(WaveWriter.bext(version: 1)) == ["bext-version"])
        #expect(names(WaveWriter.bext(version: 0, umid: [6, 10], loudness: [])) == ["bext-version"])
        #expect(names(WaveWriter.bext(version: 1, umid: [6, 10], loudness: [])) == [])
        #expect(names(WaveWriter.bext(loudness: [])) == ["bext-loudness"])
        #expect(names(WaveWriter.bext(date: "2025-13-01")) == ["bext-date"])
        #expect(names(WaveWriter.bext(date: "03.11.2025")) == ["bext-date"])
        #expect(names(WaveWriter.bext(date: "2025_11_03", time: "10.20.30")) == [])
        #expect(names(WaveWriter.bext(time: "24:00:00")) == ["bext-time"])
        #expect(names(WaveWriter.bext(reference: 48000 * 86400)) == ["time-reference"])
        #expect(names(WaveWriter.bext(reference: 48000 * 86400 - 1)) == [])
        #expect(names(WaveWriter.bext(history: "A=PCM,F=44100,W=24\r\nA=PCM,F=48000,W=24,T=x\r\n")) == [])
        #expect(names(WaveWriter.bext(history: "A=PCM,F=48000,W=16\r\n")) == ["coding-history"])
        #expect(names(WaveWriter.bext(history: "made by hand\r\n")) == ["coding-history"])
        #expect(names(Array(WaveWriter.bext().prefix(400))) == ["bext"])
    }

    private static func ixml(rate: Int = 48000, bits: Int = 24, low: Int = 172_800_000, index: Int = 2, count: Int = 2)
        -> String
    {
        """
        <?xml version="1.0"?><BWFXML><PROJECT>A &amp; B</PROJECT><SPEED><TIMECODE_RATE>25/1</TIMECODE_RATE>
        <TIMECODE_FLAG>NDF</TIMECODE_FLAG><FILE_SAMPLE_RATE>\(rate)</FILE_SAMPLE_RATE>
        <AUDIO_BIT_DEPTH>\(bits)</AUDIO_BIT_DEPTH><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>0</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>
        <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>\(low)</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO></SPEED><TRACK_LIST>
        <TRACK_COUNT>\(count)</TRACK_COUNT><TRACK><INTERLEAVE_INDEX>1</INTERLEAVE_INDEX><NAME>Boom</NAME></TRACK>
        <TRACK><INTERLEAVE_INDEX>\(index)</INTERLEAVE_INDEX></TRACK></TRACK_LIST></BWFXML>\n\0\0
        """
    }

    @Test func fieldsOfIXML() throws {
        let file = WaveWriter.plain().with("iXML", Array(Self.ixml().utf8))
        let ixml = try #require(file.file?.ixml)
        #expect(ixml.project == "A & B")
        #expect(ixml.timecodeRate == "25/1")
        #expect(ixml.isDropFrame == false)
        #expect(ixml.tracks.map(\.name) == ["Boom", nil])
        #expect(ixml.timestamp == 172_800_000)
    }

    @Test func ixmlThatContradicts() {
        let bext = WaveWriter.bext()
        #expect(names(bext, Self.ixml()) == [])
        #expect(names(bext, Self.ixml(rate: 48048)) == ["ixml-sample-rate"])
        #expect(names(bext, Self.ixml(bits: 16)) == ["ixml-bit-depth"])
        #expect(names(bext, Self.ixml(low: 1)) == ["time-reference"])
        #expect(names(bext, Self.ixml(index: 3)) == ["ixml-tracks"])
        #expect(names(bext, Self.ixml(count: 4)) == ["ixml-tracks"])
        #expect(names(bext, "<BWFXML><SPEED></BWFXML>") == ["ixml"])
    }
}

@Suite struct XMLTests {
    private func root(_ text: String) throws -> XMLElement { try XMLElement.document(Array(text.utf8), "test") }

    @Test func elementsAttributesAndText() throws {
        let text = """
            \u{FEFF}<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><!-- <no> --><n:a x:b='1 &lt; 2' c="&#x41;&#66;">
            one<d/>&e; &amp; two<![CDATA[<raw>]]><d e = "/>">3</d></n:a>
            """
        let element = try root(text)
        #expect(element.name == "a")
        #expect(element.attributes == ["b": "1 < 2", "c": "AB"])
        #expect(element.text == "one&e; & two<raw>")
        #expect(element.all("d").map(\.text) == ["", "3"])
        #expect(element.all("d")[1].attributes == ["e": "/>"])
    }

    @Test(arguments: ["", "<a>", "<a></b>", "<a/><b/>", "text", "<a", "<a><!-- </a>", "<a/>x", "<>", "<a b=\"</a>"])
    func whatIsNoXML(text: String) { #expect(throws: BitstreamError.self) { try root(text) } }

    @Test func depthIsBounded() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(throws: BitstreamError.self) { try root(deep) }
    }
}
