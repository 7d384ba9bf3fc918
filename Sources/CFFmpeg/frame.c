#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>

// An fg_frame is an AVFrame, and is never looked into elsewhere.
static AVFrame *frame_of(const fg_frame *frame) { return (AVFrame *)frame; }

fg_frame *fg_frame_create(void) { return (fg_frame *)av_frame_alloc(); }

void fg_frame_destroy(fg_frame *frame) {
    AVFrame *mine = frame_of(frame);
    av_frame_free(&mine);
}

void fg_frame_clear(fg_frame *frame) { av_frame_unref(frame_of(frame)); }
void fg_frame_move(fg_frame *to, fg_frame *from) { av_frame_move_ref(frame_of(to), frame_of(from)); }

static const AVFrameSideData *side_data(const AVFrame *frame, enum AVFrameSideDataType type, size_t least) {
    const AVFrameSideData *data = av_frame_get_side_data(frame, type);
    return data && data->size >= least ? data : NULL;
}

static int size_of(const AVFrame *frame, enum AVFrameSideDataType type) {
    const AVFrameSideData *data = av_frame_get_side_data(frame, type);
    return data ? (int)data->size : 0;
}

static void fill_side_data(fg_frame_facts *out, const AVFrame *in) {
    const AVFrameSideData *data =
        side_data(in, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, sizeof(AVMasteringDisplayMetadata));
    fg_fill_mastering(&out->mastering, data ? (const AVMasteringDisplayMetadata *)data->data : NULL);
    data = side_data(in, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, sizeof(AVContentLightMetadata));
    fg_fill_light(&out->light, data ? (const AVContentLightMetadata *)data->data : NULL);
    out->hdr10_plus = size_of(in, AV_FRAME_DATA_DYNAMIC_HDR_PLUS) > 0;
    out->hdr_vivid = size_of(in, AV_FRAME_DATA_DYNAMIC_HDR_VIVID) > 0;
    out->dolby_vision_rpu_size = size_of(in, AV_FRAME_DATA_DOVI_RPU_BUFFER);
    out->caption_bytes = size_of(in, AV_FRAME_DATA_A53_CC);
    out->icc_size = size_of(in, AV_FRAME_DATA_ICC_PROFILE);
    data = side_data(in, AV_FRAME_DATA_AFD, 1);
    out->afd = data ? data->data[0] : -1;
    data = side_data(in, AV_FRAME_DATA_S12M_TIMECODE, 8);
    if (data) memcpy(&out->s12m_timecode, data->data + 4, 4);
}

static void fill_picture(fg_frame_facts *out, const AVFrame *in) {
    out->width = in->width;
    out->height = in->height;
    fg_fill_pixel_format(&out->pixel, in->format);
    out->colour =
        (fg_colour){in->color_primaries, in->color_trc, in->colorspace, in->color_range, in->chroma_location};
    out->sample_aspect = (fg_rational){in->sample_aspect_ratio.num, in->sample_aspect_ratio.den};
    out->is_interlaced = in->interlaced_frame;
    out->top_field_first = in->top_field_first;
    out->repeat = in->repeat_pict;
    out->is_key = in->key_frame;
    out->picture_type = av_get_picture_type_char(in->pict_type);
    fill_side_data(out, in);
}

static int integer_bits(enum AVSampleFormat format) {
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_FLT:
    case AV_SAMPLE_FMT_DBL: return 0;
    default: return 8 * av_get_bytes_per_sample(format);
    }
}

void fg_frame_get(const fg_frame *frame, fg_frame_facts *out) {
    const AVFrame *in = frame_of(frame);
    memset(out, 0, sizeof *out);
    out->afd = -1;
    out->pts = in->best_effort_timestamp;
    out->duration = in->pkt_duration;
    out->decode_errors = in->decode_error_flags;
    out->is_corrupt = (in->flags & AV_FRAME_FLAG_CORRUPT) != 0;
    if (in->width > 0) fill_picture(out, in);
    if (in->nb_samples > 0) {
        out->sample_rate = in->sample_rate;
        out->channels = in->ch_layout.nb_channels;
        out->samples = in->nb_samples;
        out->is_planar_float = in->format == AV_SAMPLE_FMT_FLTP;
        out->integer_bits = integer_bits(in->format);
        out->layout_speakers = in->ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? in->ch_layout.u.mask : 0;
    }
}

