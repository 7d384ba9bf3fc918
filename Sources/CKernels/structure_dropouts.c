#include <string.h>

#include "structure_three.h"

enum {
    tile = 16,
    shortest = 20,
    // Pixels of a run that may be missing between two that are there.
    gap = 3,
    // In 8-bit codes: how far a pixel stands out at least, and the mean of a run.
    least = 16,
    least_mean = 24,
    // Lines and pixels around it that are looked at, and lines that it is searched in.
    around = 5,
    beside = 8,
    reach = 24,
};

/// A run of pixels in one or two lines.
typedef struct run {
    int x, y, width;
    /// Lines, and from one to the next.
    int lines, pitch;
    /// +1 brighter, −1 darker; mean distance in codes.
    int way, mean;
} run;

/// How far the pixel, in all lines of the run, stands out to `way` from above, below, before and after, where these differ
/// by less than twice that; else 0.
static int stands_out(const fgk_three luma, const run *r, int x) {
    const fgk_picture_component *now = &luma[structure_now];
    const int up = structure_code(now, x, r->y - r->pitch);
    const int down = structure_code(now, x, r->y + r->lines * r->pitch);
    int nearest = 1 << 16, low = up < down ? up : down, high = up < down ? down : up;
    for (int line = 0; line < r->lines; line++) {
        const int y = r->y + line * r->pitch;
        const int around_it[] = {structure_code(&luma[structure_before], x, y),
                                 structure_code(&luma[structure_after], x, y)};
        for (int i = 0; i < 2; i++) {
            if (around_it[i] < low) low = around_it[i];
            if (around_it[i] > high) high = around_it[i];
        }
    }
    for (int line = 0; line < r->lines; line++) {
        const int code = structure_code(now, x, r->y + line * r->pitch);
        const int distance = r->way > 0 ? code - high : low - code;
        if (distance < nearest) nearest = distance;
    }
    return nearest >= least << (now->depth - 8) && high - low < 2 * nearest ? nearest : 0;
}

/// Stretches the run from x to one side, over gaps; adds to `sum` and `many` what stands out.
static int stretch(const fgk_three luma, const run *r, int x, int step, int *sum, int *many) {
    int last = x;
    for (int at = x + step; at >= 0 && at < luma[0].width && abs(at - last) <= gap; at += step) {
        const int distance = stands_out(luma, r, at);
        if (!distance) continue;
        *sum += distance;
        (*many)++;
        last = at;
    }
    return last;
}

/// Whether more than a twelfth of the pixels around it jump nearly as far: then more than a line changes there.
static int surroundings_change(const fgk_three luma, const run *r) {
    const int width = luma[0].width, height = luma[0].height;
    const int left = r->x > beside ? r->x - beside : 0;
    const int right = r->x + r->width + beside < width ? r->x + r->width + beside : width;
    int all = 0, many = 0;
    for (int side = 0; side < 2; side++)
        for (int k = 2; k < 2 + around; k++) {
            const int y = r->y + (side ? (r->lines - 1 + k) * r->pitch : -k * r->pitch);
            if (y < 0 || y >= height) continue;
            for (int x = left; x < right; x++, all++)
                many += abs(structure_beyond_at(luma, x, y)) * 5 >= r->mean * 3;
        }
    return many * 12 > all;
}

/// Whether a line like it stands within reach in `other`: then it is a thing that moves.
static int is_found(const fgk_three luma, int other, const run *r) {
    const fgk_picture_component *now = &luma[structure_now], *where = &luma[other];
    const int most = r->mean / 2;
    for (int dy = -reach; dy <= reach; dy++) {
        const int y = r->y + dy;
        if (y < 0 || y >= now->height) continue;
        for (int dx = -reach; dx <= reach; dx++) {
            if (r->x + dx < 0 || r->x + dx + r->width > now->width) continue;
            int like = 0;
            for (int x = 0; x < r->width; x++)
                like += abs(structure_code(where, r->x + dx + x, y) - structure_code(now, r->x + x, r->y)) < most;
            if (like * 10 >= r->width * 6) return 1;
        }
    }
    return 0;
}

