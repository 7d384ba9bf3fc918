// How far codes have to move before anything can count: bounds on the safe side, found once for each track.
#include <math.h>
#include <string.h>

#include "flash_history.h"

#pragma STDC FP_CONTRACT OFF

enum { entries = 4096 };

static float luminance_of(const fgk_flash_reading *r, float y) {
    if (!r->bend) return y * r->peak;
    const float at = sqrtf(y < 1 ? y : 1) * entries;
    const int entry = (int)at < entries - 1 ? (int)at : entries - 1;
    return r->bend[entry] + (r->bend[entry + 1] - r->bend[entry]) * (at - (float)entry);
}

/// Corners of the least concave curve above the points (x, y), neither of which falls. Returns how many.
static int find_hull(const float *x, const float *y, int16_t *corner) {
    int found = 0;
    for (int i = 0; i < entries; i++) {
        if (found && x[i] == x[corner[found - 1]]) found--;
        for (; found >= 2; found--) {
            const int a = corner[found - 2], b = corner[found - 1];
            if (((double)y[b] - y[a]) * ((double)x[i] - x[a]) > ((double)y[i] - y[a]) * ((double)x[b] - x[a])) break;
        }
        corner[found++] = (int16_t)i;
    }
    return found;
}

/// Whether luminance can change by so many levels when R', G' and B' each move by no more than `steps`. Luminance is a
/// mean of the three, so it moves from x to no more than what the concave curve above all pairs of linear light before
/// and after says of x.
static int can_change(const fgk_flash_reading *r, int steps, int levels) {
    float x[entries], y[entries];
    int16_t corner[entries];
    for (int i = 0; i < entries; i++) {
        x[i] = r->linear[i];
        y[i] = r->linear[i + steps < entries ? i + steps : entries - 1];
    }
    const int corners = find_hull(x, y, corner);
    if (corners < 2) return 1;
    for (int i = 0, right = 1; i + 1 < entries; i++) {
        // From the darker end of an interval of x to the brighter end of where it may come to.
        while (right + 1 < corners && x[corner[right]] < x[i + 1]) right++;
        const int a = corner[right - 1], b = corner[right];
        const float part = (x[i + 1] - x[a]) / (x[b] - x[a]), most = y[a] + (y[b] - y[a]) * part;
        if (fgk_flash_level(luminance_of(r, most)) - fgk_flash_level(luminance_of(r, x[i])) >= levels) return 1;
    }
    return 0;
}

/// The least movement of R', G' or B' that can change luminance by so many levels.
static int least_steps(const fgk_flash_reading *r, int levels) {
    int low = 1, high = entries;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (can_change(r, middle, levels)) high = middle;
        else low = middle + 1;
    }
    return low;
}

/// Factor of one kind of difference, of which `least` steps matter, and how much of it is enough alone.
static uint16_t weigh(int32_t factor, double least, uint16_t *most) {
    const double weight = ceil(fabs((double)factor) / 8192 * flash_far / least);
    const int whole = weight < 1 ? 1 : weight < flash_far ? (int)weight : flash_far;
    const int enough = (flash_far + whole - 1) / whole;
    if (enough < *most) *most = (uint16_t)enough;
    return (uint16_t)whole;
}

static void find_weights(const fgk_flash_history *h, int levels, flash_weights *weights) {
    const flash_matrix *m = &h->matrix;
    // A step for rounding, and what the bits that are left out may come to.
    const int most = m->luma + (m->red > m->blue ? m->red : m->blue);
    const double steps = least_steps(&h->reading, levels) - 1.0 - (m->drop ? ceil(most / 8192.0) : 0);
    const double least = (steps < 1 ? 1 : steps) * (1 << m->drop);
    *weights = (flash_weights){.most_luma = UINT16_MAX, .most_cb = UINT16_MAX, .most_cr = UINT16_MAX};
    weights->luma = weigh(m->luma, least, &weights->most_luma);
    weights->red = weigh(m->red, least, &weights->most_cr);
    weights->green_cr = weigh(m->green_cr, least, &weights->most_cr);
    weights->green_cb = weigh(m->green_cb, least, &weights->most_cb);
    weights->blue = weigh(m->blue, least, &weights->most_cb);
}

