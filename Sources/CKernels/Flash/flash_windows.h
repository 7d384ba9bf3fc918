#pragma once

#include "flash_kernels.h"

/// Sums of a mask over windows that may lie anywhere on the screen.
typedef struct flash_windows {
    int columns, rows;
    /// Sum of everything above and to the left, one row and one column of zeros first. NULL where the window is the screen.
    uint32_t *sums;
    /// 1 where the top left corner of a window with enough samples lies.
    uint8_t *corners;
} flash_windows;

/// Returns 0 when out of memory.
int flash_windows_make(flash_windows *windows, int columns, int rows);
void flash_windows_free(flash_windows *windows);
/// Samples of the fullest window, given the samples of the whole mask. A result that cannot be more than `limit` may be
/// too high, but never above `limit`.
int flash_windows_fullest(flash_windows *windows, const uint8_t *mask, int total, double limit);
/// Takes out of the mask what lies in no window with more than `limit` samples. Returns the samples that are left.
int flash_windows_keep(flash_windows *windows, uint8_t *mask, int total, double limit);
