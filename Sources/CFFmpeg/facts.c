#include "facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/pixdesc.h>

const int64_t FG_NO_TIME = INT64_MIN;
const int FG_AGAIN = AVERROR(EAGAIN);
const int FG_END = AVERROR_EOF;
const int FG_UNSUPPORTED = AVERROR_PATCHWELCOME;

void fg_error_text(int code, char *text, size_t size) { av_strerror(code, text, size); }

void fg_library_versions(char *text, size_t size) {
    unsigned codec = avcodec_version(), format = avformat_version();
    snprintf(text, size, "libavcodec %u.%u.%u, libavformat %u.%u.%u", codec >> 16, codec >> 8 & 255, codec & 255,
             format >> 16, format >> 8 & 255, format & 255);
}

static const char *or_empty(const char *name) { return name ? name : ""; }

const char *fg_primaries_name(int code) { return or_empty(av_color_primaries_name(code)); }
const char *fg_transfer_name(int code) { return or_empty(av_color_transfer_name(code)); }
const char *fg_matrix_name(int code) { return or_empty(av_color_space_name(code)); }
const char *fg_range_name(int code) { return or_empty(av_color_range_name(code)); }
const char *fg_location_name(int code) { return or_empty(av_chroma_location_name(code)); }

// H.273 table 4. av_csp_luma_coeffs_from_avcsp() exists in 5.1 but its header is not installed.
int fg_matrix_coefficients(int matrix, double *kr, double *kb) {
    switch (matrix) {
    case AVCOL_SPC_BT709: *kr = 0.2126, *kb = 0.0722; return 1;
    case AVCOL_SPC_FCC: *kr = 0.30, *kb = 0.11; return 1;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M: *kr = 0.299, *kb = 0.114; return 1;
    case AVCOL_SPC_SMPTE240M: *kr = 0.212, *kb = 0.087; return 1;
    case AVCOL_SPC_BT2020_NCL: *kr = 0.2627, *kb = 0.0593; return 1;
    default: return 0;
    }
}

// Two samples of a plane lie in the same bytes, as in formats of three 10-bit samples to a word.
static int share_bytes(const AVComponentDescriptor *a, const AVComponentDescriptor *b) {
    int length = a->depth + a->shift > 8 || b->depth + b->shift > 8 ? 2 : 1;
    return a->plane == b->plane && abs(a->offset - b->offset) < length;
}

static int are_packed(const AVPixFmtDescriptor *format) {
    // Six bytes hold four samples of luma, at 1, 2, 4 and 5: there is no one distance between them.
    if (strcmp(format->name, "uyyvyy411") == 0) return 1;
    for (int i = 0; i < format->nb_components; i++)
        for (int j = 0; j < i; j++)
            if (share_bytes(&format->comp[i], &format->comp[j])) return 1;
    return 0;
}

int fg_samples_of(const AVPixFmtDescriptor *format) {
    if (format->flags & AV_PIX_FMT_FLAG_HWACCEL) return FG_SAMPLES_HARDWARE;
    if (format->flags & AV_PIX_FMT_FLAG_FLOAT) return FG_SAMPLES_FLOAT;
    if (format->flags & AV_PIX_FMT_FLAG_PAL) return FG_SAMPLES_PALETTE;
    if (format->flags & AV_PIX_FMT_FLAG_BAYER) return FG_SAMPLES_MOSAIC;
    for (int i = 0; i < format->nb_components; i++) {
        if (format->comp[i].depth < 8) return FG_SAMPLES_SHALLOW;
        if (format->comp[i].depth > 16) return FG_SAMPLES_DEEP;
    }
    return format->flags & AV_PIX_FMT_FLAG_BITSTREAM || are_packed(format) ? FG_SAMPLES_PACKED : FG_SAMPLES_READABLE;
}

