#include "writer_internal.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/opt.h>

enum AVFieldOrder fg_writer_field_order(int scan) {
    switch (scan) {
    case FG_SCAN_PROGRESSIVE: return AV_FIELD_PROGRESSIVE;
    case FG_SCAN_TOP_FIRST: return AV_FIELD_TT;
    case FG_SCAN_BOTTOM_FIRST: return AV_FIELD_BB;
    default: return AV_FIELD_UNKNOWN;
    }
}

// prores_ks keeps its profile to itself, and the MXF muxer refuses a ProRes stream without one.
static void tell_profile(fg_output *output) {
    AVCodecParameters *parameters = output->stream->codecpar;
    int64_t profile;
    if (parameters->codec_id != AV_CODEC_ID_PRORES || parameters->profile != FF_PROFILE_UNKNOWN) return;
    if (av_opt_get_int(output->encoder->priv_data, "profile", 0, &profile) >= 0 && profile >= 0)
        parameters->profile = (int)profile;
}

// The muxer hears what the container is to say, whatever the encoder was told.
static void override_parameters(fg_output *output) {
    AVCodecParameters *parameters = output->stream->codecpar;
    if (output->tag) parameters->codec_tag = output->tag;
    if (parameters->codec_type != AVMEDIA_TYPE_VIDEO) return;
    parameters->color_primaries = output->container_colour.primaries;
    parameters->color_trc = output->container_colour.transfer;
    parameters->color_space = output->container_colour.matrix;
    parameters->color_range = output->container_colour.range;
    parameters->chroma_location = output->container_colour.location;
    parameters->field_order = fg_writer_field_order(output->container_scan);
    output->stream->sample_aspect_ratio = parameters->sample_aspect_ratio = output->container_aspect;
    output->stream->avg_frame_rate = output->stream->r_frame_rate = output->encoder->framerate;
}

// What is left in the dictionary after opening was understood by nobody.
static int refuse_leftovers(fg_writer *writer, const AVDictionary *options, const char *who) {
    const AVDictionaryEntry *entry = av_dict_get(options, "", NULL, AV_DICT_IGNORE_SUFFIX);
    if (!entry) return 0;
    return fg_writer_fail(writer, AVERROR_OPTION_NOT_FOUND, "%s has no option %s", who, entry->key);
}

// It writes to the terminal past libav's log.
static void hush(const AVCodec *codec) {
    if (strcmp(codec->name, "libsvtav1") == 0) setenv("SVT_LOG", "1", 0);
}

static int open_encoder(fg_writer *writer, fg_output *output) {
    AVCodecContext *encoder = output->encoder;
    hush(encoder->codec);
    int result = avcodec_open2(encoder, NULL, &output->options);
    if (result < 0) return result;
    result = refuse_leftovers(writer, output->options, encoder->codec->name);
    if (result < 0) return result;
    result = avcodec_parameters_from_context(output->stream->codecpar, encoder);
    if (result < 0) return result;
    output->stream->time_base = encoder->time_base;
    tell_profile(output);
    override_parameters(output);
    return encoder->codec_type == AVMEDIA_TYPE_AUDIO ? fg_writer_start_sound(writer, output) : 0;
}

static int write_header(fg_writer *writer) {
    AVFormatContext *format = writer->format;
    if (!(format->oformat->flags & AVFMT_NOFILE)) {
        int result = avio_open(&format->pb, format->url, AVIO_FLAG_WRITE);
        if (result < 0) return fg_writer_fail(writer, result, "%s", format->url);
    }
    int result = avformat_write_header(format, &writer->options);
    return result < 0 ? result : refuse_leftovers(writer, writer->options, format->oformat->name);
}

int fg_writer_start(fg_writer *writer) {
    if (writer->is_started) return fg_writer_fail(writer, AVERROR(EINVAL), "started already");
    fg_evidence *before = fg_evidence_swap(writer->evidence);
    int result = 0;
    for (int i = 0; i < writer->count && result >= 0; i++) result = open_encoder(writer, &writer->outputs[i]);
    if (result >= 0) result = write_header(writer);
    if (result >= 0) writer->is_started = 1;
    fg_evidence_swap(before);
    return result < 0 ? result : 0;
}
