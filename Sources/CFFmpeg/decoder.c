#include "evidence.h"
#include "facts.h"
#include "input.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <libavutil/intreadwrite.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>

struct fg_decoder {
    AVCodecContext *context;
    fg_evidence *evidence;
};

// What the container says of colour and fields would otherwise fill the gaps of the bitstream's own statement.
static void forget_container_opinion(AVCodecContext *context) {
    context->color_primaries = AVCOL_PRI_UNSPECIFIED;
    context->color_trc = AVCOL_TRC_UNSPECIFIED;
    context->colorspace = AVCOL_SPC_UNSPECIFIED;
    context->color_range = AVCOL_RANGE_UNSPECIFIED;
    context->chroma_sample_location = AVCHROMA_LOC_UNSPECIFIED;
    context->field_order = AV_FIELD_UNKNOWN;
}

// Loudness is that of the mix, not of what a receiver with dynamic range control would make of it.
static void leave_dynamics_alone(AVCodecContext *context) {
    if (context->codec_id == AV_CODEC_ID_AC3 || context->codec_id == AV_CODEC_ID_EAC3)
        av_opt_set_double(context->priv_data, "drc_scale", 0, 0);
}

static int open_context(AVCodecContext *context, const AVCodec *codec, const AVStream *stream, int threads) {
    int result = avcodec_parameters_to_context(context, stream->codecpar);
    if (result < 0) return result;
    forget_container_opinion(context);
    leave_dynamics_alone(context);
    context->pkt_timebase = stream->time_base;
    context->thread_count = threads;
    context->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
    context->err_recognition = AV_EF_CRCCHECK;
    context->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
    context->max_pixels = 16384LL * 8640;
    return avcodec_open2(context, codec, NULL);
}

int fg_decoder_open(const fg_input *input, int index, int threads, fg_evidence *evidence, fg_decoder **out) {
    *out = NULL;
    const AVStream *stream = input->context->streams[index];
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!codec) return AVERROR_DECODER_NOT_FOUND;
    fg_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return AVERROR(ENOMEM);
    decoder->evidence = evidence;
    decoder->context = avcodec_alloc_context3(codec);
    int result = AVERROR(ENOMEM);
    if (decoder->context) {
        decoder->context->opaque = evidence;
        fg_evidence *before = fg_evidence_swap(evidence);
        result = open_context(decoder->context, codec, stream, threads);
        fg_evidence_swap(before);
    }
    if (result < 0) {
        fg_decoder_close(decoder);
        return result;
    }
    *out = decoder;
    return 0;
}

void fg_decoder_close(fg_decoder *decoder) {
    if (!decoder) return;
    avcodec_free_context(&decoder->context);
    free(decoder);
}

// libavcodec takes the code-blocks of High-Throughput JPEG 2000 for ordinary ones: some pictures it refuses, the others
// come out as noise and without an error. The CAP marker behind SIZ says which they are (ISO/IEC 15444-1 A.5.2, Pcap bit
// of part 15).
static int is_high_throughput(const AVCodecContext *context, const AVPacket *packet) {
    if (!packet || context->codec_id != AV_CODEC_ID_JPEG2000) return 0;
    static const uint8_t start[] = {0xff, 0x4f, 0xff, 0x51}; // SOC, SIZ; behind boxes in a file of its own
    const uint8_t *data = packet->data;
    const int most = packet->size < 4096 ? packet->size : 4096;
    for (int at = 0; at + 6 <= most; at++) {
        if (memcmp(data + at, start, sizeof start)) continue;
        const int next = at + 4 + AV_RB16(data + at + 4);
        if (next + 8 > packet->size || AV_RB16(data + next) != 0xff50) return 0;
        return (AV_RB32(data + next + 4) & 1u << (32 - 15)) != 0;
    }
    return 0;
}

int fg_decoder_send(fg_decoder *decoder, const fg_packet *packet) {
    if (is_high_throughput(decoder->context, (const AVPacket *)packet)) return FG_UNSUPPORTED;
    fg_evidence *before = fg_evidence_swap(decoder->evidence);
    int result = avcodec_send_packet(decoder->context, (const AVPacket *)packet);
    fg_evidence_swap(before);
    return result;
}

int fg_decoder_sample_bits(const fg_decoder *decoder) { return decoder->context->bits_per_raw_sample; }

int fg_decoder_receive(fg_decoder *decoder, fg_frame *frame) {
    fg_evidence *before = fg_evidence_swap(decoder->evidence);
    int result = avcodec_receive_frame(decoder->context, (AVFrame *)frame);
    fg_evidence_swap(before);
    return result;
}
