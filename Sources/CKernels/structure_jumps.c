#include "fgk_hits.h"

static uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/// Whether the tile above or the one below jumps by less than half as much.
static int stands_alone(const uint32_t *jump, int columns, int count, int tile) {
    const uint32_t above = tile >= columns ? jump[tile - columns] : 0;
    const uint32_t below = tile + columns < count ? jump[tile + columns] : 0;
    return jump[tile] >= 2 * (above < below ? above : below);
}

int fgk_tiles_jumped(const uint32_t *now, fgk_tile_history *history, int columns, int count, const fgk_jump *least,
                     int *found, int capacity) {
    // The jumps of the picture before become those of this one.
    uint32_t *const last = history->jump[history->turn & 1], *const jump = history->jump[~history->turn & 1];
    history->turn++;
    uint64_t all = 0;
    for (int i = 0; i < count; i++) {
        jump[i] = apart(now[i], history->sum[i]);
        history->sum[i] = now[i];
        all += jump[i];
    }
    const uint64_t usual = all * least->times / (uint64_t)(count ? count : 1);
    const uint64_t threshold = usual > least->sum ? usual : least->sum;
    int many = 0;
    for (int i = 0; i < count; i++) {
        if (jump[i] < threshold || jump[i] < 2 * last[i]) continue;
        if (least->alone && !stands_alone(jump, columns, count, i)) continue;
        if (many < capacity) found[many] = i;
        many++;
    }
    return many <= capacity ? many : -1;
}
