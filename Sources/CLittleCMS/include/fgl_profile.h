// Reading ICC profiles with LittleCMS. Opaque handles and plain structs only; no lcms type stands in this header.
//
// A profile has a library context of its own: any number may be open on any threads, each used by one at a time.
// Functions that read something return 1 where it is there and 0 where it is not, or cannot be read.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct fgl_profile fgl_profile;

// Opens a profile from memory, which is copied. Returns 0, or the library's error code and its words.
int fgl_profile_open(const uint8_t *bytes, size_t size, fgl_profile **, char *text, size_t text_size);
void fgl_profile_close(fgl_profile *);
// The first error since the profile was opened; an empty text when there was none. Returns its code.
int fgl_profile_error(const fgl_profile *, char *text, size_t size);

// Signatures as four characters, most significant first.
typedef struct fgl_header {
    double version;
    uint32_t profile_class, colour_space, connection_space;
    int tags;
    int is_matrix; // three curves and a 3×3 matrix, or one grey curve
    int channels;  // of the colour space
} fgl_header;

void fgl_profile_header(fgl_profile *, fgl_header *);
// The tag at `index` of the table; 0 past its end.
uint32_t fgl_profile_tag(fgl_profile *, int index);
// English where there is a choice, as UTF-8.
void fgl_profile_description(fgl_profile *, char *text, size_t size);

int fgl_profile_xyz(fgl_profile *, uint32_t tag, double xyz[3]);
// Row by row.
int fgl_profile_chad(fgl_profile *, double matrix[9]);
// Year, month, day, hour, minute, second, UTC.
int fgl_profile_date(fgl_profile *, uint32_t tag, int fields[6]);

typedef struct fgl_curve {
    int type;             // parametric type of lcms, 0 for a table, negative for an inverse
    double parameters[7]; // as ICC.1:2022 §10.18 orders them
    double gamma;         // the library's estimate, -1 where the curve is no power law
} fgl_curve;

// Samples a tone curve at `count` signals evenly spread from 0 to 1.
int fgl_profile_curve(fgl_profile *, uint32_t tag, fgl_curve *, float *samples, int count);
// The three ramps of a graphics card, `count` samples each, one after the other.
int fgl_profile_ramps(fgl_profile *, float *samples, int count);

// Device values (0 to 1, `channels` each) to X, Y, Z of the connection space, media-relative: white is D50 with Y = 1.
int fgl_profile_to_xyz(fgl_profile *, const double *device, int colours, double *xyz);
// Takes device values through the profile, back and through it again, with relative colorimetric intent; L*, a*, b*
// of the first and of the second time.
int fgl_profile_round_trip(fgl_profile *, const double *device, int colours, double *first, double *second);
