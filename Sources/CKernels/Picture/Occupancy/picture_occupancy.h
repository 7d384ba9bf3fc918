#pragma once

// Gamut occupancy, pixel by pixel. Where the components of 16 pixels lie close together their colours are in every
// gamut. Other pixels are computed in single precision from their rounded R', G', B', and the few that lie so close to
// the surface of a gamut that this rounding may decide are computed again, in double precision from the samples.

#include "../../include/fgk_occupancy.h"

enum {
    picture_occupancy_codes = 4096,
    /// Pixels that are proved to be inside, or computed, together.
    picture_occupancy_group = 16,
    /// What R', G', B' may be off by in 12-bit units: half a code of their own, and of chroma between two samples
    /// nearly one more.
    picture_occupancy_rounding = 2,
    picture_occupancy_doubt = 12
};

/// How far R', G' and B' may lie below the largest of them, max, inside of every gamut: the smaller of two lines, room + (max − dark) · rise / 2^16.
typedef struct picture_rooms {
    int16_t room[2][3];
    uint16_t rise[2][3];
} picture_rooms;

struct fgk_occupancy {
    fgk_occupancy_colour colour;
    /// Over signals.
    double light[FGK_OCCUPANCY_STEPS + 1];
    /// Over codes: light, and by how much rounding moves it.
    float code_light[picture_occupancy_codes], doubt[picture_occupancy_codes];
    float matrix[FGK_OCCUPANCY_GAMUTS][9], slack;
    /// Over the gamut's components: one over the steps of the largest component that rounding moves it by.
    float certainty[FGK_OCCUPANCY_GAMUTS][3];
    /// From this code of the largest component on a pixel is surely not dark.
    int16_t bright;
    /// Up to this code it surely is.
    int16_t dark;
    picture_rooms rooms;
};

struct fgk_picture_state;
struct fgk_picture_result;

/// Counts the pixels that are surely outside of each gamut. Returns how many are in doubt, and puts the number of each
/// of these and, from `picture_occupancy_doubt` on, a bit for each gamut in doubt into `doubtful`.
int picture_plain_classify(const int16_t *const signal[4], int n, const fgk_occupancy *tables,
                           uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful);
int picture_avx2_classify(const int16_t *const signal[4], int n, const fgk_occupancy *tables,
                          uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful);

/// Whether row y is held against the gamuts.
int picture_occupancy_is_looked_at(const struct fgk_picture_state *state, int y);
/// Enters a run of n converted pixels.
void picture_occupancy_run(struct fgk_picture_state *state, int n);
void picture_occupancy_merge(struct fgk_picture_state *into, const struct fgk_picture_state *from);
void picture_occupancy_finish(const struct fgk_picture_state *state, struct fgk_picture_result *result);
