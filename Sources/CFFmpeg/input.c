#include "evidence.h"
#include "facts.h"
#include "input.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libavutil/avstring.h>

// Formats that hold media in one file. Playlists and anything else that names other files or devices is left out.
static const char formats[] =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mxf,wav,w64,aiff,caf,au,mpegts,mpeg,mpegvideo,avi,flv,asf,gxf,dv,nut,"
    "ivf,obu,h264,hevc,m4v,mjpeg,flac,mp3,aac,ac3,eac3,dts,truehd,mlp,ogg,yuv4mpegpipe,dnxhd,"
    "png_pipe,jpeg_pipe,jpegls_pipe,jpegxl_pipe,j2k_pipe,tiff_pipe,dpx_pipe,exr_pipe,webp_pipe,bmp_pipe";

static int is_cancelled(void *opaque) {
    const fg_input *input = opaque;
    return input->cancel && __atomic_load_n(input->cancel, __ATOMIC_RELAXED);
}

// A demuxer may ask to open further files; only the one that was named is opened.
static int open_only_the_file(AVFormatContext *context, AVIOContext **io, const char *url, int flags,
                              AVDictionary **options) {
    if (strncmp(url, "file:", 5) != 0 || strcmp(url, context->url) != 0) return AVERROR(EPERM);
    return avio_open2(io, url, flags, &context->interrupt_callback, options);
}

static void take_container_facts(fg_input *input) {
    input->container_count = (int)input->context->nb_streams;
    input->container = calloc(input->context->nb_streams ? input->context->nb_streams : 1, sizeof(fg_stream));
    for (int i = 0; input->container && i < input->container_count; i++)
        fg_fill_stream(&input->container[i], input->context->streams[i], input->context->streams[i]->codecpar);
}

static int open_context(fg_input *input) {
    AVFormatContext *context = avformat_alloc_context();
    if (!context) return AVERROR(ENOMEM);
    context->opaque = input->evidence;
    context->io_open = open_only_the_file;
    context->interrupt_callback = (AVIOInterruptCB){is_cancelled, input};
    AVDictionary *options = NULL;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    av_dict_set(&options, "format_whitelist", formats, 0);
    av_dict_set_int(&options, "probesize", input->limits.probe_bytes, 0);
    av_dict_set_int(&options, "analyzeduration", input->limits.analyse_microseconds, 0);
    av_dict_set_int(&options, "max_streams", input->limits.max_streams, 0);
    int result = avformat_open_input(&context, input->url, NULL, &options);
    av_dict_free(&options);
    input->context = result < 0 ? NULL : context;
    return result;
}

int fg_input_open(const char *path, fg_limits limits, fg_evidence *evidence, const int *cancel, fg_input **out) {
    *out = NULL;
    fg_input *input = calloc(1, sizeof *input);
    if (!input) return AVERROR(ENOMEM);
    input->evidence = evidence;
    input->cancel = cancel;
    input->limits = limits;
    input->url = av_asprintf("file:%s", path);
    fg_evidence *before = fg_evidence_swap(evidence);
    int result = input->url ? open_context(input) : AVERROR(ENOMEM);
    fg_evidence_swap(before);
    if (result < 0) {
        fg_input_close(input);
        return result;
    }
    take_container_facts(input);
    *out = input;
    return 0;
}

// Streams of these formats announce themselves as they come; the others have headers, and a short look is enough.
static int announces_late(const fg_input *input) {
    return av_match_name(input->context->iformat->name, "mpegts,mpeg,mpegvideo,flv,asf");
}

int fg_input_probe(fg_input *input) {
    if (!announces_late(input)) {
        input->context->probesize /= 8;
        input->context->max_analyze_duration /= 4;
    }
    unsigned count = input->context->nb_streams;
    AVDictionary **options = calloc(count ? count : 1, sizeof *options);
    for (unsigned i = 0; options && i < count; i++)
        av_dict_set_int(&options[i], "max_pixels", input->limits.max_pixels, 0);
    fg_evidence *before = fg_evidence_swap(input->evidence);
    int result = avformat_find_stream_info(input->context, options);
    fg_evidence_swap(before);
    for (unsigned i = 0; options && i < count; i++) av_dict_free(&options[i]);
    free(options);
    return result < 0 ? result : 0;
}

void fg_input_close(fg_input *input) {
    if (!input) return;
    avformat_close_input(&input->context);
    av_free(input->url);
    free(input->container);
    free(input);
}

