#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"
#include "structure_rows.h"

void structure_read(const fgk_picture_component *component, int y, int x, int count, uint16_t *to) {
    const fgk_picture_component c = *component;
    const uint8_t *from = c.data + y * c.stride + (ptrdiff_t)x * c.step;
    if (c.bytes == 1) {
        for (int i = 0; i < count; i++) to[i] = (uint16_t)(from[(ptrdiff_t)i * c.step] >> c.shift);
        return;
    }
    const uint16_t highest = (uint16_t)((1u << c.depth) - 1);
    for (int i = 0; i < count; i++) {
        const uint8_t *at = from + (ptrdiff_t)i * c.step;
        const unsigned word = c.big_endian ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
        const uint16_t code = (uint16_t)(word >> c.shift);
        to[i] = code > highest ? highest : code;
    }
}

static int lower(int a, int b) { return a < b ? a : b; }
static int higher(int a, int b) { return a > b ? a : b; }

static void count_row(uint16_t *const row[5], int width, int margin, uint16_t *hits) {
    for (int x = 2; x < width - 2; x++) {
        const int p = row[2][x];
        const int l = row[2][x - 2], r = row[2][x + 2], u = row[0][x], d = row[4][x];
        const int ul = row[0][x - 2], ur = row[0][x + 2], dl = row[4][x - 2], dr = row[4][x + 2];
        const int low = lower(lower(lower(l, r), lower(u, d)), lower(lower(ul, ur), lower(dl, dr)));
        const int high = higher(higher(higher(l, r), higher(u, d)), higher(higher(ul, ur), higher(dl, dr)));
        hits[x] = (uint16_t)(hits[x] + ((p > high + margin) | (p < low - margin)));
    }
}

void fgk_outliers_count(const fgk_picture_component *luma, int margin, uint16_t *hits, uint16_t *rows) {
    const int width = luma->width, height = luma->height;
    for (int y = 0; y < height; y++) {
        structure_read(luma, y, 0, width, rows + (size_t)(y % 5) * width);
        if (y < 4) continue;
        uint16_t *row[5];
        for (int i = 0; i < 5; i++) row[i] = rows + (size_t)((y - 4 + i) % 5) * width;
        count_row(row, width, margin, hits + (size_t)(y - 2) * width);
    }
}

void fgk_gradients(const fgk_picture_component *luma, uint64_t *columns, uint64_t *rows, uint16_t *work) {
    const int width = luma->width, height = luma->height;
    memset(columns, 0, (size_t)width * sizeof *columns);
    memset(rows, 0, (size_t)height * sizeof *rows);
    for (int y = 0; y < height; y++) {
        uint16_t *now = work + (size_t)(y & 1) * width, *above = work + (size_t)(~y & 1) * width;
        structure_read(luma, y, 0, width, now);
        for (int x = 0; x + 1 < width; x++) columns[x] += (uint64_t)abs(now[x] - now[x + 1]);
        uint64_t sum = 0;
        for (int x = 0; y && x < width; x++) sum += (uint64_t)abs(now[x] - above[x]);
        if (y) rows[y - 1] = sum;
    }
}
