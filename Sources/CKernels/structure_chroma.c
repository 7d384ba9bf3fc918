#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"
#include "structure_rows.h"

enum {
    lags = FGK_CHROMA_LAGS,
    reach = lags / 2,
    // Rows of chroma that are looked at across: one in so many.
    row_pace = 4,
    // Groups of chroma columns that are looked at down, and columns in a group.
    groups = 12,
    group = 8,
};

/// Work space: rows (or columns) of luma, of its gradients and of the gradients of chroma.
struct fgk_chroma_work {
    int longest;
    uint16_t *samples;
    int32_t *luma, *chroma;
};

fgk_chroma_work *fgk_chroma_work_create(int width, int height) {
    fgk_chroma_work *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    work->longest = (width > height ? width : height) + 2;
    const size_t all = (size_t)work->longest * group;
    work->samples = calloc(3 * all, sizeof *work->samples);
    work->luma = calloc((size_t)work->longest, sizeof *work->luma);
    work->chroma = calloc((size_t)work->longest, sizeof *work->chroma);
    if (work->samples && work->luma && work->chroma) return work;
    fgk_chroma_work_destroy(work);
    return NULL;
}

void fgk_chroma_work_destroy(fgk_chroma_work *work) {
    if (!work) return;
    free(work->samples);
    free(work->luma);
    free(work->chroma);
    free(work);
}

/// |gradient| of luma at the scale of chroma: a difference over twice the spacing of chroma, smoothed by 1 2 1 where
/// chroma is the coarser of the two.
static void luma_edges(const uint16_t *row, int pitch, int count, int ratio, int32_t *edges) {
    memset(edges, 0, (size_t)count * sizeof *edges);
    const int margin = ratio > 1 ? ratio + 1 : 1;
    for (int i = margin; i < count - margin; i++) {
        const uint16_t *a = row + (i - ratio) * pitch, *b = row + (i + ratio) * pitch;
        edges[i] = ratio > 1 ? abs(b[-pitch] + 2 * b[0] + b[pitch] - a[-pitch] - 2 * a[0] - a[pitch]) / 4
                             : abs(b[0] - a[0]);
    }
}

static void chroma_edges(const uint16_t *cb, const uint16_t *cr, int pitch, int count, int32_t *edges) {
    edges[0] = edges[count - 1] = 0;
    for (int i = 1; i < count - 1; i++)
        edges[i] = abs(cb[(i + 1) * pitch] - cb[(i - 1) * pitch]) + abs(cr[(i + 1) * pitch] - cr[(i - 1) * pitch]);
}

/// Adds a line of chroma, with its luma, to the sums.
static void correlate(const fgk_chroma_work *work, int chroma, int luma, int ratio, int32_t least,
                      fgk_chroma_edges *sums) {
    const int margin = reach + 2 * ratio + 1;
    for (int i = 1; i < chroma - 1; i++) {
        const int at = i * ratio;
        if (at < margin || at + margin >= luma) continue;
        const int64_t c = work->chroma[i];
        sums->many++;
        sums->strong += c >= least;
        sums->c += c;
        sums->cc += c * c;
        for (int k = 0; k < lags; k++) {
            const int64_t y = work->luma[at + k - reach];
            sums->y[k] += y;
            sums->yy[k] += y * y;
            sums->cy[k] += c * y;
        }
    }
}

void fgk_chroma_edges_across(const fgk_picture_component component[3], int interlaced, fgk_chroma_work *work,
                             fgk_chroma_edges *sums) {
    const fgk_picture_component *luma = component, *cb = component + 1, *cr = component + 2;
    const int ratio = (luma->width + cb->width - 1) / cb->width, rows = (luma->height + cb->height - 1) / cb->height;
    const int32_t least = 24 << (luma->depth - 8);
    uint16_t *y = work->samples, *b = y + work->longest, *r = b + work->longest;
    for (int row = 2; row < cb->height; row += row_pace) {
        const int own = interlaced && rows == 2 ? row / 2 * 4 + (row & 1) : row * rows;
        if (own >= luma->height) break;
        structure_read(luma, own, 0, luma->width, y);
        structure_read(cb, row, 0, cb->width, b);
        structure_read(cr, row, 0, cr->width, r);
        luma_edges(y, 1, luma->width, ratio, work->luma);
        chroma_edges(b, r, 1, cb->width, work->chroma);
        correlate(work, cb->width, luma->width, ratio, least, sums);
    }
}

/// Reads `group` columns of a component, in steps of `step` rows from `first` on; returns how many rows.
static int columns(const fgk_picture_component *from, int x, int pace, int first, int step, uint16_t *to) {
    int many = 0;
    for (int y = first; y < from->height; y += step, many++)
        for (int i = 0; i < group; i++) structure_read(from, y, x + i * pace, 1, to + many * group + i);
    return many;
}

void fgk_chroma_edges_down(const fgk_picture_component component[3], int field, fgk_chroma_work *work,
                           fgk_chroma_edges *sums) {
    const fgk_picture_component *luma = component, *cb = component + 1, *cr = component + 2;
    const int across = (luma->width + cb->width - 1) / cb->width, ratio = (luma->height + cb->height - 1) / cb->height;
    const int first = field < 0 ? 0 : field, step = field < 0 ? 1 : 2;
    const int32_t least = 24 << (luma->depth - 8);
    const size_t all = (size_t)work->longest * group;
    uint16_t *y = work->samples, *b = y + all, *r = b + all;
    for (int at = 0; at < groups; at++) {
        const int x = (2 * at + 1) * cb->width / (2 * groups) - group / 2;
        if (x < 0 || x + group > cb->width || (x + group) * across > luma->width) continue;
        const int lines = columns(luma, x * across, across, first, step, y);
        const int chroma = columns(cb, x, 1, first, step, b);
        columns(cr, x, 1, first, step, r);
        for (int i = 0; i < group; i++) {
            luma_edges(y + i, group, lines, ratio, work->luma);
            chroma_edges(b + i, r + i, group, chroma, work->chroma);
            correlate(work, chroma, lines, ratio, least, sums);
        }
    }
}