/// Makes a run of the pixel at x; returns whether it is a dropout.
static int follow(const fgk_three luma, run *r, int x) {
    const int first = stands_out(luma, r, x);
    if (!first) return 0;
    int sum = first, many = 1;
    const int left = stretch(luma, r, x, -1, &sum, &many), right = stretch(luma, r, x, 1, &sum, &many);
    r->x = left;
    r->width = right - left + 1;
    r->mean = sum / many;
    if (r->width < shortest || many * 10 < r->width * 8 || r->width * 10 >= luma[0].width * 7) return 0;
    if (r->mean < least_mean << (luma[0].depth - 8)) return 0;
    return !surroundings_change(luma, r) && !is_found(luma, structure_before, r) && !is_found(luma, structure_after, r);
}

/// Pixels of a stretch of 16 that stand out from the lines above and below, by their sign: those of the larger number.
static int candidates(const uint16_t up[tile], const uint16_t line[tile], const uint16_t down[tile], int distance,
                      int *way) {
    int above = 0, below = 0;
    for (int x = 0; x < tile; x++) {
        const int high = up[x] > down[x] ? up[x] : down[x], low = up[x] > down[x] ? down[x] : up[x];
        above += line[x] >= high + distance;
        below += line[x] + distance <= low;
    }
    *way = above >= below ? 1 : -1;
    return above >= below ? above : below;
}

static int is_new(const fgk_spot *found, int many, const run *r) {
    for (int i = 0; i < many; i++) {
        const int apart = r->y - found[i].y;
        if (apart >= 0 && apart < found[i].height && r->x < found[i].x + found[i].width && found[i].x < r->x + r->width)
            return 0;
    }
    return 1;
}

/// Looks at the lines of a tile, as single lines and as the first of two.
static int look(const fgk_three luma, int x0, int y0, int pitch, fgk_spot *found, int many, int capacity) {
    const fgk_picture_component *now = &luma[structure_now];
    const int width = x0 + tile <= now->width ? tile : now->width - x0, distance = least << (now->depth - 8);
    uint16_t row[tile + 6][tile] = {{0}};
    const int first = y0 - pitch, last = y0 + tile + 2 * pitch;
    for (int y = first < 0 ? 0 : first; y < last && y < now->height; y++) {
        if (width == tile) structure_read_16(now, x0, y, row[y - first]);
        else structure_read(now, y, x0, width, row[y - first]);
    }
    for (int y = y0 < pitch ? pitch : y0; y < y0 + tile; y++)
        for (int lines = 1; lines <= 2 && many < capacity; lines++) {
            if (y + lines * pitch >= now->height) break;
            run r = {.y = y, .lines = lines, .pitch = pitch};
            const int at = y - first;
            if (candidates(row[at - pitch], row[at], row[at + lines * pitch], distance, &r.way) < tile / 2)
                continue;
            int hit = 0;
            for (int x = x0; x < x0 + width && !hit; x += 2) hit = follow(luma, &r, x);
            if (hit && is_new(found, many, &r))
                found[many++] = (fgk_spot){r.x, r.y, r.width, (lines - 1) * pitch + 1};
        }
    return many;
}

int fgk_dropouts_find(const fgk_three luma, int interlaced, const int *tiles, int count, fgk_spot *found,
                      int capacity) {
    const int columns = (luma[0].width + tile - 1) / tile;
    int many = 0;
    for (int i = 0; i < count; i++) {
        if (i + 1 < count) {
            const int next = tiles[i + 1] / columns * tile;
            structure_fetch(&luma[structure_now], tiles[i + 1] % columns * tile, next - 2, next + tile + 4, 1);
        }
        many = look(luma, tiles[i] % columns * tile, tiles[i] / columns * tile, interlaced ? 2 : 1, found, many,
                    capacity);
    }
    return many;
}
