#pragma once

#include "flash_kernels.h"

/// One picture. Its codes are kept, and read as light where that is asked for; planes that were not asked for are NULL.
typedef struct flash_slot {
    double time;
    /// Luma, and three components: of Y'CbCr the first is luma's own plane.
    uint16_t *luma, *component[3];
    uint16_t *light, *u, *v;
    /// Groups of each row of which `light`, and u' and v' are worked out, and those that hold a saturated red.
    uint16_t has_light[flash_rows], has_colour[flash_rows], has_red[flash_rows];
} flash_slot;

/// Groups of the latest picture in which luminance may have changed by `step` levels since one of `count` before it.
typedef struct flash_light_hits {
    long taken;
    int count;
    uint16_t step;
    /// The step that `weights` are for; 0: none yet.
    uint16_t weighed;
    flash_weights weights;
    uint16_t groups[flash_rows];
} flash_light_hits;

struct fgk_flash_history {
    const flash_kernels *kernels;
    fgk_flash_reading reading;
    flash_matrix matrix;
    flash_red_margin red_margin;
    /// Least code of Cr in any saturated red; 0 where Cr does not tell.
    int red_code;
    flash_light_hits hits;
    unsigned planes;
    /// Pictures taken so far, and room for so many.
    long taken;
    int room;
    flash_slot slot[FGK_FLASH_MOST_PAST + 1];
};

/// The picture `ago` pictures before the latest, or NULL when there is none (any more).
flash_slot *flash_history_slot(fgk_flash_history *history, int ago);
/// How many pictures before the latest lie within so many seconds of it: at least the one before, if there is one.
int flash_history_within(fgk_flash_history *history, double seconds);
/// Works out levels, or u' and v', of some groups of a row, unless it is done.
void flash_history_light(const fgk_flash_history *history, flash_slot *slot, int row, unsigned groups);
void flash_history_colour(const fgk_flash_history *history, flash_slot *slot, int row, unsigned groups);
/// For each row the groups in which luminance may have changed by `step` levels since one of the `count` pictures before.
const uint16_t *flash_history_hits(fgk_flash_history *history, int count, uint16_t step);

/// What tells reds from all else: margins of R' above G' and B', and the least code of Cr.
void flash_find_red_margin(fgk_flash_history *history);
/// Weights for the search for changes of luminance by `step` levels.
void flash_find_weights(const fgk_flash_history *history, uint16_t step, flash_weights *weights);