static void lay_line(const uint16_t *most, int count, int from, int to, flash_gap *gap, int index) {
    if (from >= to || most[from] == UINT16_MAX || most[to] == UINT16_MAX) return;
    const double fall = (double)(most[from] - from) - (most[to] - to), slope = fall * 65536 / ((to - from) << gap->shift);
    if (slope <= 0 || slope > UINT16_MAX) return;
    gap->slope[index] = (uint16_t)slope;
    uint32_t start = UINT16_MAX;
    for (int i = 0; i < count; i++) {
        const uint32_t fallen = (uint32_t)(i << gap->shift) * gap->slope[index] >> 16, highest = most[i] - i + fallen;
        if (most[i] != UINT16_MAX && highest < start) start = highest;
    }
    gap->start[index] = (uint16_t)start;
}

flash_gap flash_fit_gap(const uint16_t *most, int count, const int anchor[4]) {
    flash_gap gap = {.floor = UINT16_MAX, .from = UINT16_MAX};
    while (count << gap.shift < 65536) gap.shift++;
    for (int i = 0; i < count; i++)
        if (most[i] != UINT16_MAX && most[i] - i < gap.floor) gap.floor = (uint16_t)(most[i] - i);
    for (int k = 0; k < 2; k++) lay_line(most, count, anchor[2 * k], anchor[2 * k + 1], &gap, k);
    return gap;
}

/// Linear light against luminance, entry by entry.
typedef struct light_scale {
    const float *linear;
    uint16_t level[entries];
    /// Entry below the first that lies so many levels above each; entries: none does.
    int16_t below[entries];
} light_scale;

static void fill_scale(const fgk_flash_reading *r, int levels, light_scale *scale) {
    scale->linear = r->linear;
    for (int i = 0; i < entries; i++) scale->level[i] = fgk_flash_level(luminance_of(r, r->linear[i]));
    for (int i = 0, next = 0; i < entries; i++) {
        while (next < entries && scale->level[next] - scale->level[i] < levels) next++;
        scale->below[i] = (int16_t)(next < entries ? next - 1 : entries);
    }
}

static int entry_of(const light_scale *scale, int luminance) {
    const int level = fgk_flash_level((float)luminance);
    int entry = 0;
    while (entry + 1 < entries && scale->level[entry] < level) entry++;
    return entry;
}

/// Lays a line a + b · x under the light that is a change from light x, b as that is from one luminance to the other.
/// Luminance is a mean of R, G and B, so it can be a change only where one of the three comes above the line. Fills in
/// for each entry the highest that lies below. Returns 0 where there is no such line.
static int find_line(const light_scale *scale, int from, int to, uint16_t *most) {
    const float *x = scale->linear;
    const int a = entry_of(scale, from), b = entry_of(scale, to);
    if (a >= b || scale->below[b] >= entries) return 0;
    const double slope = ((double)x[scale->below[b]] - x[scale->below[a]]) / ((double)x[b] - x[a]);
    double start = INFINITY;
    for (int i = 0; i + 1 < entries; i++)
        if (scale->below[i] < entries) start = fmin(start, x[scale->below[i]] - slope * x[i + 1]);
    for (int i = 0, next = 0; i < entries; i++) {
        while (next < entries && x[next] < start + slope * x[i]) next++;
        most[i] = (uint16_t)(next < entries ? (next > i ? next - 1 : i) : UINT16_MAX);
    }
    return 1;
}

