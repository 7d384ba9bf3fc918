#pragma once
#include "evidence.h"
#include "fg_writer.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>

enum { FG_WRITER_STREAMS = 64 };

typedef struct fg_output {
    AVStream *stream;
    AVCodecContext *encoder;
    AVDictionary *options;
    AVFrame *frame;
    fg_colour container_colour;
    int container_scan;
    uint32_t tag;
    AVRational container_aspect;
    uint8_t captions[3 * 31]; // cc_count is five bits
    size_t captions_size;
    AVAudioFifo *pending; // samples in the encoder's format, until a frame is full
    int64_t next_sample;
    // Put behind the coded pictures, one piece each, in coding order.
    uint8_t **appendix;
    int *appendix_size;
    int appendix_count, packets;
} fg_output;

struct fg_writer {
    AVFormatContext *format;
    AVDictionary *options;
    AVPacket *packet;
    fg_output outputs[FG_WRITER_STREAMS];
    int count, is_started, is_finished;
    fg_evidence *evidence;
    char detail[256];
};

// Notes a detail and returns `code`.
int fg_writer_fail(fg_writer *, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));
// NULL, with a detail noted, when there is no such stream of that type.
fg_output *fg_writer_output(fg_writer *, int stream, enum AVMediaType);
// Makes the stream and its unopened encoder; the new stream's index.
int fg_writer_add(fg_writer *, const char *encoder, enum AVMediaType);
// A frame, or NULL to drain: into the encoder, and all packets that come out into the file.
int fg_writer_encode(fg_writer *, fg_output *, AVFrame *);
enum AVFieldOrder fg_writer_field_order(int scan);
int fg_writer_flush_sound(fg_writer *, fg_output *);
int fg_writer_start_sound(fg_writer *, fg_output *);
