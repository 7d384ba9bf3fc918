#pragma once

#include "flash_kernels.h"

/// One picture as light. Planes that were not asked for are NULL.
typedef struct flash_slot {
    double time;
    uint16_t *luma, *light, *u, *v;
    /// R', G', B' in steps of 1/4095.
    int16_t *steps[3];
    /// 1 for rows of which u' and v' are worked out, and for rows that hold a saturated red.
    uint8_t has_colour[flash_rows], has_red[flash_rows];
} flash_slot;

struct fgk_flash_history {
    const flash_kernels *kernels;
    fgk_flash_reading reading;
    flash_matrix matrix;
    /// Steps that R' lies above G' and B' in every saturated red.
    int red_margin;
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
/// Works out u' and v' of a row, unless it is done.
void flash_history_colour(const fgk_flash_history *history, flash_slot *slot, int row);
