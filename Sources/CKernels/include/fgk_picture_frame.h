#pragma once

// A decoded picture as it lies in memory. Nothing is copied and nothing is converted: what the decoder delivers is what
// is measured.

#include <stddef.h>
#include <stdint.h>

/// How the components of a picture are to be read.
typedef enum fgk_picture_model {
    /// Components: luma, Cb, Cr and, where present, alpha.
    FGK_PICTURE_YCBCR = 0,
    /// Components in the order R, G, B and, where present, alpha.
    FGK_PICTURE_RGB = 1,
    /// Components: luma and, where present, alpha.
    FGK_PICTURE_GRAY = 2,
} fgk_picture_model;

/// One component (plane, or interleaved part of a plane) of a decoded picture.
typedef struct fgk_picture_component {
    /// First byte of the first sample of the top row.
    const uint8_t *data;
    /// Bytes from one row to the row below it; negative for bottom-up pictures. Bytes after the last sample of a row
    /// are never read.
    ptrdiff_t stride;
    /// Bytes from one sample to the next: equal to `bytes` in a plane of its own, more in NV12, P010, packed RGB.
    int step;
    /// Samples in a row, and rows. A subsampled component has ceil(width / 2) or ceil(width / 4) samples and
    /// ceil(height / 2) or ceil(height / 4) rows.
    int width, height;
    /// Bytes that hold a sample: 1 or 2.
    int bytes;
    /// Bits below the sample in its word (6 for P010).
    int shift;
    /// Significant bits, 8 to 16, the same for all components of a picture. A code that needs more is counted as stray
    /// and measured as the highest code.
    int depth;
    /// 1 when a two-byte sample has its high byte first.
    int big_endian;
    /// 1 when it is known, from measuring LEVELS, that no sample is stray: saves looking for them again.
    int is_clean;
} fgk_picture_component;

/// One decoded picture.
typedef struct fgk_picture {
    /// Luma raster, 1 to 32767 each way.
    int width, height;
    fgk_picture_model model;
    /// How many of `component` are filled: 1 to 4.
    int components;
    fgk_picture_component component[4];
    /// 1 for full range (0 … 2^n − 1), 0 for narrow range (16 … 235 · 2^(n−8)), H.273 VideoFullRangeFlag.
    int full_range;
    /// Luma weights of R' and B' of the Y'CbCr matrix (H.273 MatrixCoefficients: BT.709 0.2126 and 0.0722). 0 when the
    /// matrix is unknown or is not of this kind (ICtCp, YCgCo, constant luminance): R'G'B' is then not measured.
    /// For RGB pictures they weigh the luma that is derived; 0 stands for BT.709.
    double kr, kb;
    /// 1 when the rows belong to two fields in turn, whichever comes first.
    int interlaced;
    /// 1 when chroma of 4:2:0 is co-sited with the upper luma row (BT.2020 and BT.2100 practice), 0 when it lies half
    /// way between two rows. Horizontally chroma is always taken as co-sited with the even (every fourth) luma sample.
    int chroma_top_left;
} fgk_picture;
