import Checks
import Foundation
import Measuring
import Media
import Model
import Synth
import Testing

/// Interlaced H.264 whose pictures are coded as pairs of fields (PAFF), or field by field in macroblock pairs (MBAFF).
@Suite struct FieldPictureTests {
    @Test(arguments: [MediaWriter.Scan.tff, .bff], ["a.ts", "a.mkv", "a.mov"])
    func macroblockAdaptiveFieldsCountOnce(scan: MediaWriter.Scan, name: String) throws {
        let recipe = Recipe.small25().picture {
            $0.scan = scan
            $0.size = Size(320, 192)
        }.video(.texture(seconds: 2))
        Self.expect(try Bench().log(recipe, name), scan.rawValue)
    }

    /// Each field in a packet of its own: two packets make one picture. x264 does not write field pictures, so two of its
    /// packets are not to be had; the stream below is written bit by bit.
    @Test(arguments: [true, false]) func fieldsInPacketsOfTheirOwnCountOnce(topFirst: Bool) throws {
        let bench = try Bench()
        let path = bench.path("a.h264")
        try FieldStream(pictures: 50, topFirst: topFirst).bytes.write(to: URL(fileURLWithPath: path))
        let log = try Measurement(catalogue, threads: 2, hashes: false).log(of: path)
        #expect(log.number("video.frames") == 50)
        #expect(log.number("video.decode-errors") == 0)
        #expect(log.text("video.scan") == (topFirst ? "tff" : "bff"))
        let levels = try #require(log.series("picture.luma.mean", TrackID(.video, 0)))
        #expect(levels.values.count == 50)
        #expect(levels.step == Rational(1, 25))
        #expect(log.number("picture.luma.max") == 128)
        #expect(log.text("video.frame-rate") == "25/1")
        // Undecoded, two packets cannot be told from two pictures.
        let packets = try Measurement(catalogue, metrics: ["video.frames"], hashes: false).log(of: path)
        #expect(packets.number("video.frames") == nil)
        #expect(packets.reasonUnmeasured("video.frames", TrackID(.video, 0))?.contains("only decoding tells") == true)
    }

    private static func expect(_ log: Log, _ order: String) {
        #expect(log.number("video.frames") == 50)
        #expect(log.number("video.decode-errors") == 0)
        #expect(log.number("video.timestamp-faults") == 0)
        #expect(log.text("video.scan") == order)
        #expect(log.text("picture.scan") == order)
        #expect(log.series("picture.luma.mean", TrackID(.video, 0))?.values.count == 50)
        #expect(log.series("picture.luma.mean", TrackID(.video, 0))?.step == Rational(1, 25))
        let end = log.series("picture.luma.mean", TrackID(.video, 0)).map { $0.time(at: $0.values.count) - $0.start }
        #expect(abs((end ?? 0) - 2) < 0.01)
    }
}

/// The smallest field-coded H.264 stream (ITU-T H.264, clauses 7.3.2 and 7.3.3): every field an IDR or I slice of I_PCM-free
/// macroblocks that predict mid grey and add nothing.
struct FieldStream {
    let pictures: Int
    let topFirst: Bool

    /// 64 × 64 luma samples: fields of 4 × 2 macroblocks.
    private static let columns: UInt32 = 4
    private static let rowsOfField: UInt32 = 2

    var bytes: Data {
        var stream = unit(0x67, sequence) + unit(0x68, picture)
        for index in 0..<pictures {
            // An IDR picture's second field is no IDR, so all but the first picture are plain I fields.
            stream += field(index, isSecond: false) + field(index, isSecond: true)
        }
        return stream
    }

