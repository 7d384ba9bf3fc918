#include "writer_internal.h"

#include <math.h>
#include <string.h>

#include <libavutil/channel_layout.h>

int fg_layout_channels(const char *layout) {
    AVChannelLayout parsed = {0};
    int result = av_channel_layout_from_string(&parsed, layout);
    if (result < 0) return result;
    result = parsed.nb_channels;
    av_channel_layout_uninit(&parsed);
    return result;
}

void fg_layout_channel_name(const char *layout, int channel, char *name, size_t size) {
    AVChannelLayout parsed = {0};
    name[0] = 0;
    if (av_channel_layout_from_string(&parsed, layout) < 0) return;
    enum AVChannel id = av_channel_layout_channel_from_index(&parsed, (unsigned)channel);
    if (id != AV_CHAN_NONE) av_channel_name(name, size, id);
    av_channel_layout_uninit(&parsed);
}

static int bits_of(enum AVSampleFormat format) { return av_get_bytes_per_sample(format) * 8; }

// The first format with at least the bits that were asked for, or the encoder's first.
static enum AVSampleFormat choose_format(const AVCodec *codec, int bits) {
    for (const enum AVSampleFormat *one = codec->sample_fmts; bits && *one != AV_SAMPLE_FMT_NONE; one++)
        if (bits_of(*one) == (bits > 16 ? 32 : 16)) return *one;
    return codec->sample_fmts[0];
}

static int choose_layout(fg_writer *writer, AVCodecContext *encoder, const char *layout, int channels) {
    if (!layout[0]) {
        encoder->ch_layout = (AVChannelLayout){.order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = channels};
        return 0;
    }
    int result = av_channel_layout_from_string(&encoder->ch_layout, layout);
    if (result < 0) return fg_writer_fail(writer, result, "no channel layout named %s", layout);
    if (encoder->ch_layout.nb_channels == channels) return 0;
    return fg_writer_fail(writer, AVERROR(EINVAL), "layout %s has not %d channels", layout, channels);
}

int fg_writer_add_audio(fg_writer *writer, const char *name, const char *layout, const fg_audio_settings *settings) {
    if (settings->sample_rate <= 0 || settings->channels <= 0)
        return fg_writer_fail(writer, AVERROR(EINVAL), "sample rate and channels must be positive");
    int index = fg_writer_add(writer, name, AVMEDIA_TYPE_AUDIO);
    if (index < 0) return index;
    AVCodecContext *encoder = writer->outputs[index].encoder;
    writer->outputs[index].tag = settings->tag;
    encoder->sample_rate = settings->sample_rate;
    encoder->time_base = (AVRational){1, settings->sample_rate};
    encoder->sample_fmt = choose_format(encoder->codec, settings->bits);
    encoder->bits_per_raw_sample = settings->bits;
    int result = choose_layout(writer, encoder, layout, settings->channels);
    return result < 0 ? result : index;
}

int fg_writer_start_sound(fg_writer *writer, fg_output *output) {
    const AVCodecContext *encoder = output->encoder;
    output->pending = av_audio_fifo_alloc(encoder->sample_fmt, encoder->ch_layout.nb_channels, 8192);
    return output->pending ? 0 : AVERROR(ENOMEM);
}

static int prepare_frame(fg_output *output, int samples) {
    const AVCodecContext *encoder = output->encoder;
    AVFrame *frame = output->frame;
    av_frame_unref(frame);
    frame->format = encoder->sample_fmt;
    frame->sample_rate = encoder->sample_rate;
    frame->nb_samples = samples;
    int result = av_channel_layout_copy(&frame->ch_layout, &encoder->ch_layout);
    return result < 0 ? result : av_frame_get_buffer(frame, 0);
}

// Bits that count: a 24 bit sample sits in the upper bits of 32, and is rounded there, not cut.
static int significant_bits(const AVCodecContext *encoder) {
    int exact = av_get_exact_bits_per_sample(encoder->codec_id);
    int bits = encoder->bits_per_raw_sample ? encoder->bits_per_raw_sample : exact;
    int room = bits_of(encoder->sample_fmt);
    return bits > 0 && bits < room ? bits : room;
}

