#include "facts.h"
#include "writer_internal.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/pixdesc.h>

int fg_primaries_code(const char *name) { return av_color_primaries_from_name(name); }
int fg_transfer_code(const char *name) { return av_color_transfer_from_name(name); }
int fg_matrix_code(const char *name) { return av_color_space_from_name(name); }
int fg_range_code(const char *name) { return av_color_range_from_name(name); }
int fg_location_code(const char *name) { return av_chroma_location_from_name(name); }

static int is_writable(const AVPixFmtDescriptor *description) {
    const uint64_t refused = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT
        | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_BAYER;
    return description && !(description->flags & refused) && description->comp[0].depth <= 16;
}

int fg_pixel_format_named(const char *name, fg_pixel_format *out) {
    enum AVPixelFormat format = av_get_pix_fmt(name);
    if (!is_writable(av_pix_fmt_desc_get(format))) return AVERROR(EINVAL);
    fg_fill_pixel_format(out, format);
    return 0;
}

static int takes_format(const AVCodec *codec, enum AVPixelFormat format) {
    if (!codec->pix_fmts) return 1;
    for (const enum AVPixelFormat *one = codec->pix_fmts; *one != AV_PIX_FMT_NONE; one++)
        if (*one == format) return 1;
    return 0;
}

static int choose_format(fg_writer *writer, AVCodecContext *encoder, const char *name) {
    encoder->pix_fmt = av_get_pix_fmt(name);
    if (!is_writable(av_pix_fmt_desc_get(encoder->pix_fmt)))
        return fg_writer_fail(writer, AVERROR(EINVAL), "no writable pixel format %s", name);
    if (!takes_format(encoder->codec, encoder->pix_fmt))
        return fg_writer_fail(writer, AVERROR(EINVAL), "%s does not take pixel format %s", encoder->codec->name, name);
    return 0;
}

static void describe_colour(AVCodecContext *encoder, const fg_colour *colour) {
    encoder->color_primaries = colour->primaries;
    encoder->color_trc = colour->transfer;
    encoder->colorspace = colour->matrix;
    encoder->color_range = colour->range;
    encoder->chroma_sample_location = colour->location;
}

static int is_interlaced(int scan) { return scan == FG_SCAN_TOP_FIRST || scan == FG_SCAN_BOTTOM_FIRST; }

static void describe_picture(AVCodecContext *encoder, const fg_video_settings *settings) {
    encoder->width = settings->width;
    encoder->height = settings->height;
    encoder->framerate = (AVRational){settings->rate.num, settings->rate.den};
    encoder->time_base = av_inv_q(encoder->framerate);
    encoder->sample_aspect_ratio = (AVRational){settings->coded_aspect.num, settings->coded_aspect.den};
    encoder->field_order = fg_writer_field_order(settings->coded_scan);
    if (is_interlaced(settings->coded_scan)) encoder->flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
    describe_colour(encoder, &settings->coded);
}

int fg_writer_add_video(fg_writer *writer, const char *name, const char *pixel_format,
                        const fg_video_settings *settings) {
    if (settings->width <= 0 || settings->height <= 0 || settings->rate.num <= 0 || settings->rate.den <= 0)
        return fg_writer_fail(writer, AVERROR(EINVAL), "size and rate must be positive");
    int index = fg_writer_add(writer, name, AVMEDIA_TYPE_VIDEO);
    if (index < 0) return index;
    fg_output *output = &writer->outputs[index];
    int result = choose_format(writer, output->encoder, pixel_format);
    if (result < 0) return result;
    describe_picture(output->encoder, settings);
    output->container_colour = settings->container;
    output->container_aspect = (AVRational){settings->container_aspect.num, settings->container_aspect.den};
    output->container_scan = settings->container_scan;
    output->tag = settings->tag;
    return index;
}

