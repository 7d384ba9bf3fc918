#include <stdlib.h>
#include <string.h>

#include "fgk_picture_result.h"
#include "fgk_structure.h"
#include "structure_rows.h"

enum {
    longest = 4,
    // Of wide rows, the first 32 of every 128 samples are looked at.
    chunk = FGK_PICTURE_ROW_CHUNK,
    pace = FGK_PICTURE_ROW_PACE,
    narrow = FGK_PICTURE_ROW_NARROW,
};

struct fgk_line_work {
    uint16_t *row[2];
    /// Mean |row y − row y − 1| in 1/16 code.
    int32_t *distance, *sorted;
};

fgk_line_work *fgk_line_work_create(int width, int height) {
    fgk_line_work *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    const size_t samples = (size_t)width + chunk, lines = (size_t)height + 1;
    work->row[0] = calloc(2 * samples, sizeof **work->row);
    work->distance = calloc(2 * lines, sizeof *work->distance);
    if (!work->row[0] || !work->distance) {
        fgk_line_work_destroy(work);
        return NULL;
    }
    work->row[1] = work->row[0] + samples;
    work->sorted = work->distance + lines;
    return work;
}

void fgk_line_work_destroy(fgk_line_work *work) {
    if (!work) return;
    free(work->row[0]);
    free(work->distance);
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

/// Rows of a frame or of one of its fields.
typedef struct rows_of {
    const fgk_picture_component *luma;
    int first, pitch, lines;
    fgk_line_work *work;
} rows_of;

/// Mean difference of two rows, in 1/16 code.
static int32_t apart(const rows_of *rows, int y, int other) {
    const int count = load(rows->luma, rows->first + y * rows->pitch, rows->work->row[0]);
    load(rows->luma, rows->first + other * rows->pitch, rows->work->row[1]);
    return distance(rows->work->row[0], rows->work->row[1], count);
}

/// Whether two rows differ by more than three 8-bit codes in 70 % of the width.
static int differ_all_along(const rows_of *rows, int y, int other) {
    const int count = load(rows->luma, rows->first + y * rows->pitch, rows->work->row[0]);
    load(rows->luma, rows->first + other * rows->pitch, rows->work->row[1]);
    const int32_t least = 48 << (rows->luma->depth - 8);
    int many = 0;
    for (int i = 0; i < count; i += chunk)
        many += distance(rows->work->row[0] + i, rows->work->row[1] + i, chunk) > least;
    return many * 10 >= count / chunk * 7;
}

/// The value that would stand at `place` were they sorted; changes their order. (qsort may allocate.)
static int32_t select_nth(int32_t *values, int count, int place) {
    int low = 0, high = count - 1;
    while (low < high) {
        const int32_t pivot = values[(low + high) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot) i++;
            while (values[j] > pivot) j--;
            if (i > j) break;
            const int32_t swap = values[i];
            values[i++] = values[j];
            values[j--] = swap;
        }
        if (place <= j) high = j;
        else if (place >= i) low = i;
        else break;
    }
    return values[place];
}

/// Mean of a sum over the samples of a row that are looked at, in 1/16 code.
static int32_t mean(const rows_of *rows, uint32_t sum) {
    const int width = rows->luma->width, step = width <= narrow ? chunk : pace;
    const uint32_t count = (uint32_t)(((width - chunk) / step + 1) * chunk);
    return (int32_t)((uint64_t)sum * 16 / count);
}

/// Measures all rows; returns how much a row has to differ to be a stray, in 1/16 code.
static int32_t measure(const rows_of *rows, const uint32_t *distances) {
    fgk_line_work *work = rows->work;
    work->distance[0] = 0;
    for (int y = distances ? 1 : 0; y < rows->lines; y++) {
        if (distances) {
            work->distance[y] = mean(rows, distances[rows->first + y * rows->pitch]);
            continue;
        }
        const int count = load(rows->luma, rows->first + y * rows->pitch, work->row[y & 1]);
        work->distance[y] = y ? distance(work->row[0], work->row[1], count) : 0;
    }
    memcpy(work->sorted, work->distance + 1, (size_t)(rows->lines - 1) * sizeof *work->sorted);
    const int32_t median = select_nth(work->sorted, rows->lines - 1, (rows->lines - 1) / 2);
    const int32_t code = 16 << (rows->luma->depth - 8);
    return 5 * median > 6 * code ? 5 * median : 6 * code;
}

/// Looks closely only where both edges stand out.
static int is_stray(const rows_of *rows, int y, int count, int32_t least) {
    const int32_t above = rows->work->distance[y], below = rows->work->distance[y + count];
    const int32_t smaller = above < below ? above : below;
    return smaller > least && apart(rows, y + count, y - 1) * 3 < smaller && differ_all_along(rows, y, y - 1) &&
           differ_all_along(rows, y + count, y + count - 1);
}

int fgk_stray_lines_find(const fgk_picture_component *luma, int field, const uint32_t *distances, fgk_line_work *work,
                         fgk_stray_lines *found, int capacity) {
    const int pitch = field < 0 ? 1 : 2, first = field < 0 ? 0 : field;
    const rows_of rows = {luma, first, pitch, (luma->height - first + pitch - 1) / pitch, work};
    if (rows.lines < 16 || luma->width < chunk) return 0;
    const int32_t least = measure(&rows, distances);
    int many = 0;
    for (int y = 1; y < rows.lines - 1 && many < capacity; y++)
        for (int count = 1; count <= longest && y + count < rows.lines; count++) {
            if (!is_stray(&rows, y, count, least)) continue;
            found[many++] = (fgk_stray_lines){first + y * pitch, count};
            y += count;
            break;
        }
    return many;
}
