#include "writer_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

fg_writer *fg_writer_create(void) {
    fg_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return NULL;
    writer->packet = av_packet_alloc();
    writer->evidence = fg_evidence_create();
    if (writer->packet && writer->evidence) return writer;
    fg_writer_destroy(writer);
    return NULL;
}

static void clear_output(fg_output *output) {
    avcodec_free_context(&output->encoder);
    av_dict_free(&output->options);
    av_frame_free(&output->frame);
    av_audio_fifo_free(output->pending);
    for (int i = 0; i < output->appendix_count; i++) av_free(output->appendix[i]);
    av_free(output->appendix);
    av_free(output->appendix_size);
}

void fg_writer_destroy(fg_writer *writer) {
    if (!writer) return;
    for (int i = 0; i < writer->count; i++) clear_output(&writer->outputs[i]);
    // A muxer that wrote a header frees its state only in the trailer or here.
    if (writer->format && !(writer->format->oformat->flags & AVFMT_NOFILE)) avio_closep(&writer->format->pb);
    avformat_free_context(writer->format);
    av_dict_free(&writer->options);
    av_packet_free(&writer->packet);
    fg_evidence_destroy(writer->evidence);
    free(writer);
}

int fg_writer_fail(fg_writer *writer, int code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(writer->detail, sizeof writer->detail, format, arguments);
    va_end(arguments);
    return code;
}

// The libraries' most severe message where we have no words of our own.
const char *fg_writer_detail(fg_writer *writer) {
    fg_message message;
    if (!writer->detail[0] && fg_evidence_get(writer->evidence, 0, &message) && message.level <= AV_LOG_ERROR)
        snprintf(writer->detail, sizeof writer->detail, "%s", message.text);
    return writer->detail;
}

int fg_writer_open(fg_writer *writer, const char *path, const char *muxer) {
    int result = avformat_alloc_output_context2(&writer->format, NULL, muxer[0] ? muxer : NULL, path);
    if (result < 0) return fg_writer_fail(writer, result, "no muxer for %s", muxer[0] ? muxer : path);
    writer->format->opaque = writer->evidence;
    // No dates, versions or random identifiers: the same input gives the same bytes.
    writer->format->flags |= AVFMT_FLAG_BITEXACT;
    // Dolby Vision records and some codec and muxer pairs are refused otherwise.
    writer->format->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    return 0;
}

fg_output *fg_writer_output(fg_writer *writer, int stream, enum AVMediaType type) {
    if (stream >= 0 && stream < writer->count) {
        fg_output *output = &writer->outputs[stream];
        if (type == AVMEDIA_TYPE_UNKNOWN || output->encoder->codec_type == type) return output;
    }
    fg_writer_fail(writer, AVERROR(EINVAL), "no such stream: %d", stream);
    return NULL;
}

static AVCodecContext *make_encoder(fg_writer *writer, const AVCodec *codec) {
    AVCodecContext *encoder = avcodec_alloc_context3(codec);
    if (!encoder) return NULL;
    encoder->opaque = writer->evidence;
    encoder->flags |= AV_CODEC_FLAG_BITEXACT;
    if (writer->format->oformat->flags & AVFMT_GLOBALHEADER) encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    // More threads change what some encoders write.
    encoder->thread_count = 1;
    encoder->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;
    return encoder;
}

int fg_writer_add(fg_writer *writer, const char *name, enum AVMediaType type) {
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (!codec || codec->type != type)
        return fg_writer_fail(writer, AVERROR_ENCODER_NOT_FOUND, "no encoder named %s", name);
    if (writer->count == FG_WRITER_STREAMS) return fg_writer_fail(writer, AVERROR(EINVAL), "too many streams");
    fg_output *output = &writer->outputs[writer->count];
    output->encoder = make_encoder(writer, codec);
    output->frame = av_frame_alloc();
    output->stream = avformat_new_stream(writer->format, NULL);
    writer->count++;
    if (!output->encoder || !output->frame || !output->stream) return AVERROR(ENOMEM);
    return writer->count - 1;
}

int fg_writer_append(fg_writer *writer, int stream, const uint8_t *data, int size) {
    fg_output *output = fg_writer_output(writer, stream, AVMEDIA_TYPE_VIDEO);
    if (!output || size < 0) return AVERROR(EINVAL);
    int count = output->appendix_count;
    uint8_t **pieces = av_realloc_array(output->appendix, (size_t)count + 1, sizeof *pieces);
    if (!pieces) return AVERROR(ENOMEM);
    output->appendix = pieces;
    int *sizes = av_realloc_array(output->appendix_size, (size_t)count + 1, sizeof *sizes);
    if (!sizes) return AVERROR(ENOMEM);
    output->appendix_size = sizes;
    pieces[count] = size ? av_memdup(data, (size_t)size) : NULL;
    if (size && !pieces[count]) return AVERROR(ENOMEM);
    sizes[count] = size;
    output->appendix_count = count + 1;
    return 0;
}

static int append(fg_output *output, AVPacket *packet) {
    int index = output->packets++;
    if (index >= output->appendix_count || !output->appendix_size[index]) return 0;
    int end = packet->size, size = output->appendix_size[index];
    int result = av_grow_packet(packet, size);
    if (result >= 0) memcpy(packet->data + end, output->appendix[index], (size_t)size);
    return result;
}

static int write_packet(fg_writer *writer, fg_output *output) {
    AVPacket *packet = writer->packet;
    int appended = append(output, packet);
    if (appended < 0) return appended;
    if (output->encoder->codec_type == AVMEDIA_TYPE_VIDEO && packet->duration == 0) packet->duration = 1;
    packet->stream_index = output->stream->index;
    av_packet_rescale_ts(packet, output->encoder->time_base, output->stream->time_base);
    return av_interleaved_write_frame(writer->format, packet);
}

int fg_writer_encode(fg_writer *writer, fg_output *output, AVFrame *frame) {
    fg_evidence *before = fg_evidence_swap(writer->evidence);
    int result = avcodec_send_frame(output->encoder, frame);
    while (result >= 0) {
        result = avcodec_receive_packet(output->encoder, writer->packet);
        if (result >= 0) result = write_packet(writer, output);
    }
    fg_evidence_swap(before);
    return result == AVERROR(EAGAIN) || result == AVERROR_EOF ? 0 : result;
}

int fg_writer_finish(fg_writer *writer) {
    if (!writer->is_started || writer->is_finished) return fg_writer_fail(writer, AVERROR(EINVAL), "nothing to finish");
    int result = 0;
    for (int i = 0; i < writer->count && result >= 0; i++) {
        fg_output *output = &writer->outputs[i];
        if (output->pending) result = fg_writer_flush_sound(writer, output);
        if (result >= 0) result = fg_writer_encode(writer, output, NULL);
    }
    if (result >= 0) result = av_write_trailer(writer->format);
    if (result >= 0) writer->is_finished = 1;
    if (!(writer->format->oformat->flags & AVFMT_NOFILE)) {
        int closed = avio_closep(&writer->format->pb);
        if (result >= 0) result = closed;
    }
    return result;
}
