#include <stdlib.h>

#include "fgk_picture_result.h"
#include "fgk_structure.h"

enum {
    columns = FGK_PICTURE_GRID_COLUMNS / 4,
    rows = 66,
    block_width = 12,
    block_height = 11,
    reach = 6,
    // One 8-bit code is 16 units.
    code = 16,
    // Blocks with less detail than this have nothing to be recognised by.
    flat = 3 * code / 2,
    // Flat blocks that differ by more than this are not the same.
    step = 16 * code,
    // Half the side of the surroundings.
    around = 4,
};

struct fgk_small {
    int16_t mean[rows * columns];
    int16_t detail[rows * columns];
};

fgk_small *fgk_small_create(void) { return calloc(1, sizeof(fgk_small)); }

void fgk_small_destroy(fgk_small *small) { free(small); }

static void shrink(fgk_small *small, const uint16_t *grid, int depth) {
    for (int y = 0; y < rows; y++) {
        // 66 · 4 of the 270 rows, the same left out at either end.
        const uint16_t *from = grid + (4 * y + 3) * FGK_PICTURE_GRID_COLUMNS;
        for (int x = 0; x < columns; x++) {
            int sum = 0;
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 4; j++) sum += from[i * FGK_PICTURE_GRID_COLUMNS + 4 * x + j];
            small->mean[y * columns + x] = (int16_t)(sum >> (depth - 8));
        }
    }
}

static void remove_surroundings(fgk_small *small) {
    // Sums over the rectangle above and left of a point.
    int sums[rows + 1][columns + 1];
    for (int x = 0; x <= columns; x++) sums[0][x] = 0;
    for (int y = 0; y < rows; y++) {
        int line = 0;
        sums[y + 1][0] = 0;
        for (int x = 0; x < columns; x++) {
            line += small->mean[y * columns + x];
            sums[y + 1][x + 1] = sums[y][x + 1] + line;
        }
    }
    for (int y = 0; y < rows; y++) {
        const int top = y < around ? 0 : y - around, bottom = y + around >= rows ? rows : y + around + 1;
        for (int x = 0; x < columns; x++) {
            const int left = x < around ? 0 : x - around, right = x + around >= columns ? columns : x + around + 1;
            const int sum = sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
            const int mean = sum / ((bottom - top) * (right - left));
            small->detail[y * columns + x] = (int16_t)(small->mean[y * columns + x] - mean);
        }
    }
}

void fgk_small_fill(fgk_small *small, const uint16_t *luma_grid, int depth) {
    shrink(small, luma_grid, depth);
    remove_surroundings(small);
}

/// Sum of absolute differences of two blocks; what exceeds `best` need not be exact.
static int block_sad(const int16_t *a, const int16_t *b, int best) {
    int sum = 0;
    for (int y = 0; y < block_height && sum < best; y++, a += columns, b += columns)
        for (int x = 0; x < block_width; x++) sum += abs(a[x] - b[x]);
    return sum;
}

static int block_detail(const int16_t *a) {
    int sum = 0;
    for (int y = 0; y < block_height; y++, a += columns)
        for (int x = 0; x < block_width; x++) sum += abs(a[x]);
    return sum / (block_width * block_height);
}

static int block_mean(const int16_t *a) {
    int sum = 0;
    for (int y = 0; y < block_height; y++, a += columns)
        for (int x = 0; x < block_width; x++) sum += a[x];
    return sum / (block_width * block_height);
}

/// Whether the blocks correlate by more than 0.65.
static int correlates(const int16_t *a, const int16_t *b) {
    int64_t ab = 0, aa = 0, bb = 0;
    for (int y = 0; y < block_height; y++, a += columns, b += columns)
        for (int x = 0; x < block_width; x++) {
            ab += a[x] * b[x];
            aa += a[x] * a[x];
            bb += b[x] * b[x];
        }
    // 132 products of 24 bits: the squares stay below 2^63 only after a shift.
    ab >>= 8, aa >>= 8, bb >>= 8;
    return ab > 0 && ab * ab * 100 > aa * bb * 42;
}

static const int16_t *best_match(const int16_t *block, const fgk_small *before, int x0, int y0) {
    const int16_t *match = before->detail + y0 * columns + x0;
    int best = block_sad(block, match, INT32_MAX);
    for (int dy = -reach; dy <= reach; dy++) {
        if (y0 + dy < 0 || y0 + dy + block_height > rows) continue;
        for (int dx = -reach; dx <= reach; dx++) {
            if (x0 + dx < 0 || x0 + dx + block_width > columns) continue;
            const int16_t *candidate = before->detail + (y0 + dy) * columns + x0 + dx;
            const int sad = block_sad(block, candidate, best);
            if (sad < best) best = sad, match = candidate;
        }
    }
    return match;
}

static int is_like(const fgk_small *now, const fgk_small *before, int x, int y) {
    const int offset = y * columns + x;
    const int detail = block_detail(now->detail + offset);
    if (detail > flat) {
        const int16_t *block = now->detail + offset;
        return correlates(block, best_match(block, before, x, y));
    }
    if (block_detail(before->detail + offset) > 2 * flat) return 0;
    return abs(block_mean(now->mean + offset) - block_mean(before->mean + offset)) <= step;
}

int fgk_small_unlike(const fgk_small *now, const fgk_small *before) {
    int unlike = 0, blocks = 0;
    for (int y = 0; y + block_height <= rows; y += block_height)
        for (int x = 0; x + block_width <= columns; x += block_width, blocks++) unlike += !is_like(now, before, x, y);
    return unlike * 1000 / blocks;
}

int fgk_small_is_blend(const fgk_small *before, const fgk_small *middle, const fgk_small *after) {
    // m = k·b + (1 − k)·a, solved for k by least squares.
    double across = 0, whole = 0, mixed = 0;
    for (int i = 0; i < rows * columns; i++) {
        const double m = middle->mean[i] - after->mean[i], b = before->mean[i] - after->mean[i];
        across += m * b;
        whole += b * b;
        mixed += m * m;
    }
    if (whole <= 0) return 0;
    const double share = across / whole;
    return share > 0.1 && share < 0.9 && mixed - across * share < 0.1 * whole;
}