int fg_frame_components(const fg_frame *frame, fg_component components[4]) {
    const AVFrame *in = frame_of(frame);
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(in->format);
    if (!format || fg_samples_of(format) != FG_SAMPLES_READABLE) return 0;
    for (int i = 0; i < format->nb_components; i++) {
        const AVComponentDescriptor *from = &format->comp[i];
        int is_chroma = (i == 1 || i == 2) && !(format->flags & AV_PIX_FMT_FLAG_RGB);
        fg_component *to = &components[i];
        if (!in->data[from->plane]) return 0;
        to->data = in->data[from->plane] + from->offset;
        to->stride = in->linesize[from->plane];
        to->step = from->step;
        to->width = is_chroma ? AV_CEIL_RSHIFT(in->width, format->log2_chroma_w) : in->width;
        to->height = is_chroma ? AV_CEIL_RSHIFT(in->height, format->log2_chroma_h) : in->height;
        to->bytes = from->depth + from->shift > 8 ? 2 : 1;
        to->shift = from->shift;
        to->depth = from->depth;
        to->big_endian = (format->flags & AV_PIX_FMT_FLAG_BE) != 0;
    }
    return format->nb_components;
}

void fg_frame_layout(const fg_frame *frame, char *name, size_t size) {
    if (av_channel_layout_describe(&frame_of(frame)->ch_layout, name, size) < 0 && size > 0) name[0] = 0;
}

static const uint8_t *bytes_of(const fg_frame *frame, enum AVFrameSideDataType type, int *size) {
    const AVFrameSideData *data = av_frame_get_side_data(frame_of(frame), type);
    *size = data ? (int)data->size : 0;
    return data ? data->data : NULL;
}

const uint8_t *fg_frame_dolby_vision_rpu(const fg_frame *frame, int *size) {
    return bytes_of(frame, AV_FRAME_DATA_DOVI_RPU_BUFFER, size);
}

const uint8_t *fg_frame_icc(const fg_frame *frame, int *size) {
    return bytes_of(frame, AV_FRAME_DATA_ICC_PROFILE, size);
}

#define CONVERT(TYPE, EXPRESSION)                                                                                     \
    for (int c = 0; c < channels; c++) {                                                                              \
        const TYPE *from = planar ? (const TYPE *)in->extended_data[c] : (const TYPE *)in->extended_data[0] + c;      \
        int step = planar ? 1 : channels;                                                                             \
        for (int i = 0; i < in->nb_samples; i++) {                                                                    \
            TYPE s = from[(ptrdiff_t)i * step];                                                                       \
            planes[c][i] = (float)(EXPRESSION);                                                                       \
        }                                                                                                             \
    }                                                                                                                 \
    return 0

int fg_frame_read_float(const fg_frame *frame, float *const *planes) {
    const AVFrame *in = frame_of(frame);
    int planar = av_sample_fmt_is_planar(in->format);
    int channels = in->ch_layout.nb_channels;
    switch (av_get_packed_sample_fmt(in->format)) {
    case AV_SAMPLE_FMT_U8: CONVERT(uint8_t, (s - 128) * (1.0f / 128));
    case AV_SAMPLE_FMT_S16: CONVERT(int16_t, s * (1.0f / 32768));
    case AV_SAMPLE_FMT_S32: CONVERT(int32_t, s * (1.0 / 2147483648.0));
    case AV_SAMPLE_FMT_S64: CONVERT(int64_t, s * (1.0 / 9223372036854775808.0));
    case AV_SAMPLE_FMT_FLT: CONVERT(float, s);
    case AV_SAMPLE_FMT_DBL: CONVERT(double, s);
    default: return AVERROR_PATCHWELCOME;
    }
}
