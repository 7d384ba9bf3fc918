#include <string.h>

#include "fgk_structure.h"

enum {
    // A gradient equal to those around it counts as this; the last bin takes all that are eight times as large.
    even = 64,
    bins = 8 * even,
    smallest = 4,
    largest = 24,
};

static int median(const int *count, int all) {
    int sum = 0;
    for (int bin = 0; bin < bins; bin++) {
        sum += count[bin];
        if (2 * sum >= all) return bin;
    }
    return 0;
}

static void compare_with_surroundings(const uint64_t *g, int lines, uint64_t least, uint16_t *work) {
    for (int i = 3; i < lines - 4; i++) {
        const uint64_t around = g[i - 3] + g[i - 2] + g[i - 1] + g[i + 1] + g[i + 2] + g[i + 3];
        const uint64_t bin = g[i] * 6 * even / (around > 6 * least ? around : 6 * least);
        work[i] = (uint16_t)(bin < bins ? bin : bins - 1);
    }
}

static int stand_out(const uint16_t *work, int lines, const int *whole, int side, int phase) {
    int on[bins], others[bins], many = 0;
    memset(on, 0, sizeof on);
    for (int i = 3 + (phase + side - 3 % side) % side; i < lines - 4; i += side, many++) on[work[i]]++;
    if (many < 5) return 1000;
    for (int bin = 0; bin < bins; bin++) others[bin] = whole[bin] - on[bin];
    const int beside = median(others, lines - 7 - many);
    // Where most lines are flat nothing can be said of the rest.
    return median(on, many) * 1000 / (beside > even / 2 ? beside : even / 2);
}

fgk_block_grid fgk_block_grid_find(const uint64_t *gradients, int lines, uint64_t least, uint16_t *work) {
    fgk_block_grid best = {1000, 0};
    int whole[bins];
    memset(whole, 0, sizeof whole);
    compare_with_surroundings(gradients, lines, least ? least : 1, work);
    for (int i = 3; i < lines - 4; i++) whole[work[i]]++;
    for (int side = smallest; side <= largest; side++)
        for (int phase = 0; phase < side; phase++) {
            const int found = stand_out(work, lines, whole, side, phase);
            // Multiples of the true side stand out as much; the smallest is the side.
            if (found * 20 > best.per_mille * 21) best = (fgk_block_grid){found, side};
        }
    return best;
}