static void find_gaps(const fgk_flash_reading *r, int levels, flash_gaps *gaps) {
    light_scale scale;
    uint16_t most[entries];
    fill_scale(r, levels, &scale);
    int anchor[4];
    for (int i = 0; i < 4; i++) anchor[i] = entry_of(&scale, flash_anchors[i]);
    *gaps = (flash_gaps){.count = 1, .gap = {{.from = UINT16_MAX}}};
    if (find_line(&scale, 30, 90, most)) gaps->gap[0] = flash_fit_gap(most, entries, anchor);
    // Of HDR, where brighter light has to change by a share of it.
    const int from = entry_of(&scale, 20);
    if (!find_line(&scale, 300, 600, most)) return;
    flash_gap *gap = &gaps->gap[gaps->count++];
    *gap = (flash_gap){.from = (uint16_t)from, .high = UINT16_MAX};
    for (int i = from + 1; i < entries; i++)
        if (most[i] != UINT16_MAX && most[i] - i < gap->high) gap->high = (uint16_t)(most[i] - i);
}

void flash_find_bounds(const fgk_flash_history *h, uint16_t step, flash_light_hits *bounds) {
    // Two levels for rounding.
    const int levels = step > 2 ? step - 2 : 1;
    bounds->bound = step;
    find_weights(h, levels, &bounds->weights);
    bounds->code_gap = (flash_gap){.floor = (uint16_t)(bounds->weights.most_luma - 1), .from = UINT16_MAX};
    find_gaps(&h->reading, levels, &bounds->gaps);
}

/// In BT.709 red light is at least four times the green and the blue. BT.2020's and P3's red is four times theirs less
/// often: at (1, 0.25, 0) of BT.709 it is 2.4 times BT.2020's green. Twice is on the safe side.
static void find_margin(const fgk_flash_reading *r, flash_red_margin *margin) {
    const float times = r->to_709[1] == 0 ? 4 : 2;
    *margin = (flash_red_margin){entries, entries};
    for (int rest = 0, red = 0; rest < entries; rest++) {
        while (red < entries && (r->linear[red] < times * r->linear[rest] || r->linear[red] < flash_darkest / 2)) red++;
        if (red == entries) return;
        const int plain = red - rest, steep = plain - rest / 2;
        if (plain < margin->plain) margin->plain = (int16_t)plain;
        if (steep < margin->steep) margin->steep = (int16_t)steep;
    }
}

/// The least Cr, in codes above neutral, with which R' is so many steps above `times` G' and `times` B': a constant, and
/// what each code of luma above black adds. The conditions on G' and on B' are weighted so that Cb falls out.
static void least_red(const flash_matrix *m, double times, double steps, double *constant, double *per_code) {
    const double green_cb = -m->green_cb, green_cr = -m->green_cr, blue = m->blue;
    const double share = (green_cb + blue) / ((m->red + times * green_cr) * blue + m->red * green_cb);
    *constant = steps * 8192 * share;
    *per_code = (times - 1) * m->luma * share;
}

void flash_find_red_margin(fgk_flash_history *h) {
    const flash_matrix *m = &h->matrix;
    find_margin(&h->reading, &h->red_margin);
    h->red_code = (flash_red_code){0, 0, 0};
    if (h->red_margin.plain <= 1) return;
    if (h->reading.model == FGK_PICTURE_GRAY) h->red_code.least = 65536;
    if (!m->is_ycbcr) return;
    // Steps are rounded, three of them by one half at most, and halves of one are rounded down.
    double constant, per_code;
    least_red(m, 1, h->red_margin.plain - 1, &constant, &per_code);
    h->red_code.least = (m->neutral + (int)floor(constant)) << m->drop;
    least_red(m, 1.5, h->red_margin.steep - 2, &constant, &per_code);
    const double start = (m->neutral + floor(constant - per_code * m->black)) * (1 << m->drop), top = per_code * 65536;
    if (h->red_margin.steep <= 2 || start < 0 || start + per_code * 65535 > 65535 || top > 65535) return;
    h->red_code.start = (uint16_t)start;
    h->red_code.slope = (uint16_t)top;
}
