#pragma once

// Traces of enlargement. A picture that was enlarged by interpolation holds its detail twice: a frequency f of the
// smaller picture stands at f and, fainter, mirrored at r − f, where r is the sampling frequency of the smaller picture
// in cycles per sample of the larger one (its size over that of the larger one). The two agree in phase along the whole
// line, which detail of a picture that was not enlarged does not (spectral correlation of cyclostationary signals; for
// pictures: Gallagher, Detection of linear and cubic interpolation in JPEG compressed images, CRV 2005).

#include "fgk_picture_frame.h"

/// Samples of the stretches that are transformed: the unit of sizes that are told apart is 1/512 of the picture.
#define FGK_SCALING_SIZE 512
/// Sizes that are looked for, in 512ths: 0.17 to 0.92.
#define FGK_SCALING_FIRST 88
#define FGK_SCALING_LAST 471
/// Stretches of lines that a result rests on at least.
#define FGK_SCALING_LEAST 32

typedef struct fgk_scaling fgk_scaling;

/// For luma (or G') of `width` × `height`; NULL when out of memory.
fgk_scaling *fgk_scaling_create(int width, int height);
void fgk_scaling_destroy(fgk_scaling *scaling);

/// How well the phases agree in the rows (`down` 0) or columns (1) of one picture: from 0 to 1 for each size from
/// FGK_SCALING_FIRST to FGK_SCALING_LAST, valid until the next call. `field` −1 looks at columns of the frame, 0 or 1 at
/// those of one field. Returns the stretches with enough detail; below FGK_SCALING_LEAST the picture does not tell.
int fgk_scaling_look(fgk_scaling *scaling, const fgk_picture_component *luma, int down, int field,
                     const float **agreement);

/// The size of the smaller picture in 512ths of this one.
typedef struct fgk_scaling_trace {
    /// 0: none was found.
    double size;
    /// Agreement at that size, and that over the mean of its surroundings.
    double agreement, prominence;
} fgk_scaling_trace;

/// The strongest trace in what `fgk_scaling_look` found. Coding blocks of 4, 8 and 16 samples agree at multiples of
/// 1/16; there only 3/8, 1/2 and 3/4 count, and only where they outshine all other multiples. With `is_grid_out` they do not count: the wavelets
/// of JPEG 2000 enlarge by 2.
fgk_scaling_trace fgk_scaling_find(const float *agreement, int is_grid_out);

/// For tests: with 1 the plain loops are used; 0 undoes it. Returns 1 when AVX2 will be used.
int fgk_scaling_force_plain(int on);
