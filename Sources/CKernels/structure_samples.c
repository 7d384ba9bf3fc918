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
    if (c.step == 2 && !c.shift && !c.big_endian) {
        memcpy(to, from, (size_t)count * 2);
        for (int i = 0; i < count; i++) to[i] = to[i] > highest ? highest : to[i];
        return;
    }
    for (int i = 0; i < count; i++) {
        const uint8_t *at = from + (ptrdiff_t)i * c.step;
        const unsigned word = c.big_endian ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
        const uint16_t code = (uint16_t)(word >> c.shift);
        to[i] = code > highest ? highest : code;
    }
}

static int16_t lower(int16_t a, int16_t b) { return a < b ? a : b; }
static int16_t higher(int16_t a, int16_t b) { return a > b ? a : b; }

static void count_row(int16_t *const row[5], int width, int16_t margin, uint16_t *hits) {
    const int16_t *u = row[0], *m = row[2], *d = row[4];
    for (int x = 2; x < width - 2; x++) {
        const int16_t upper_low = lower(lower(u[x - 2], u[x]), u[x + 2]);
        const int16_t lower_low = lower(lower(d[x - 2], d[x]), d[x + 2]);
        const int16_t low = lower(lower(upper_low, lower_low), lower(m[x - 2], m[x + 2]));
        const int16_t upper_high = higher(higher(u[x - 2], u[x]), u[x + 2]);
        const int16_t lower_high = higher(higher(d[x - 2], d[x]), d[x + 2]);
        const int16_t high = higher(higher(upper_high, lower_high), higher(m[x - 2], m[x + 2]));
        // Differences of 15-bit codes fit.
        const int16_t above = (int16_t)(m[x] - high), below = (int16_t)(low - m[x]);
        hits[x] = (uint16_t)(hits[x] + (higher(above, below) > margin));
    }
}

void fgk_outliers_count(const fgk_picture_component *luma, int margin, uint16_t *hits, uint16_t *rows) {
    const int width = luma->width, height = luma->height;
    // Codes of 16 bits are halved, so that signed words, which every processor compares, hold them.
    const int spare = luma->depth > 15;
    int16_t *const words = (int16_t *)rows;
    for (int y = 0; y < height; y++) {
        uint16_t *to = rows + (size_t)(y % 5) * width;
        structure_read(luma, y, 0, width, to);
        for (int x = 0; spare && x < width; x++) to[x] >>= 1;
        if (y < 4) continue;
        int16_t *row[5];
        for (int i = 0; i < 5; i++) row[i] = words + (size_t)((y - 4 + i) % 5) * width;
        count_row(row, width, (int16_t)(margin >> spare), hits + (size_t)(y - 2) * width);
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
