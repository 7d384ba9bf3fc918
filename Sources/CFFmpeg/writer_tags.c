#include "writer_internal.h"

#include <math.h>
#include <string.h>

#include <libavutil/dovi_meta.h>
#include <libavutil/mastering_display_metadata.h>

int fg_writer_set_option(fg_writer *writer, int stream, const char *key, const char *value) {
    if (stream < 0) return av_dict_set(&writer->options, key, value, 0);
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_UNKNOWN);
    return output ? av_dict_set(&output->options, key, value, 0) : AVERROR(EINVAL);
}

int fg_writer_set_tag(fg_writer *writer, int stream, const char *key, const char *value) {
    if (stream < 0) return av_dict_set(&writer->format->metadata, key, value, 0);
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_UNKNOWN);
    return output ? av_dict_set(&output->stream->metadata, key, value, 0) : AVERROR(EINVAL);
}

// Hands `data`, which must come from av_malloc, over to the stream.
static int attach(fg_writer *writer, int stream, enum AVPacketSideDataType type, void *data, size_t size) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_VIDEO);
    int result = !data ? AVERROR(ENOMEM) : !output ? AVERROR(EINVAL) : 0;
    if (result >= 0) result = av_stream_add_side_data(output->stream, type, data, size);
    if (result < 0) av_free(data);
    return result;
}

// The steps of ST 2086 in HEVC and MP4: 0.00002 for chromaticities, 0.0001 cd/m² for luminance.
static AVRational chromaticity(double value) { return av_make_q((int)lround(value * 50000), 50000); }
static AVRational luminance(double value) { return av_make_q((int)lround(value * 10000), 10000); }

int fg_writer_set_mastering(fg_writer *writer, int stream, const fg_mastering *in) {
    // The structure's size belongs to libavutil; it has no size function, only this allocator.
    AVMasteringDisplayMetadata *out = av_mastering_display_metadata_alloc();
    if (!out) return AVERROR(ENOMEM);
    out->has_primaries = in->has_primaries;
    out->has_luminance = in->has_luminance;
    for (int i = 0; i < 3; i++) {
        out->display_primaries[i][0] = chromaticity(in->x[i]);
        out->display_primaries[i][1] = chromaticity(in->y[i]);
    }
    out->white_point[0] = chromaticity(in->x[3]);
    out->white_point[1] = chromaticity(in->y[3]);
    out->max_luminance = luminance(in->max_luminance);
    out->min_luminance = luminance(in->min_luminance);
    return attach(writer, stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, out, sizeof *out);
}

int fg_writer_set_light(fg_writer *writer, int stream, const fg_light *in) {
    size_t size;
    AVContentLightMetadata *out = av_content_light_metadata_alloc(&size);
    if (!out) return AVERROR(ENOMEM);
    out->MaxCLL = (unsigned)in->max_cll;
    out->MaxFALL = (unsigned)in->max_fall;
    return attach(writer, stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, out, size);
}

int fg_writer_set_dolby_vision(fg_writer *writer, int stream, const fg_dovi *in) {
    size_t size;
    AVDOVIDecoderConfigurationRecord *out = av_dovi_alloc(&size);
    if (!out) return AVERROR(ENOMEM);
    out->dv_version_major = (uint8_t)in->version_major;
    out->dv_version_minor = (uint8_t)in->version_minor;
    out->dv_profile = (uint8_t)in->profile;
    out->dv_level = (uint8_t)in->level;
    out->rpu_present_flag = (uint8_t)in->rpu;
    out->el_present_flag = (uint8_t)in->el;
    out->bl_present_flag = (uint8_t)in->bl;
    out->dv_bl_signal_compatibility_id = (uint8_t)in->compatibility;
    return attach(writer, stream, AV_PKT_DATA_DOVI_CONF, out, size);
}

int fg_writer_set_icc(fg_writer *writer, int stream, const uint8_t *profile, size_t size) {
    void *copy = av_malloc(size ? size : 1);
    if (copy) memcpy(copy, profile, size);
    return attach(writer, stream, AV_PKT_DATA_ICC_PROFILE, copy, size);
}
