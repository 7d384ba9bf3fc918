#include <stdlib.h>
#include <string.h>

#include "flash_history.h"

enum { codes = 65536 };

/// One direction: what turned, what of it keeps company, and the samples of each group that turned.
typedef struct one_way {
    uint8_t *turn, *mask;
    uint8_t samples[flash_rows][flash_groups];
    int row_sum[flash_rows];
    int sum;
} one_way;

struct fgk_flash_detector {
    const flash_kernels *kernels;
    fgk_flash_change_rule rule;
    flash_threshold threshold;
    /// Values that are nearer to each other than this are no change.
    int least;
    /// Of luma codes the highest that is no change.
    uint16_t *most;
    /// Square of the least distance in stored u', v'.
    int32_t distance;
    int has_begun;
    /// Pictures looked at, and that number when the state of each group was last up to date.
    uint32_t looked;
    uint32_t current[flash_rows][flash_groups];
    int8_t *state;
    /// Slow rule: extremes since the last change.
    uint16_t *low, *high;
    one_way way[2];
};

static int make(fgk_flash_detector *d) {
    const int is_slow = d->rule.within <= 0 && d->rule.plane != FGK_FLASH_RED, is_luma = d->rule.plane == FGK_FLASH_LUMA;
    d->state = flash_room(flash_samples * sizeof *d->state);
    d->low = is_slow ? flash_room(flash_samples * sizeof *d->low) : NULL;
    d->high = is_slow ? flash_room(flash_samples * sizeof *d->high) : NULL;
    d->most = is_luma ? flash_room(codes * sizeof *d->most) : NULL;
    int complete = d->state && (!is_slow || (d->low && d->high)) && (!is_luma || d->most);
    for (int i = 0; i < 2; i++) {
        d->way[i].turn = flash_room(flash_samples);
        d->way[i].mask = flash_room(flash_samples);
        complete = complete && d->way[i].turn && d->way[i].mask;
    }
    return complete;
}

fgk_flash_detector *fgk_flash_detector_create(const fgk_flash_change_rule *rule) {
    fgk_flash_detector *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    const double distance = rule->distance * flash_chromaticity;
    d->kernels = flash_best_kernels();
    d->rule = *rule;
    d->distance = (int32_t)(distance * distance);
    d->least = rule->step < rule->bright_step ? rule->step : rule->bright_step;
    if (make(d)) {
        d->threshold = (flash_threshold){d->most, rule->dark, rule->step, rule->bright_step};
        return d;
    }
    fgk_flash_detector_destroy(d);
    return NULL;
}

void fgk_flash_detector_destroy(fgk_flash_detector *d) {
    if (!d) return;
    free(d->state);
    free(d->low);
    free(d->high);
    free(d->most);
    for (int i = 0; i < 2; i++) {
        free(d->way[i].turn);
        free(d->way[i].mask);
    }
    free(d);
}

static const uint16_t *plane(const flash_slot *slot, unsigned which) {
    return which == FGK_FLASH_RED ? slot->u : which == FGK_FLASH_LIGHT ? slot->light : slot->luma;
}

