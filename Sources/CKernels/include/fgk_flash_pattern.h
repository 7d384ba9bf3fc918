#pragma once

// Regular stripes in a picture: how much of the screen they cover, how many pairs there are, how strong they are. Works
// on the 480 × 270 point samples of fgk_picture_tiles; finer stripes than 16 of them to 1080 lines may alias.
// An estimate for screening: the numbers below are starting values without an authority behind them.

#include "fgk_flash.h"

/// Share of the energy that has to lie at one spatial frequency (and its third harmonic) for a window to be striped.
#define FGK_FLASH_PATTERN_PURITY 0.35
/// Cycles across a window of 64 × 64 that a striped window has at least.
#define FGK_FLASH_PATTERN_CYCLES 3

typedef struct fgk_flash_pattern fgk_flash_pattern;

typedef struct fgk_flash_stripes {
    /// Share of the screen with stripes at one spatial frequency, 0 to 1; 0: none were found and the rest is 0 too.
    double area;
    /// Light and dark pairs across that area.
    double pairs;
    /// Pairs that the width and the height of the screen would hold.
    double across, down;
    /// Light less dark, cd/m², were the stripes of even width with hard edges; above 180 cd/m² on the scale of
    /// `fgk_flash_level`.
    double contrast;
    /// Luminance of the light stripes, cd/m².
    double light;
    /// Where the stripes stand, radians. To be compared with the picture before only if across and down are the same.
    double phase;
} fgk_flash_stripes;

typedef struct fgk_flash_pattern_rule {
    /// Least contrast, and luminance that the light stripes have to exceed, cd/m².
    double contrast, light;
    /// Luminance below which the dark stripes have to lie, cd/m²; infinite where contrast alone decides.
    double dark;
} fgk_flash_pattern_rule;

/// NULL when out of memory. The table `level_of_luma` of `reading` is copied.
fgk_flash_pattern *fgk_flash_pattern_create(const fgk_flash_reading *reading, const fgk_flash_pattern_rule *rule);
void fgk_flash_pattern_destroy(fgk_flash_pattern *pattern);
/// Looks at one picture. Keeps the spatial frequency of the picture before if it is nearly the same.
void fgk_flash_pattern_look(fgk_flash_pattern *pattern, const fgk_picture_tiles *tiles, fgk_flash_stripes *stripes);