void fg_fill_pixel_format(fg_pixel_format *out, int format) {
    memset(out, 0, sizeof *out);
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(format);
    if (!description) return;
    snprintf(out->name, sizeof out->name, "%s", description->name);
    out->depth = description->comp[0].depth;
    out->components = description->nb_components;
    out->chroma_shift_x = description->log2_chroma_w;
    out->chroma_shift_y = description->log2_chroma_h;
    out->is_rgb = (description->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    out->has_alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    out->samples = fg_samples_of(description);
    out->is_xyz = strncmp(description->name, "xyz", 3) == 0;
}

void fg_fill_mastering(fg_mastering *out, const AVMasteringDisplayMetadata *in) {
    memset(out, 0, sizeof *out);
    if (!in) return;
    out->has_primaries = in->has_primaries;
    out->has_luminance = in->has_luminance;
    for (int i = 0; i < 3; i++) {
        out->x[i] = av_q2d(in->display_primaries[i][0]);
        out->y[i] = av_q2d(in->display_primaries[i][1]);
    }
    out->x[3] = av_q2d(in->white_point[0]);
    out->y[3] = av_q2d(in->white_point[1]);
    out->max_luminance = av_q2d(in->max_luminance);
    out->min_luminance = av_q2d(in->min_luminance);
}

void fg_fill_light(fg_light *out, const AVContentLightMetadata *in) {
    memset(out, 0, sizeof *out);
    if (!in) return;
    out->present = 1;
    out->max_cll = (int)in->MaxCLL;
    out->max_fall = (int)in->MaxFALL;
}

static void fill_dovi(fg_dovi *out, const AVDOVIDecoderConfigurationRecord *in) {
    memset(out, 0, sizeof *out);
    if (!in) return;
    *out = (fg_dovi){1,
                     in->dv_version_major,
                     in->dv_version_minor,
                     in->dv_profile,
                     in->dv_level,
                     in->rpu_present_flag,
                     in->el_present_flag,
                     in->bl_present_flag,
                     in->dv_bl_signal_compatibility_id};
}

static int kind_of(const AVStream *stream, const AVCodecParameters *parameters) {
    switch (parameters->codec_type) {
    case AVMEDIA_TYPE_VIDEO: return FG_VIDEO;
    case AVMEDIA_TYPE_AUDIO: return FG_AUDIO;
    case AVMEDIA_TYPE_SUBTITLE: return FG_SUBTITLE;
    case AVMEDIA_TYPE_ATTACHMENT: return FG_ATTACHMENT;
    default: return FG_DATA;
    }
}

static int field_order(enum AVFieldOrder order) {
    switch (order) {
    case AV_FIELD_PROGRESSIVE: return 1;
    case AV_FIELD_TT: return 2;
    case AV_FIELD_BB: return 3;
    case AV_FIELD_TB: return 4;
    case AV_FIELD_BT: return 5;
    default: return 0;
    }
}

static const void *side_data(const AVStream *stream, enum AVPacketSideDataType type, size_t least) {
    size_t size = 0;
    const void *data = av_stream_get_side_data(stream, type, &size);
    return size >= least ? data : NULL;
}

static void fill_picture(fg_stream *out, const AVStream *stream, const AVCodecParameters *in) {
    out->width = in->width;
    out->height = in->height;
    AVRational aspect = stream->sample_aspect_ratio.num ? stream->sample_aspect_ratio : in->sample_aspect_ratio;
    out->sample_aspect = (fg_rational){aspect.num, aspect.den};
    out->field_order = field_order(in->field_order);
    out->b_frame_delay = in->video_delay;
    fg_fill_pixel_format(&out->pixel, in->format);
    out->colour = (fg_colour){in->color_primaries, in->color_trc, in->color_space, in->color_range,
                              in->chroma_location};
    fg_fill_mastering(&out->mastering, side_data(stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA,
                                                 sizeof(AVMasteringDisplayMetadata)));
    fg_fill_light(&out->light, side_data(stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, sizeof(AVContentLightMetadata)));
    fill_dovi(&out->dovi, side_data(stream, AV_PKT_DATA_DOVI_CONF, sizeof(AVDOVIDecoderConfigurationRecord)));
    const int32_t *matrix = side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof *matrix);
    out->rotation = matrix ? av_display_rotation_get(matrix) : NAN;
}

static void fill_sound(fg_stream *out, const AVCodecParameters *in) {
    out->sample_rate = in->sample_rate;
    out->channels = in->ch_layout.nb_channels;
    out->bits_raw = in->bits_per_raw_sample;
    out->bits_coded = in->bits_per_coded_sample;
    const char *format = av_get_sample_fmt_name(in->format);
    snprintf(out->sample_format, sizeof out->sample_format, "%s", or_empty(format));
    out->layout_declared = in->ch_layout.order != AV_CHANNEL_ORDER_UNSPEC;
    av_channel_layout_describe(&in->ch_layout, out->layout, sizeof out->layout);
}

void fg_fill_stream(fg_stream *out, const AVStream *stream, const AVCodecParameters *in) {
    memset(out, 0, sizeof *out);
    out->kind = kind_of(stream, in);
    out->id = stream->id;
    out->is_attached_picture = (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
    out->is_default = (stream->disposition & AV_DISPOSITION_DEFAULT) != 0;
    snprintf(out->codec, sizeof out->codec, "%s", in->codec_id ? avcodec_get_name(in->codec_id) : "");
    snprintf(out->profile, sizeof out->profile, "%s", or_empty(avcodec_profile_name(in->codec_id, in->profile)));
    out->profile_id = in->profile;
    out->level = in->level;
    out->tag = in->codec_tag;
    out->time_base = (fg_rational){stream->time_base.num, stream->time_base.den};
    out->average_rate = (fg_rational){stream->avg_frame_rate.num, stream->avg_frame_rate.den};
    out->real_rate = (fg_rational){stream->r_frame_rate.num, stream->r_frame_rate.den};
    out->start_time = stream->start_time;
    out->duration = stream->duration;
    out->frames = stream->nb_frames;
    out->bit_rate = in->bit_rate;
    out->extradata_size = in->extradata_size;
    size_t icc = 0;
    if (av_stream_get_side_data(stream, AV_PKT_DATA_ICC_PROFILE, &icc)) out->icc_size = (int)icc;
    if (out->kind == FG_VIDEO) fill_picture(out, stream, in);
    if (out->kind == FG_AUDIO) fill_sound(out, in);
}
