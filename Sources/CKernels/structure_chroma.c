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
    // Samples of luma for one of chroma, at most.
    ratios = 4,
};

/// Work space: rows (or columns) of luma, of its gradients, of every `ratio`th of them from each of the first `ratio`
/// on, and of the gradients of chroma.
struct fgk_chroma_work {
    int longest;
    uint16_t *samples;
    int16_t *luma, *phase[ratios], *chroma;
};

fgk_chroma_work *fgk_chroma_work_create(int width, int height) {
    fgk_chroma_work *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    work->longest = (width > height ? width : height) + 2;
    const size_t longest = (size_t)work->longest;
    work->samples = calloc(3 * longest * group, sizeof *work->samples);
    work->luma = calloc((2 + ratios) * longest, sizeof *work->luma);
    if (!work->samples || !work->luma) {
        fgk_chroma_work_destroy(work);
        return NULL;
    }
    work->chroma = work->luma + longest;
    for (int p = 0; p < ratios; p++) work->phase[p] = work->chroma + (size_t)(p + 1) * longest;
    return work;
}

void fgk_chroma_work_destroy(fgk_chroma_work *work) {
    if (!work) return;
    free(work->samples);
    free(work->luma);
    free(work);
}

/// Samples of chroma that have luma beside them at every offset: first … last − 1.
typedef struct stretch {
    int first, last;
} stretch;

static stretch common(int chroma, int luma, int ratio) {
    const int margin = reach + 2 * ratio + 1, first = (margin + ratio - 1) / ratio;
    const int last = luma > margin ? (luma - margin - 1) / ratio + 1 : 0;
    return (stretch){first > 1 ? first : 1, last < chroma - 1 ? last : chroma - 1};
}

/// Sums of luma at the offsets that lie a whole number of chroma samples apart: each has all but one of the gradients of
/// the one before.
static void sum_luma(const structure_kernels *k, const int16_t *luma, stretch range, int first_lag, int ratio,
                     fgk_chroma_edges *sums) {
    const int many = range.last - range.first;
    int64_t y = k->sum_of(luma, many), yy = k->product_of(luma, luma, many);
    for (int lag = first_lag, at = 0; lag < lags; lag += ratio, at++) {
        sums->y[lag] += y;
        sums->yy[lag] += yy;
        y += luma[at + many] - luma[at];
        yy += luma[at + many] * luma[at + many] - luma[at] * luma[at];
    }
}

/// Adds a line of chroma, with its luma, to the sums.
static void correlate(const fgk_chroma_work *work, int chroma, int luma, int ratio, int least,
                      fgk_chroma_edges *sums) {
    const structure_kernels *k = structure_best_kernels();
    const stretch range = common(chroma, luma, ratio);
    const int many = range.last - range.first;
    if (many <= 0) return;
    const int16_t *c = work->chroma + range.first;
    sums->many += many;
    for (int i = 0; i < many; i++) sums->strong += c[i] >= least;
    sums->c += k->sum_of(c, many);
    sums->cc += k->product_of(c, c, many);
    for (int first_lag = 0; first_lag < ratio; first_lag++) {
        // Where luma lies that belongs to the first sample of chroma.
        const int at = range.first * ratio + first_lag - reach;
        const int16_t *beside = work->phase[at % ratio] + at / ratio;
        sum_luma(k, beside, range, first_lag, ratio, sums);
        for (int lag = first_lag; lag < lags; lag += ratio, beside++) sums->cy[lag] += k->product_of(c, beside, many);
    }
}

/// Gradients of a line, in codes of at most 10 bits.
static void find_edges(fgk_chroma_work *work, const uint16_t *y, const uint16_t *b, const uint16_t *r, int luma,
                       int chroma, int ratio, int depth) {
    const structure_kernels *k = structure_best_kernels();
    const int spare = depth > 10 ? depth - 10 : 0;
    k->luma_edges(y, luma, ratio, spare, work->luma);
    k->chroma_edges(b, r, chroma, spare, work->chroma);
    for (int p = 0; p < ratio; p++) k->every_nth(work->luma + p, (luma - p + ratio - 1) / ratio, ratio, work->phase[p]);
}

/// The gradient that counts as an edge: 24 codes of 8 bits.
static int least_edge(int depth) { return 24 << ((depth > 10 ? 10 : depth) - 8); }

void fgk_chroma_edges_across(const fgk_picture_component component[3], int interlaced, fgk_chroma_work *work,
                             fgk_chroma_edges *sums) {
    const fgk_picture_component *luma = component, *cb = component + 1, *cr = component + 2;
    const int ratio = (luma->width + cb->width - 1) / cb->width, rows = (luma->height + cb->height - 1) / cb->height;
    uint16_t *y = work->samples, *b = y + work->longest, *r = b + work->longest;
    for (int row = 2; row < cb->height; row += row_pace) {
        const int own = interlaced && rows == 2 ? row / 2 * 4 + (row & 1) : row * rows;
        if (own >= luma->height) break;
        structure_read(luma, own, 0, luma->width, y);
        structure_read(cb, row, 0, cb->width, b);
        structure_read(cr, row, 0, cr->width, r);
        find_edges(work, y, b, r, luma->width, cb->width, ratio, luma->depth);
        correlate(work, cb->width, luma->width, ratio, least_edge(luma->depth), sums);
    }
}

/// Reads `group` columns of a component, every `pace`th from x on, in steps of `step` rows from `first` on; returns how
/// many rows. Each column is `longest` samples long.
static int columns(const fgk_picture_component *from, int x, int pace, int first, int step, int longest, uint16_t *to) {
    uint16_t row[group * ratios];
    int many = 0;
    for (int y = first; y < from->height; y += step, many++) {
        structure_read(from, y, x, (group - 1) * pace + 1, row);
        for (int i = 0; i < group; i++) to[i * longest + many] = row[i * pace];
    }
    return many;
}

void fgk_chroma_edges_down(const fgk_picture_component component[3], int field, fgk_chroma_work *work,
                           fgk_chroma_edges *sums) {
    const fgk_picture_component *luma = component, *cb = component + 1, *cr = component + 2;
    const int across = (luma->width + cb->width - 1) / cb->width, ratio = (luma->height + cb->height - 1) / cb->height;
    const int first = field < 0 ? 0 : field, step = field < 0 ? 1 : 2, longest = work->longest;
    uint16_t *y = work->samples, *b = y + longest * group, *r = b + longest * group;
    for (int at = 0; at < groups; at++) {
        const int x = (2 * at + 1) * cb->width / (2 * groups) - group / 2;
        if (x < 0 || x + group > cb->width || (x + group) * across > luma->width) continue;
        const int lines = columns(luma, x * across, across, first, step, longest, y);
        const int chroma = columns(cb, x, 1, first, step, longest, b);
        columns(cr, x, 1, first, step, longest, r);
        for (int i = 0; i < group; i++) {
            find_edges(work, y + i * longest, b + i * longest, r + i * longest, lines, chroma, ratio, luma->depth);
            correlate(work, chroma, lines, ratio, least_edge(luma->depth), sums);
        }
    }
}