static int prepare_frame(fg_output *output, int64_t number) {
    const AVCodecContext *encoder = output->encoder;
    AVFrame *frame = output->frame;
    av_frame_unref(frame);
    frame->format = encoder->pix_fmt;
    frame->width = encoder->width;
    frame->height = encoder->height;
    frame->pts = number;
    frame->interlaced_frame = (encoder->flags & AV_CODEC_FLAG_INTERLACED_DCT) != 0;
    frame->top_field_first = encoder->field_order == AV_FIELD_TT;
    frame->sample_aspect_ratio = encoder->sample_aspect_ratio;
    frame->color_primaries = encoder->color_primaries;
    frame->color_trc = encoder->color_trc;
    frame->colorspace = encoder->colorspace;
    frame->color_range = encoder->color_range;
    frame->chroma_location = encoder->chroma_sample_location;
    return av_frame_get_buffer(frame, 0);
}

int fg_writer_set_captions(fg_writer *writer, int stream, const uint8_t *triplets, size_t size) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_VIDEO);
    if (!output || size > sizeof output->captions) return AVERROR(EINVAL);
    memcpy(output->captions, triplets, size);
    output->captions_size = size;
    return 0;
}

static int attach(AVFrame *frame, enum AVFrameSideDataType type, const void *data, size_t size) {
    if (!size) return 0;
    AVFrameSideData *side = av_frame_new_side_data(frame, type, size);
    if (!side) return AVERROR(ENOMEM);
    memcpy(side->data, data, size);
    return 0;
}

static int attach_side_data(fg_output *output) {
    int result = attach(output->frame, AV_FRAME_DATA_A53_CC, output->captions, output->captions_size);
    output->captions_size = 0;
    if (result < 0) return result;
    size_t size = 0;
    const void *profile = av_stream_get_side_data(output->stream, AV_PKT_DATA_ICC_PROFILE, &size);
    return attach(output->frame, AV_FRAME_DATA_ICC_PROFILE, profile, profile ? size : 0);
}

static int is_chroma(const AVPixFmtDescriptor *description, int component) {
    if (description->nb_components < 3 || description->flags & AV_PIX_FMT_FLAG_RGB) return 0;
    return component == 1 || component == 2;
}

static void write_component(AVFrame *frame, const AVPixFmtDescriptor *description, int component,
                            const uint16_t *samples) {
    int chroma = is_chroma(description, component);
    int width = chroma ? AV_CEIL_RSHIFT(frame->width, description->log2_chroma_w) : frame->width;
    int height = chroma ? AV_CEIL_RSHIFT(frame->height, description->log2_chroma_h) : frame->height;
    for (int y = 0; y < height; y++)
        av_write_image_line2(samples + (ptrdiff_t)y * width, frame->data, frame->linesize, description, 0, y, component,
                             width, sizeof *samples);
}

static int write_opaque(AVFrame *frame, const AVPixFmtDescriptor *description, int component) {
    size_t count = (size_t)frame->width * (size_t)frame->height;
    uint16_t *samples = malloc(count * sizeof *samples);
    if (!samples) return AVERROR(ENOMEM);
    for (size_t i = 0; i < count; i++) samples[i] = (uint16_t)((1u << description->comp[component].depth) - 1);
    write_component(frame, description, component, samples);
    free(samples);
    return 0;
}

// av_write_image_line2 sets bits and clears none.
static void clear(AVFrame *frame) {
    for (int i = 0; i < 4 && frame->buf[i]; i++) memset(frame->buf[i]->data, 0, frame->buf[i]->size);
}

int fg_writer_picture(fg_writer *writer, int stream, const uint16_t *const components[4], int64_t number) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_VIDEO);
    if (!output || !writer->is_started) return AVERROR(EINVAL);
    int result = prepare_frame(output, number);
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(output->encoder->pix_fmt);
    if (result >= 0) clear(output->frame);
    for (int i = 0; result >= 0 && i < description->nb_components; i++) {
        if (components[i]) write_component(output->frame, description, i, components[i]);
        else result = write_opaque(output->frame, description, i);
    }
    if (result >= 0) result = attach_side_data(output);
    return result < 0 ? result : fg_writer_encode(writer, output, output->frame);
}
