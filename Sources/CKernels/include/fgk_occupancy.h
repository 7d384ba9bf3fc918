#pragma once

// Which colours of a picture smaller gamuts hold: tables for one kind of picture, and what they count.

#include <stdint.h>

/// Gamuts that a picture is held against.
#define FGK_OCCUPANCY_GAMUTS 2
/// Intervals of the table of light.
#define FGK_OCCUPANCY_STEPS 16384

/// What the tables are made from.
typedef struct fgk_occupancy_colour {
    /// Light of signals 0, 1 / FGK_OCCUPANCY_STEPS, … 1, rising; FGK_OCCUPANCY_STEPS + 1 values in any unit.
    const double *light;
    /// Codes of signal 0 and 1 in 12-bit units.
    double black, white;
    /// From linear R, G, B to those of each gamut, row by row.
    double matrix[FGK_OCCUPANCY_GAMUTS][9];
    /// A colour is outside when a component is below minus this share of the largest one.
    double slack;
    /// Light of the largest component up to which a colour counts as inside, in the unit of `light`.
    double darkest;
    /// Weights of R, G, B in luminance and the exponent of a display's system gamma less 1: the light of a component is
    /// its `light` times luminance to this power (HLG, BT.2100). 0 where light is the display's own.
    double luminance[3], system_gamma;
} fgk_occupancy_colour;

/// The tables. They do not change and can be read by several threads.
typedef struct fgk_occupancy fgk_occupancy;

/// NULL when out of memory. `colour->light` is copied.
fgk_occupancy *fgk_occupancy_create(const fgk_occupancy_colour *colour);
void fgk_occupancy_destroy(fgk_occupancy *tables);

/// Bit n is set when the colour of these signals (0 black, 1 white) lies outside of gamut n.
unsigned fgk_occupancy_outside(const fgk_occupancy *tables, double red, double green, double blue);

/// Group OCCUPANCY.
typedef struct fgk_picture_occupancy {
    int valid;
    /// Pixels looked at, and those outside of each gamut.
    uint64_t pixels, outside[FGK_OCCUPANCY_GAMUTS];
} fgk_picture_occupancy;
