// Writing media: encoders and muxers, for files whose answers are known beforehand.
// What the bitstream says and what the container says are set apart, so that they can disagree on purpose.
//
// Order of calls: create, open, add_video/add_audio and the set_… of every stream, start, picture/sound, finish, destroy.
// Functions that can fail return a negative code; fg_error_text() and fg_writer_detail() put it into words.
#pragma once

#include "fg_reader.h"

typedef struct fg_writer fg_writer;

fg_writer *fg_writer_create(void);
// Frees everything; a file that was not finished stays as it lies.
void fg_writer_destroy(fg_writer *);
// What is known of the last failure beyond its code; empty when nothing is. Valid until the next call.
const char *fg_writer_detail(fg_writer *);

// `muxer` is libavformat's name ("mov", "mxf"); empty: by the extension of `path`. Nothing is written before start.
int fg_writer_open(fg_writer *, const char *path, const char *muxer);

enum { FG_SCAN_UNSAID, FG_SCAN_PROGRESSIVE, FG_SCAN_TOP_FIRST, FG_SCAN_BOTTOM_FIRST };

typedef struct fg_video_settings {
    int width, height;
    fg_rational rate;
    fg_rational coded_aspect, container_aspect; // of a sample; 0/1: not said
    int coded_scan, container_scan;  // FG_SCAN_…, told to the encoder and to the muxer
    fg_colour coded, container;
    uint32_t tag; // four-character code, first character in the low byte; 0: the muxer's choice
} fg_video_settings;

typedef struct fg_audio_settings {
    int sample_rate, channels;
    int bits; // of a sample where the encoder has a choice (FLAC, ALAC); 0: the encoder's first
    uint32_t tag;
} fg_audio_settings;

// Return the index of the new stream. `layout` is libavutil's name ("5.1"); empty: channels without labels.
int fg_writer_add_video(fg_writer *, const char *encoder, const char *pixel_format, const fg_video_settings *);
int fg_writer_add_audio(fg_writer *, const char *encoder, const char *layout, const fg_audio_settings *);

// Options of the encoder of a stream, or of the muxer (stream -1), under libav's names. Unknown ones fail at start.
int fg_writer_set_option(fg_writer *, int stream, const char *key, const char *value);
// Metadata of a stream, or of the file (stream -1).
int fg_writer_set_tag(fg_writer *, int stream, const char *key, const char *value);
// Side data of the container. The ICC profile is also handed to encoders that can carry one (PNG).
int fg_writer_set_mastering(fg_writer *, int stream, const fg_mastering *);
int fg_writer_set_light(fg_writer *, int stream, const fg_light *);
int fg_writer_set_dolby_vision(fg_writer *, int stream, const fg_dovi *);
int fg_writer_set_icc(fg_writer *, int stream, const uint8_t *profile, size_t size);

// Bytes to put behind one more coded picture of the stream, counted in coding order; an empty piece leaves one alone.
int fg_writer_append(fg_writer *, int stream, const uint8_t *data, int size);

// Opens the encoders and writes the header.
int fg_writer_start(fg_writer *);

// One picture at frame number `frame` of its stream; numbers rise, and a gap in them is a gap in the file.
// `components` are Y Cb Cr A or R G B A, each tightly packed at its own size; a NULL alpha is opaque.
int fg_writer_picture(fg_writer *, int stream, const uint16_t *const components[4], int64_t frame);
// Closed captions of the next picture, as CEA-708 cc_data triplets; for H.264 and MPEG-2.
int fg_writer_set_captions(fg_writer *, int stream, const uint8_t *triplets, size_t size);
// `count` samples of every channel, full scale ±1, following those written before.
int fg_writer_sound(fg_writer *, int stream, const float *const *channels, int count);
// Leaves out `samples` of time. Encoders with a fixed frame first fill up the open frame with silence.
int fg_writer_skip_sound(fg_writer *, int stream, int64_t samples);

// Drains the encoders and writes the trailer.
int fg_writer_finish(fg_writer *);

// H.273 code (or libavutil's for range and location) of a name; negative for an unknown one.
int fg_primaries_code(const char *name);
int fg_transfer_code(const char *name);
int fg_matrix_code(const char *name);
int fg_range_code(const char *name);
int fg_location_code(const char *name);
// Fills `out`; negative for an unknown name and for formats that cannot be written sample by sample.
int fg_pixel_format_named(const char *name, fg_pixel_format *out);
// Channels of a layout name, negative for an unknown one.
int fg_layout_channels(const char *layout);
// libavutil's name of a channel ("FL", "LFE") of a layout.
void fg_layout_channel_name(const char *layout, int channel, char *name, size_t size);
