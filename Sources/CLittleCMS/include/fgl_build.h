// Writing matrix profiles for displays: fixtures of tests and lessons.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct fgl_recipe {
    double version;       // 2.1 or 4.4
    double x[4], y[4];    // chromaticities of red, green, blue and white
    int curve_type;       // lcms parametric type 1 to 5, 0 for a table
    double parameters[7]; // of the formula
    const float *table;   // or samples
    int table_size;
    const char *description; // ASCII
    double luminance;        // cd/m², 0: no 'lumi'
    int has_cicp, cicp[4];
    int has_calibration, calibration[6]; // UTC
    double ramp_gamma, ramp_top;         // 'vcgt': a power scaled to end at `ramp_top`; gamma 0: none
} fgl_recipe;

// Returns 0 and the bytes of a profile, to be given to fgl_free(); -1 where the library cannot make it.
int fgl_build_display(const fgl_recipe *, uint8_t **bytes, size_t *size);
void fgl_free(uint8_t *);
