// Reading media: demuxers, decoders, frames and the messages the libraries write while they work.
// Opaque handles and plain structs only; no libav type stands in this header.
//
// Functions that can fail return 0 or a negative code; fg_error_text() puts it into words.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct fg_evidence fg_evidence;
typedef struct fg_input fg_input;
typedef struct fg_packet fg_packet;
typedef struct fg_decoder fg_decoder;
typedef struct fg_frame fg_frame;

typedef struct fg_rational { int num, den; } fg_rational;

// INT64_MIN stands for "no timestamp".
extern const int64_t FG_NO_TIME;
// The decoder wants another packet before it can give a frame.
extern const int FG_AGAIN;
// Nothing more will come.
extern const int FG_END;
// The stream uses a feature that libavcodec does not have.
extern const int FG_UNSUPPORTED;

void fg_error_text(int code, char *text, size_t size);
// Version of libavcodec and libavformat, for reports: "libavcodec 59.37.100, libavformat 59.27.100".
void fg_library_versions(char *text, size_t size);

// --- Evidence: messages of the libraries, alike ones (digits aside) counted together -------------------------------

typedef struct fg_message {
    int level; // 8 fatal, 16 error, 24 warning
    int count;
    char source[40];
    char text[216];
} fg_message;

fg_evidence *fg_evidence_create(void);
void fg_evidence_destroy(fg_evidence *);
// Copies message `index` in a fixed (sorted) order; returns 0 past the end.
int fg_evidence_get(fg_evidence *, int index, fg_message *);

// --- Facts --------------------------------------------------------------------------------------------------------

enum { FG_VIDEO, FG_AUDIO, FG_SUBTITLE, FG_DATA, FG_ATTACHMENT };

// H.273 code points; primaries, transfer and matrix 2 and range 0 mean unspecified. Range 1 is narrow, 2 is full.
typedef struct fg_colour { int primaries, transfer, matrix, range, location; } fg_colour;

const char *fg_primaries_name(int code);
const char *fg_transfer_name(int code);
const char *fg_matrix_name(int code);
const char *fg_range_name(int code);
const char *fg_location_name(int code);
// Luma coefficients of a matrix; returns 0 where it has none (identity, ICtCp, unspecified, …).
int fg_matrix_coefficients(int matrix, double *kr, double *kb);

// Whether the samples of a pixel format can be read one by one as codes of 8 to 16 bits, or why not.
enum {
    FG_SAMPLES_READABLE,
    FG_SAMPLES_FLOAT,
    FG_SAMPLES_PALETTE,
    FG_SAMPLES_MOSAIC,   // colour filter array of a camera
    FG_SAMPLES_PACKED,   // share bytes, or lie at no even distance
    FG_SAMPLES_SHALLOW,  // less than 8 bits
    FG_SAMPLES_DEEP,     // more than 16 bits
    FG_SAMPLES_HARDWARE, // lie in the memory of a device
};

typedef struct fg_pixel_format {
    char name[24];  // libavutil's name, empty when unknown
    int depth;      // bits of the first component
    int components; // alpha included
    int chroma_shift_x, chroma_shift_y;
    int is_rgb, has_alpha, is_xyz;
    int samples; // FG_SAMPLES_…
} fg_pixel_format;

// SMPTE ST 2086: CIE 1931 x, y of red, green, blue and white; luminance in cd/m².
typedef struct fg_mastering {
    int has_primaries, has_luminance;
    double x[4], y[4];
    double max_luminance, min_luminance;
} fg_mastering;

// CTA-861.3, cd/m²; 0 means unknown.
typedef struct fg_light { int present, max_cll, max_fall; } fg_light;

// Dolby Vision configuration record.
typedef struct fg_dovi {
    int present, version_major, version_minor, profile, level, rpu, el, bl, compatibility;
} fg_dovi;

typedef struct fg_stream {
    int kind, id, is_attached_picture, is_default;
    char codec[32];
    char profile[64];
    int profile_id, level;
    uint32_t tag;
    fg_rational time_base, average_rate, real_rate;
    int64_t start_time, duration, frames, bit_rate;
    // picture
    int width, height;
    fg_rational sample_aspect;
    int field_order; // 0 unknown, 1 progressive, 2 tt, 3 bb, 4 tb (coded top first, shown bottom first), 5 bt
    int b_frame_delay;
    fg_pixel_format pixel;
    fg_colour colour;
    fg_mastering mastering;
    fg_light light;
    fg_dovi dovi;
    double rotation; // degrees, NaN when the stream has no display matrix
    // sound
    int sample_rate, channels, bits_raw, bits_coded;
    char sample_format[12];
    char layout[64];
    int layout_declared;
    int extradata_size, icc_size;
} fg_stream;

// --- Input --------------------------------------------------------------------------------------------------------

// For formats that announce their streams late (MPEG transport streams); an eighth and a quarter of it for others.
typedef struct fg_limits {
    int64_t probe_bytes, analyse_microseconds, max_pixels;
    int max_streams;
} fg_limits;

