#pragma once

// Faults that stand in one picture only: blocks and parts of lines that are not there in the picture before nor in the one
// after. Looked at are the tiles whose mean luma jumps. Integers; nothing is allocated but by `create`.

#include <stdint.h>

#include "fgk_picture_frame.h"

/// Three pictures of one kind in the order of time: the same component (luma, or G' of R'G'B') of each.
typedef fgk_picture_component fgk_three[3];

/// When a tile jumps.
typedef struct fgk_jump {
    /// Its luma sum changes by at least this, and by so many times what is usual in the picture (the mean over its tiles).
    uint32_t sum, times;
    /// 1: and the tile above or the one below changes by less than half as much.
    int alone;
} fgk_jump;

/// The tiles of the picture before: luma sums, and how far they jumped (in two arrays, used by turns). All begin as zero.
typedef struct fgk_tile_history {
    uint32_t *sum, *jump[2];
    int turn;
} fgk_tile_history;

/// Tiles, row-major in `columns`, that jumped since the picture before, and at least twice as far as they did then: where
/// things move all the time nothing can be told. Returns how many, or −1 for more than `capacity`.
int fgk_tiles_jumped(const uint32_t *now, fgk_tile_history *history, int columns, int count, const fgk_jump *least,
                     int *found, int capacity);

/// A stretch of a picture, in pixels; lines are those of the frame.
typedef struct fgk_spot {
    int x, y, width, height;
} fgk_spot;

/// Work space for pictures of one size.
typedef struct fgk_hit_work fgk_hit_work;
fgk_hit_work *fgk_hit_work_create(int width, int height);
void fgk_hit_work_destroy(fgk_hit_work *work);

/// Digital hits: groups of 8 × 8 blocks on the coding grid whose content differs from both neighbours in time while these
/// agree, with borders that are steep on all sides, in space or in the difference from the neighbours, and that are found
/// within 32 pixels in neither of them. Looks at blocks of the 16 × 16 tiles that are named, and at what hangs together
/// with them. Returns how many, up to `capacity`.
int fgk_hits_find(const fgk_three luma, const int *tiles, int count, fgk_hit_work *work, fgk_spot *found, int capacity);

/// Part-line dropouts: at least 20 pixels of one line or of two (of one field where `interlaced`) that stand out from the
/// lines above and below and from the pictures before and after to one side, while the surroundings do not, and that no
/// line like them stands within 24 lines of in the pictures before and after. Looks at lines of the tiles that are named;
/// those of 70 % of the width and more are left out. Returns how many, up to `capacity`.
int fgk_dropouts_find(const fgk_three luma, int interlaced, const int *tiles, int count, fgk_spot *found, int capacity);
