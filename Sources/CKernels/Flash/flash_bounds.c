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

void flash_find_weights(const fgk_flash_history *h, uint16_t step, flash_weights *weights) {
    const flash_matrix *m = &h->matrix;
    // Two levels for rounding; a step for rounding, and what the bits that are left out may come to.
    const int most = m->luma + (m->red > m->blue ? m->red : m->blue);
    const double steps = least_steps(&h->reading, step - 2) - 1.0 - (m->drop ? ceil(most / 8192.0) : 0);
    const double least = (steps < 1 ? 1 : steps) * (1 << m->drop);
    *weights = (flash_weights){.most_luma = UINT16_MAX, .most_cb = UINT16_MAX, .most_cr = UINT16_MAX};
    weights->luma = weigh(m->luma, least, &weights->most_luma);
    weights->red = weigh(m->red, least, &weights->most_cr);
    weights->green_cr = weigh(m->green_cr, least, &weights->most_cr);
    weights->green_cb = weigh(m->green_cb, least, &weights->most_cb);
    weights->blue = weigh(m->blue, least, &weights->most_cb);
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

void flash_find_red_margin(fgk_flash_history *h) {
    const flash_matrix *m = &h->matrix;
    find_margin(&h->reading, &h->red_margin);
    h->red_code = 0;
    const double plain = h->red_margin.plain - 1;
    if (!m->is_ycbcr || plain <= 0) return;
    // R' − G' = cr · (red − green_cr) − cb · green_cb and R' − B' = cr · red − cb · blue both have to reach the margin;
    // weighted so that cb falls out, they say how large cr is at least.
    const double blue = m->blue, green_cb = -m->green_cb, green_cr = -m->green_cr;
    const double least = plain * 8192 * (green_cb + blue) / (m->red * green_cb + (m->red + green_cr) * blue);
    h->red_code = ((int)floor(least) + m->neutral) << m->drop;
}