static int64_t quantise(float value, int bits) {
    double top = ldexp(1.0, bits - 1);
    return (int64_t)fmax(-top, fmin(top - 1, rint((double)value * top)));
}

static void store(uint8_t *plane, enum AVSampleFormat packed, int index, float value, int bits) {
    switch (packed) {
    case AV_SAMPLE_FMT_U8: plane[index] = (uint8_t)(quantise(value, bits) + 128); break;
    case AV_SAMPLE_FMT_S16: ((int16_t *)plane)[index] = (int16_t)quantise(value, bits); break;
    case AV_SAMPLE_FMT_S32: ((int32_t *)plane)[index] = (int32_t)(quantise(value, bits) * (INT64_C(1) << (32 - bits))); break;
    case AV_SAMPLE_FMT_FLT: ((float *)plane)[index] = value; break;
    case AV_SAMPLE_FMT_DBL: ((double *)plane)[index] = value; break;
    default: break;
    }
}

static void convert(const AVCodecContext *encoder, AVFrame *frame, const float *const *channels) {
    enum AVSampleFormat packed = av_get_packed_sample_fmt(encoder->sample_fmt);
    int count = encoder->ch_layout.nb_channels, bits = significant_bits(encoder);
    int planar = av_sample_fmt_is_planar(encoder->sample_fmt);
    for (int c = 0; c < count; c++)
        for (int i = 0; i < frame->nb_samples; i++)
            store(frame->extended_data[planar ? c : 0], packed, planar ? i : i * count + c, channels[c][i], bits);
}

static int encode_pending(fg_writer *writer, fg_output *output, int samples) {
    int result = prepare_frame(output, samples);
    if (result < 0) return result;
    av_audio_fifo_read(output->pending, (void **)output->frame->extended_data, samples);
    output->frame->pts = output->next_sample;
    output->next_sample += samples;
    return fg_writer_encode(writer, output, output->frame);
}

int fg_writer_flush_sound(fg_writer *writer, fg_output *output) {
    int left = av_audio_fifo_size(output->pending);
    return left ? encode_pending(writer, output, left) : 0;
}

static int encode_full_frames(fg_writer *writer, fg_output *output) {
    int fixed = output->encoder->frame_size, result = 0;
    if (!fixed) return fg_writer_flush_sound(writer, output);
    while (result >= 0 && av_audio_fifo_size(output->pending) >= fixed) result = encode_pending(writer, output, fixed);
    return result;
}

static int queue(fg_output *output, int count) {
    int written = av_audio_fifo_write(output->pending, (void **)output->frame->extended_data, count);
    return written == count ? 0 : AVERROR(ENOMEM);
}

int fg_writer_sound(fg_writer *writer, int stream, const float *const *channels, int count) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_AUDIO);
    if (!output || !writer->is_started) return AVERROR(EINVAL);
    if (count <= 0) return 0;
    int result = prepare_frame(output, count);
    if (result < 0) return result;
    convert(output->encoder, output->frame, channels);
    result = queue(output, count);
    return result < 0 ? result : encode_full_frames(writer, output);
}

static int fill_up_frame(fg_output *output) {
    int fixed = output->encoder->frame_size, left = av_audio_fifo_size(output->pending);
    if (!fixed || !left) return 0;
    int missing = fixed - left;
    int result = prepare_frame(output, missing);
    if (result < 0) return result;
    av_samples_set_silence(output->frame->extended_data, 0, missing, output->encoder->ch_layout.nb_channels,
                           output->encoder->sample_fmt);
    return queue(output, missing);
}

int fg_writer_skip_sound(fg_writer *writer, int stream, int64_t samples) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_AUDIO);
    if (!output || !writer->is_started || samples < 0) return AVERROR(EINVAL);
    int result = fill_up_frame(output);
    if (result >= 0) result = encode_full_frames(writer, output);
    output->next_sample += samples;
    return result;
}