const char *fg_input_format(const fg_input *input) { return input->context->iformat->name; }
int fg_input_stream_count(const fg_input *input) { return (int)input->context->nb_streams; }
int64_t fg_input_duration(const fg_input *input) { return input->context->duration; }
int64_t fg_input_start_time(const fg_input *input) { return input->context->start_time; }
int64_t fg_input_bit_rate(const fg_input *input) { return input->context->bit_rate; }

int fg_input_container_stream(const fg_input *input, int index, fg_stream *out) {
    if (index < 0 || index >= input->container_count) return 0;
    *out = input->container[index];
    return 1;
}

static AVStream *stream_at(const fg_input *input, int index) {
    return index >= 0 && index < (int)input->context->nb_streams ? input->context->streams[index] : NULL;
}

int fg_input_stream(const fg_input *input, int index, fg_stream *out) {
    const AVStream *stream = stream_at(input, index);
    if (!stream) return 0;
    fg_fill_stream(out, stream, stream->codecpar);
    return 1;
}

void fg_input_channel_name(const fg_input *input, int index, int channel, char *name, size_t size) {
    const AVStream *stream = stream_at(input, index);
    name[0] = 0;
    if (!stream || stream->codecpar->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) return;
    enum AVChannel which = av_channel_layout_channel_from_index(&stream->codecpar->ch_layout, (unsigned)channel);
    if (which != AV_CHAN_NONE) av_channel_name(name, size, which);
}

int fg_input_metadata(const fg_input *input, int index, int entry, const char **key, const char **value) {
    const AVStream *stream = stream_at(input, index);
    const AVDictionary *dictionary = index < 0 ? input->context->metadata : stream ? stream->metadata : NULL;
    const AVDictionaryEntry *at = NULL;
    for (int i = 0; i <= entry; i++)
        if (!(at = av_dict_get(dictionary, "", at, AV_DICT_IGNORE_SUFFIX))) return 0;
    *key = at->key;
    *value = at->value;
    return 1;
}

const uint8_t *fg_input_extradata(const fg_input *input, int index) {
    const AVStream *stream = stream_at(input, index);
    return stream ? stream->codecpar->extradata : NULL;
}

const uint8_t *fg_input_icc(const fg_input *input, int index) {
    const AVStream *stream = stream_at(input, index);
    return stream ? av_stream_get_side_data(stream, AV_PKT_DATA_ICC_PROFILE, NULL) : NULL;
}

void fg_input_discard(fg_input *input, int index, int discard) {
    AVStream *stream = stream_at(input, index);
    if (stream) stream->discard = discard ? AVDISCARD_ALL : AVDISCARD_DEFAULT;
}

// An fg_packet is an AVPacket, and is never looked into elsewhere.
static AVPacket *packet_of(const fg_packet *packet) { return (AVPacket *)packet; }

fg_packet *fg_packet_create(void) { return (fg_packet *)av_packet_alloc(); }

void fg_packet_destroy(fg_packet *packet) {
    AVPacket *mine = packet_of(packet);
    av_packet_free(&mine);
}

void fg_packet_clear(fg_packet *packet) { av_packet_unref(packet_of(packet)); }
void fg_packet_move(fg_packet *to, fg_packet *from) { av_packet_move_ref(packet_of(to), packet_of(from)); }

int fg_input_read(fg_input *input, fg_packet *packet) {
    fg_evidence *before = fg_evidence_swap(input->evidence);
    int result = av_read_frame(input->context, packet_of(packet));
    fg_evidence_swap(before);
    return result;
}

void fg_packet_get(const fg_packet *packet, fg_packet_facts *out) {
    const AVPacket *in = packet_of(packet);
    *out = (fg_packet_facts){in->stream_index,
                             in->size,
                             (in->flags & AV_PKT_FLAG_KEY) != 0,
                             (in->flags & AV_PKT_FLAG_CORRUPT) != 0,
                             (in->flags & AV_PKT_FLAG_DISCARD) != 0,
                             in->pts,
                             in->dts,
                             in->duration,
                             in->pos};
}

const uint8_t *fg_packet_data(const fg_packet *packet) { return packet_of(packet)->data; }

const uint8_t *fg_packet_block_addition(const fg_packet *packet, int *size) {
    size_t bytes = 0;
    const uint8_t *data = av_packet_get_side_data(packet_of(packet), AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, &bytes);
    *size = data && bytes <= INT_MAX ? (int)bytes : 0;
    return data;
}