// Opens one local file. Only that file is ever read: nested names (playlists, references) are refused, and only
// formats that hold media in one file are recognised. `cancel` may point to a flag that stops blocking calls.
int fg_input_open(const char *path, fg_limits limits, fg_evidence *, const int *cancel, fg_input **);
// Reads ahead to complete the facts of the streams. Overwrites container facts with the bitstream's.
int fg_input_probe(fg_input *);
void fg_input_close(fg_input *);

const char *fg_input_format(const fg_input *);
int fg_input_stream_count(const fg_input *);
// Microseconds, FG_NO_TIME when unknown.
int64_t fg_input_duration(const fg_input *);
int64_t fg_input_start_time(const fg_input *);
int64_t fg_input_bit_rate(const fg_input *);
// Facts as the container stated them (taken before probing), and as they are known now. 0 past the end.
int fg_input_container_stream(const fg_input *, int index, fg_stream *);
int fg_input_stream(const fg_input *, int index, fg_stream *);
// libavutil's name of channel `channel` ("FL"), empty when unlabelled.
void fg_input_channel_name(const fg_input *, int stream, int channel, char *name, size_t size);
// Metadata of a stream, or of the file (stream -1). 0 past the end.
int fg_input_metadata(const fg_input *, int stream, int index, const char **key, const char **value);
const uint8_t *fg_input_extradata(const fg_input *, int stream);
const uint8_t *fg_input_icc(const fg_input *, int stream);
// Streams that nobody wants are dropped at the demuxer.
void fg_input_discard(fg_input *, int stream, int discard);

// --- Packets ------------------------------------------------------------------------------------------------------

typedef struct fg_packet_facts {
    int stream, size, is_key, is_corrupt, is_discard;
    int64_t pts, dts, duration, position;
} fg_packet_facts;

fg_packet *fg_packet_create(void);
void fg_packet_destroy(fg_packet *);
void fg_packet_clear(fg_packet *);
void fg_packet_move(fg_packet *to, fg_packet *from);
int fg_input_read(fg_input *, fg_packet *);
void fg_packet_get(const fg_packet *, fg_packet_facts *);
const uint8_t *fg_packet_data(const fg_packet *);
// Matroska's BlockAddID, 8 bytes big-endian, and what follows it; NULL when the block has no addition.
const uint8_t *fg_packet_block_addition(const fg_packet *, int *size);

// --- Decoding -----------------------------------------------------------------------------------------------------

// Opens a decoder for a stream. The container's colour and field order are not handed to it, so that a frame's facts
// are the bitstream's own.
int fg_decoder_open(const fg_input *, int stream, int threads, fg_evidence *, fg_decoder **);
void fg_decoder_close(fg_decoder *);
// NULL flushes.
int fg_decoder_send(fg_decoder *, const fg_packet *);
int fg_decoder_receive(fg_decoder *, fg_frame *);
// Bits of a sample of the frame that was received last, as the decoder says; 0 where it says nothing or the coding has none.
int fg_decoder_sample_bits(const fg_decoder *);

fg_frame *fg_frame_create(void);
void fg_frame_destroy(fg_frame *);
void fg_frame_clear(fg_frame *);
void fg_frame_move(fg_frame *to, fg_frame *from);

typedef struct fg_frame_facts {
    int64_t pts, duration;
    // picture
    int width, height;
    fg_pixel_format pixel;
    fg_colour colour;
    fg_rational sample_aspect;
    int is_interlaced, top_field_first, repeat, is_key, picture_type; // 'I', 'P', 'B', or '?'
    int decode_errors, is_corrupt;
    fg_mastering mastering;
    fg_light light;
    int hdr10_plus, dolby_vision_rpu_size, hdr_vivid, caption_bytes, icc_size;
    int afd;                // -1: none
    uint32_t s12m_timecode; // 0: none
    // sound
    int sample_rate, channels, samples, is_planar_float;
    int integer_bits;         // of the sample format; 0: floating point
    uint64_t layout_speakers; // a bit for each loudspeaker, WAVE's order; 0: not told
} fg_frame_facts;

void fg_frame_get(const fg_frame *, fg_frame_facts *);

// One colour component of a picture where it lies in memory.
typedef struct fg_component {
    const uint8_t *data;
    ptrdiff_t stride; // bytes from one row to the next, may be negative
    int step;         // bytes from one sample to the next
    int width, height, bytes, shift, depth, big_endian;
} fg_component;

// Fills up to four components (Y Cb Cr A, or R G B A); returns their number, 0 where the format cannot be read sample
// by sample (see FG_SAMPLES_…).
int fg_frame_components(const fg_frame *, fg_component components[4]);
const uint8_t *fg_frame_dolby_vision_rpu(const fg_frame *, int *size);
const uint8_t *fg_frame_icc(const fg_frame *, int *size);
// Writes the name of the layout, `stereo` or `5.1(side)`.
void fg_frame_layout(const fg_frame *, char *name, size_t size);
// Writes the samples as float, full scale ±1, one plane a channel. `planes` needs room for the frame's samples.
// Returns 0, or a negative code for a sample format it does not know.
int fg_frame_read_float(const fg_frame *, float *const *planes);
