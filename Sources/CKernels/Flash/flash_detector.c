#include <stdlib.h>
#include <string.h>

#include "flash_history.h"

struct fgk_flash_detector {
    const flash_kernels *kernels;
    fgk_flash_change_rule rule;
    flash_levels levels;
    /// Square of the least distance in stored u', v'.
    int32_t distance;
    int has_begun;
    int8_t *state;
    /// Slow rule: extremes since the last change.
    uint16_t *low, *high;
    /// Raw masks and those that are handed out.
    uint8_t *turn[2], *mask[2];
    /// Samples of each row in the raw masks.
    int sum[2][flash_rows];
};

static int make(fgk_flash_detector *d) {
    const int is_slow = d->rule.within <= 0 && d->rule.plane != FGK_FLASH_RED;
    d->state = flash_room(flash_samples * sizeof *d->state);
    d->low = is_slow ? flash_room(flash_samples * sizeof *d->low) : NULL;
    d->high = is_slow ? flash_room(flash_samples * sizeof *d->high) : NULL;
    int complete = d->state && (!is_slow || (d->low && d->high));
    for (int i = 0; i < 2; i++) {
        d->turn[i] = flash_room(flash_samples);
        d->mask[i] = flash_room(flash_samples);
        complete = complete && d->turn[i] && d->mask[i];
    }
    return complete;
}

fgk_flash_detector *fgk_flash_detector_create(const fgk_flash_change_rule *rule) {
    fgk_flash_detector *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    const double distance = rule->distance * flash_chromaticity;
    d->kernels = flash_best_kernels();
    d->rule = *rule;
    d->levels = (flash_levels){rule->dark, rule->step, rule->bright_step};
    d->distance = (int32_t)(distance * distance);
    if (make(d)) return d;
    fgk_flash_detector_destroy(d);
    return NULL;
}

void fgk_flash_detector_destroy(fgk_flash_detector *d) {
    if (!d) return;
    free(d->state);
    free(d->low);
    free(d->high);
    for (int i = 0; i < 2; i++) {
        free(d->turn[i]);
        free(d->mask[i]);
    }
    free(d);
}

static const uint16_t *plane(const flash_slot *slot, unsigned which) {
    return which == FGK_FLASH_RED ? slot->u : which == FGK_FLASH_LIGHT ? slot->light : slot->luma;
}

typedef struct row_work {
    flash_slot *now;
    flash_slot *then[FGK_FLASH_MOST_PAST];
    int count;
} row_work;

static flash_past past_row(const fgk_flash_detector *d, const row_work *work, size_t at) {
    flash_past past = {.count = work->count};
    for (int k = 0; k < work->count; k++) {
        past.a[k] = plane(work->then[k], d->rule.plane) + at;
        past.b[k] = d->rule.plane == FGK_FLASH_RED ? work->then[k]->v + at : NULL;
    }
    return past;
}

static int has_red(const row_work *work, int row) {
    int any = work->now->has_red[row];
    for (int k = 0; k < work->count; k++) any |= work->then[k]->has_red[row];
    return any;
}

static int detect_red(fgk_flash_detector *d, const fgk_flash_history *history, const row_work *work, int row) {
    const size_t at = (size_t)row * flash_columns;
    if (!has_red(work, row)) {
        d->kernels->age_row(d->state + at);
        return 0;
    }
    flash_history_colour(history, work->now, row);
    for (int k = 0; k < work->count; k++) flash_history_colour(history, work->then[k], row);
    const flash_past past = past_row(d, work, at);
    d->kernels->red_row(work->now->u + at, work->now->v + at, &past, d->distance, d->state + at, d->turn[0] + at,
                        d->turn[1] + at);
    return 1;
}

static void detect_levels(fgk_flash_detector *d, const row_work *work, int row) {
    const size_t at = (size_t)row * flash_columns;
    const uint16_t *now = plane(work->now, d->rule.plane) + at;
    uint8_t *rise = d->turn[0] + at, *fall = d->turn[1] + at;
    if (d->low) {
        d->kernels->slow_row(now, d->low + at, d->high + at, &d->levels, d->state + at, rise, fall);
        return;
    }
    const flash_past past = past_row(d, work, at);
    uint16_t low[flash_columns], high[flash_columns];
    d->kernels->range_row(&past, d->state + at, low, high);
    d->kernels->change_row(now, low, high, &d->levels, d->state + at, rise, fall);
}

/// Leaves out samples that change without company: detail that moves past the grid, noise.
static int keep_company(fgk_flash_detector *d, int direction) {
    static const uint8_t none[flash_columns];
    const uint8_t *row[flash_rows];
    for (int y = 0; y < flash_rows; y++) row[y] = d->sum[direction][y] ? d->turn[direction] + (size_t)y * flash_columns : none;
    int sum = 0;
    for (int y = 0; y < flash_rows; y++)
        sum += d->kernels->company_row(y ? row[y - 1] : none, row[y], y + 1 < flash_rows ? row[y + 1] : none,
                                       d->mask[direction] + (size_t)y * flash_columns);
    return sum;
}

static void begin(fgk_flash_detector *d, const flash_slot *now) {
    d->has_begun = 1;
    if (!d->low) return;
    memcpy(d->low, plane(now, d->rule.plane), flash_samples * sizeof *d->low);
    memcpy(d->high, plane(now, d->rule.plane), flash_samples * sizeof *d->high);
}

void fgk_flash_detect(fgk_flash_detector *d, fgk_flash_history *history, fgk_flash_changes *changes) {
    row_work work = {.now = flash_history_slot(history, 0), .count = flash_history_within(history, d->rule.within)};
    *changes = (fgk_flash_changes){0, 0, d->mask[0], d->mask[1]};
    if (!d->has_begun || work.count == 0) return begin(d, work.now);
    for (int k = 0; k < work.count; k++) work.then[k] = flash_history_slot(history, k + 1);
    int total[2] = {0, 0};
    for (int row = 0; row < flash_rows; row++) {
        int found = 1;
        if (d->rule.plane == FGK_FLASH_RED) found = detect_red(d, history, &work, row);
        else detect_levels(d, &work, row);
        for (int i = 0; i < 2; i++) {
            d->sum[i][row] = found ? d->kernels->sum_row(d->turn[i] + (size_t)row * flash_columns) : 0;
            total[i] += d->sum[i][row];
        }
    }
    changes->rising = total[0] && total[0] >= d->rule.least ? keep_company(d, 0) : 0;
    changes->falling = total[1] && total[1] >= d->rule.least ? keep_company(d, 1) : 0;
}
