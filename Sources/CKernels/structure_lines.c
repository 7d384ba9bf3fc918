#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"
#include "structure_rows.h"

enum {
    longest = 4,
    slots = longest + 2,
    // Of wide rows, the first 32 of every 128 samples are looked at.
    chunk = 32,
    pace = 128,
    narrow = 512,
};

struct fgk_line_work {
    int columns;
    uint16_t *row[slots];
    /// distance[k][y]: mean |row y − row y − k| in 1/16 code. share[y]: chunks, in per mille, that differ from the row
    /// above.
    int32_t *distance[slots], *share, *sorted;
};

fgk_line_work *fgk_line_work_create(int width, int height) {
    fgk_line_work *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    work->columns = width;
    const size_t samples = (size_t)width + chunk, lines = (size_t)height + 1;
    uint16_t *all_rows = calloc(slots * samples, sizeof *all_rows);
    int32_t *all_sums = calloc((slots + 2) * lines, sizeof *all_sums);
    work->row[0] = all_rows, work->distance[0] = all_sums;
    if (!all_rows || !all_sums) {
        fgk_line_work_destroy(work);
        return NULL;
    }
    for (int i = 1; i < slots; i++) {
        work->row[i] = all_rows + (size_t)i * samples;
        work->distance[i] = all_sums + (size_t)i * lines;
    }
    work->share = all_sums + slots * lines;
    work->sorted = all_sums + (slots + 1) * lines;
    return work;
}

void fgk_line_work_destroy(fgk_line_work *work) {
    if (!work) return;
    free(work->row[0]);
    free(work->distance[0]);
    free(work);
}

static int load(const fgk_picture_component *luma, int y, uint16_t *to) {
    if (luma->width <= narrow) {
        const int count = luma->width / chunk * chunk;
        structure_read(luma, y, 0, count, to);
        return count;
    }
    int count = 0;
    for (int x = 0; x + chunk <= luma->width; x += pace, count += chunk) structure_read(luma, y, x, chunk, to + count);
    return count;
}

static int32_t distance(const uint16_t *a, const uint16_t *b, int count) {
    uint32_t sum = 0;
    for (int i = 0; i < count; i++) sum += (uint32_t)abs(a[i] - b[i]);
    return count ? (int32_t)((uint64_t)sum * 16 / (uint32_t)count) : 0;
}

static int32_t differing(const uint16_t *a, const uint16_t *b, int count, int32_t than) {
    int many = 0;
    for (int i = 0; i < count; i += chunk) many += distance(a + i, b + i, chunk) > than;
    return count ? many * 1000 / (count / chunk) : 0;
}

static int ascending(const void *a, const void *b) {
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/// Measures all rows; returns how much a row has to differ to be a stray, in 1/16 code.
static int32_t measure(const fgk_picture_component *luma, int first, int pitch, int lines, fgk_line_work *work) {
    const int32_t code = 16 << (luma->depth - 8);
    for (int y = 0; y < lines; y++) {
        uint16_t *now = work->row[y % slots];
        const int count = load(luma, first + y * pitch, now);
        for (int k = 1; k < slots && k <= y; k++)
            work->distance[k][y] = distance(now, work->row[(y - k) % slots], count);
        work->share[y] = y ? differing(now, work->row[(y - 1) % slots], count, 3 * code) : 0;
    }
    memcpy(work->sorted, work->distance[1] + 1, (size_t)(lines - 1) * sizeof *work->sorted);
    qsort(work->sorted, (size_t)lines - 1, sizeof *work->sorted, ascending);
    const int32_t median = work->sorted[(lines - 1) / 2];
    return 5 * median > 6 * code ? 5 * median : 6 * code;
}

static int is_stray(const fgk_line_work *work, int y, int count, int32_t least) {
    const int32_t above = work->distance[1][y], below = work->distance[1][y + count];
    const int32_t smaller = above < below ? above : below;
    return smaller > least && work->distance[count + 1][y + count] * 3 < smaller && work->share[y] >= 700 &&
           work->share[y + count] >= 700;
}

int fgk_stray_lines_find(const fgk_picture_component *luma, int field, fgk_line_work *work, fgk_stray_lines *found,
                         int capacity) {
    const int pitch = field < 0 ? 1 : 2, first = field < 0 ? 0 : field;
    const int lines = (luma->height - first + pitch - 1) / pitch;
    if (lines < 16 || luma->width < chunk) return 0;
    const int32_t least = measure(luma, first, pitch, lines, work);
    int many = 0;
    for (int y = 1; y < lines - 1 && many < capacity; y++)
        for (int count = 1; count <= longest && y + count < lines; count++) {
            if (!is_stray(work, y, count, least)) continue;
            found[many++] = (fgk_stray_lines){first + y * pitch, count};
            y += count;
            break;
        }
    return many;
}