    private func field(_ index: Int, isSecond: Bool) -> Data {
        let isIDR = index == 0 && !isSecond
        var bits = FieldBits()
        bits.ue(0)  // first_mb_in_slice
        bits.ue(7)  // I slices only
        bits.ue(0)  // pic_parameter_set_id
        bits.u(UInt32(index % 16), 4)  // frame_num
        bits.u(1, 1)  // field_pic_flag
        bits.u(isSecond == topFirst ? 1 : 0, 1)  // bottom_field_flag
        if isIDR { bits.ue(0) }  // idr_pic_id
        let order = UInt32(2 * index + (isSecond ? 1 : 0)) % 256
        bits.u(order, 8)  // pic_order_cnt_lsb
        if isIDR {
            bits.u(0, 2)  // no_output_of_prior_pics_flag, long_term_reference_flag
        } else {
            bits.u(0, 1)  // adaptive_ref_pic_marking_mode_flag
        }
        bits.se(0)  // slice_qp_delta
        for _ in 0..<Self.columns * Self.rowsOfField {
            bits.ue(3)  // I_16x16_2_0_0: DC prediction, no coefficients
            bits.ue(0)  // intra_chroma_pred_mode DC
            bits.se(0)  // mb_qp_delta
            bits.u(1, 1)  // coeff_token of the luma DC block: none
        }
        bits.trail()
        return unit(isIDR ? 0x65 : 0x61, bits)
    }

    private var sequence: FieldBits {
        var bits = FieldBits()
        bits.u(77, 8)  // Main
        bits.u(0, 8)
        bits.u(30, 8)  // level 3
        bits.ue(0)  // seq_parameter_set_id
        bits.ue(0)  // log2_max_frame_num_minus4
        bits.ue(0)  // pic_order_cnt_type
        bits.ue(4)  // log2_max_pic_order_cnt_lsb_minus4
        bits.ue(1)  // max_num_ref_frames
        bits.u(0, 1)
        bits.ue(Self.columns - 1)
        bits.ue(Self.rowsOfField - 1)  // map units are of fields
        bits.u(0, 1)  // frame_mbs_only_flag
        bits.u(0, 1)  // mb_adaptive_frame_field_flag
        bits.u(1, 1)  // direct_8x8_inference_flag
        bits.u(0, 1)  // no cropping
        bits.u(1, 1)  // VUI
        bits.u(0, 4)  // no aspect, overscan, video signal type, chroma location
        bits.u(1, 1)  // timing_info_present_flag
        bits.u(1, 32)  // num_units_in_tick
        bits.u(50, 32)  // time_scale: 50 fields
        bits.u(1, 1)  // fixed_frame_rate_flag
        bits.u(0, 2)  // no HRD
        bits.u(0, 1)  // pic_struct_present_flag
        bits.u(1, 1)  // bitstream_restriction_flag
        bits.u(1, 1)
        for value: UInt32 in [0, 0, 10, 10, 0, 1] { bits.ue(value) }  // num_reorder_frames 0, max_dec_frame_buffering 1
        bits.trail()
        return bits
    }

    private var picture: FieldBits {
        var bits = FieldBits()
        bits.ue(0)
        bits.ue(0)
        bits.u(0, 1)  // CAVLC
        bits.u(0, 1)
        bits.ue(0)  // one slice group
        bits.ue(0)
        bits.ue(0)
        bits.u(0, 3)  // no weighted prediction
        bits.se(0)
        bits.se(0)
        bits.se(0)
        bits.u(0, 3)  // no deblocking control, constrained intra prediction, redundant pictures
        bits.trail()
        return bits
    }

    /// Start code, header and payload with emulation prevention.
    private func unit(_ header: UInt8, _ bits: FieldBits) -> Data {
        var data = Data([0, 0, 0, 1, header])
        var zeros = 0
        for byte in bits.bytes {
            if zeros >= 2, byte <= 3 {
                data.append(3)
                zeros = 0
            }
            data.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return data
    }
}

struct FieldBits {
    private(set) var bytes: [UInt8] = []
    private var used = 0

    mutating func u(_ value: UInt32, _ count: Int) {
        for bit in (0..<count).reversed() {
            if used % 8 == 0 { bytes.append(0) }
            bytes[used / 8] |= UInt8((value >> UInt32(bit)) & 1) << UInt8(7 - used % 8)
            used += 1
        }
    }

    mutating func ue(_ value: UInt32) {
        let length = 32 - (value + 1).leadingZeroBitCount
        u(0, length - 1)
        u(value + 1, length)
    }

    mutating func se(_ value: Int32) { ue(value > 0 ? UInt32(2 * value - 1) : UInt32(-2 * value)) }

    mutating func trail() {
        u(1, 1)
        while used % 8 != 0 { u(0, 1) }
    }
}