/// Which luma codes are no change from which, and how far apart codes are at least that are one.
static void read_codes(fgk_flash_detector *d, const fgk_flash_reading *reading) {
    const uint16_t *level = reading->level_of_luma;
    const int count = 1 << reading->depth;
    d->least = codes;
    for (int code = 0, next = 0, is_bright = 0; code < count; code++) {
        // Where the rule for bright states begins, less may be enough, or more.
        if (!is_bright && level[code] >= d->rule.dark) is_bright = 1, next = code;
        const int step = is_bright ? d->rule.bright_step : d->rule.step;
        while (next < count && level[next] - level[code] < step) next++;
        d->most[code] = (uint16_t)(next < count ? next - 1 : codes - 1);
        if (next < count && next - code < d->least) d->least = next - code;
    }
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

/// The groups of a row in which something may have changed, read as what the rule asks for.
static unsigned candidates(fgk_flash_detector *d, fgk_flash_history *history, const row_work *work, int row) {
    const size_t at = (size_t)row * flash_columns;
    const int is_light = d->rule.plane == FGK_FLASH_LIGHT;
    unsigned groups = 0;
    if (d->rule.plane == FGK_FLASH_RED) {
        groups = work->now->has_red[row];
        for (int k = 0; k < work->count; k++) groups |= work->then[k]->has_red[row];
        if (groups) flash_history_colour(history, work->now, row, groups);
        for (int k = 0; groups && k < work->count; k++) flash_history_colour(history, work->then[k], row, groups);
        return groups;
    }
    if (d->low) {
        if (is_light) flash_history_light(history, work->now, row, flash_all_groups);
        const uint16_t *now = plane(work->now, d->rule.plane) + at;
        return d->kernels->extremes_row(now, d->low + at, d->high + at, d->state + at, d->least);
    }
    if (!is_light) {
        for (int k = 0; k < work->count; k++)
            groups |= d->kernels->far_row(work->now->luma + at, work->then[k]->luma + at, d->least);
        return groups;
    }
    groups = flash_history_hits(history, work->count, (uint16_t)d->least)[row];
    if (groups) flash_history_light(history, work->now, row, groups);
    for (int k = 0; groups && k < work->count; k++) flash_history_light(history, work->then[k], row, groups);
    return groups;
}

/// Clears what the row said of the picture before, and brings its states of these groups up to date.
static flash_turns turns_of(fgk_flash_detector *d, int row, unsigned groups) {
    const size_t at = (size_t)row * flash_columns;
    one_way *rise = &d->way[0], *fall = &d->way[1];
    flash_turns turns = {.state = d->state + at, .rise = rise->turn + at, .fall = fall->turn + at,
                         .rises = rise->samples[row], .falls = fall->samples[row]};
    for (int g = 0; g < flash_groups; g++) {
        if (groups >> g & 1) {
            turns.late[g] = d->looked - 1 - d->current[row][g];
            d->current[row][g] = d->looked;
            continue;
        }
        if (turns.rises[g]) memset(turns.rise + g * flash_group, 0, flash_group);
        if (turns.falls[g]) memset(turns.fall + g * flash_group, 0, flash_group);
        turns.rises[g] = turns.falls[g] = 0;
    }
    return turns;
}

static void detect_row(fgk_flash_detector *d, fgk_flash_history *history, const row_work *work, int row) {
    const size_t at = (size_t)row * flash_columns;
    const unsigned groups = candidates(d, history, work, row);
    if (!groups && !d->way[0].row_sum[row] && !d->way[1].row_sum[row]) return;
    flash_turns turns = turns_of(d, row, groups);
    if (groups) {
        const uint16_t *now = plane(work->now, d->rule.plane) + at;
        const flash_past past = past_row(d, work, at);
        if (d->rule.plane == FGK_FLASH_RED)
            d->kernels->red_row(groups, now, work->now->v + at, &past, d->distance, &turns);
        else if (d->low) d->kernels->slow_row(groups, now, d->low + at, d->high + at, &d->threshold, &turns);
        else d->kernels->change_row(groups, now, &past, &d->threshold, &turns);
    }
    for (int i = 0; i < 2; i++) {
        int sum = 0;
        for (int g = 0; g < flash_groups; g++) sum += d->way[i].samples[row][g];
        d->way[i].sum += sum - d->way[i].row_sum[row];
        d->way[i].row_sum[row] = sum;
    }
}

/// Leaves out samples that change without company: detail that moves past the grid, noise.
static int keep_company(fgk_flash_detector *d, one_way *way) {
    static const uint8_t none[flash_columns];
    const uint8_t *row[flash_rows];
    for (int y = 0; y < flash_rows; y++) row[y] = way->row_sum[y] ? way->turn + (size_t)y * flash_columns : none;
    int sum = 0;
    for (int y = 0; y < flash_rows; y++) {
        uint8_t *out = way->mask + (size_t)y * flash_columns;
        if (row[y] == none) memset(out, 0, flash_columns);
        else sum += d->kernels->company_row(y ? row[y - 1] : none, row[y], y + 1 < flash_rows ? row[y + 1] : none, out);
    }
    return sum;
}

/// At least as many samples as any window of the rule holds in both directions together: those of all the groups of
/// columns that a window can touch.
static int fullest_window(const fgk_flash_detector *d) {
    const int rows = d->rule.rows < flash_rows ? d->rule.rows : flash_rows;
    int across = (d->rule.columns + flash_group - 2) / flash_group + 1, most = 0;
    if (across > flash_groups) across = flash_groups;
    int column[flash_groups] = {0};
    for (int y = 0; y < flash_rows; y++) {
        for (int g = 0; g < flash_groups; g++) {
            column[g] += d->way[0].samples[y][g] + d->way[1].samples[y][g];
            if (y >= rows) column[g] -= d->way[0].samples[y - rows][g] + d->way[1].samples[y - rows][g];
        }
        int sum = 0;
        for (int g = 0; g < flash_groups; g++) {
            sum += column[g] - (g >= across ? column[g - across] : 0);
            if (sum > most) most = sum;
        }
    }
    return most;
}

static void begin(fgk_flash_detector *d, fgk_flash_history *history) {
    flash_slot *now = flash_history_slot(history, 0);
    if (d->most && !d->has_begun) read_codes(d, &history->reading);
    d->has_begun = 1;
    if (!d->low) return;
    for (int row = 0; row < flash_rows && d->rule.plane == FGK_FLASH_LIGHT; row++)
        flash_history_light(history, now, row, flash_all_groups);
    memcpy(d->low, plane(now, d->rule.plane), flash_samples * sizeof *d->low);
    memcpy(d->high, plane(now, d->rule.plane), flash_samples * sizeof *d->high);
}

void fgk_flash_detect(fgk_flash_detector *d, fgk_flash_history *history, fgk_flash_changes *changes) {
    row_work work = {.now = flash_history_slot(history, 0), .count = flash_history_within(history, d->rule.within)};
    *changes = (fgk_flash_changes){0, 0, d->way[0].mask, d->way[1].mask};
    if (!d->has_begun || work.count == 0) return begin(d, history);
    for (int k = 0; k < work.count; k++) work.then[k] = flash_history_slot(history, k + 1);
    d->looked++;
    for (int row = 0; row < flash_rows; row++) detect_row(d, history, &work, row);
    const int sum = d->way[0].sum + d->way[1].sum;
    if (sum == 0 || sum < d->rule.least || fullest_window(d) < d->rule.least) return;
    changes->rising = d->way[0].sum ? keep_company(d, &d->way[0]) : 0;
    changes->falling = d->way[1].sum ? keep_company(d, &d->way[1]) : 0;
}
