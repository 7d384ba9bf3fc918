#include "picture_occupancy.h"

#include <math.h>
#include <stdlib.h>

static double held(double value, double lo, double hi) { return value < lo ? lo : value > hi ? hi : value; }

/// Between two entries; the table is fine enough for a millionth of the light above 1 cd/m².
static double light(const fgk_occupancy *t, double signal) {
    const double place = held(signal, 0, 1) * FGK_OCCUPANCY_STEPS;
    const int index = place < FGK_OCCUPANCY_STEPS - 1 ? (int)place : FGK_OCCUPANCY_STEPS - 1;
    return t->light[index] + (t->light[index + 1] - t->light[index]) * (place - index);
}

static double of_code(const fgk_occupancy *t, double code) {
    return light(t, (code - t->colour.black) / (t->colour.white - t->colour.black));
}

/// Light of the largest component on the display.
static double peak(const fgk_occupancy *t, const double c[3]) {
    const double largest = fmax(fmax(c[0], c[1]), c[2]);
    if (t->colour.system_gamma == 0) return largest;
    const double *w = t->colour.luminance;
    return largest * pow(w[0] * c[0] + w[1] * c[1] + w[2] * c[2], t->colour.system_gamma);
}

unsigned fgk_occupancy_outside(const fgk_occupancy *t, double red, double green, double blue) {
    const double c[3] = {light(t, red), light(t, green), light(t, blue)};
    unsigned outside = 0;
    if (peak(t, c) <= t->colour.darkest) return 0;
    for (int n = 0; n < FGK_OCCUPANCY_GAMUTS; n++) {
        const double *m = t->colour.matrix[n];
        double lowest = INFINITY, highest = -INFINITY;
        for (int i = 0; i < 9; i += 3) {
            const double value = m[i] * c[0] + m[i + 1] * c[1] + m[i + 2] * c[2];
            lowest = fmin(lowest, value);
            highest = fmax(highest, value);
        }
        outside |= (unsigned)(lowest < -t->colour.slack * highest) << n;
    }
    return outside;
}

/// Light by which rounding moves a component at this code.
static double step(const fgk_occupancy *t, double code) {
    const double here = of_code(t, code), up = of_code(t, code + picture_occupancy_rounding) - here;
    return fmax(up, here - of_code(t, code - picture_occupancy_rounding));
}

/// First code that is at least so bright.
static int code_of(const fgk_occupancy *t, double light) {
    int lo = 0, hi = picture_occupancy_codes - 1;
    while (lo < hi) {
        const int middle = (lo + hi) / 2;
        if (of_code(t, middle) >= light) hi = middle;
        else lo = middle + 1;
    }
    return lo;
}

/// By how much rounding moves component i of a gamut at the gamut's surface, in steps of the largest component there.
/// At the surface what the component adds is what the others take away, at most `others` times the largest.
static double uncertainty(const fgk_occupancy *t, int gamut, int i) {
    const double *m = t->colour.matrix[gamut] + 3 * i;
    double others = t->colour.slack * 2, most = 0;
    for (int k = 0; k < 3; k++) others += k == i ? 0 : fabs(m[k]);
    for (int code = t->dark + 1; code <= (int)t->colour.white; code += 16) {
        const double own = step(t, code_of(t, fmin(1, others / m[i]) * of_code(t, code)));
        most = fmax(most, others + m[i] * own / step(t, code));
    }
    return most;
}

static void fill_codes(fgk_occupancy *t) {
    for (int code = 0; code < picture_occupancy_codes; code++) {
        t->code_light[code] = (float)of_code(t, code);
        // Single precision comes on top.
        t->doubt[code] = (float)(step(t, code) + 1e-5 * of_code(t, code));
    }
    for (int n = 0; n < FGK_OCCUPANCY_GAMUTS; n++) {
        for (int i = 0; i < 9; i++) t->matrix[n][i] = (float)t->colour.matrix[n][i];
        for (int i = 0; i < 3; i++) t->certainty[n][i] = (float)(1 / uncertainty(t, n, i));
    }
    t->slack = (float)t->colour.slack;
}

static void find_darkness(fgk_occupancy *t) {
    const double *w = t->colour.luminance;
    t->bright = picture_occupancy_codes - 1;
    for (int code = picture_occupancy_codes - 1; code >= 0; code--) {
        const double most = of_code(t, code + picture_occupancy_rounding), grey[3] = {most, most, most};
        const double least = of_code(t, code - picture_occupancy_rounding);
        // The darkest colour with this largest component has nothing but the component that weighs least.
        const double weight = fmin(fmin(w[0], w[1]), w[2]);
        const double dimmest = t->colour.system_gamma == 0 ? least : least * pow(weight * least, t->colour.system_gamma);
        if (dimmest > t->colour.darkest) t->bright = (int16_t)code;
        if (t->dark == 0 && peak(t, grey) <= t->colour.darkest) t->dark = (int16_t)code;
    }
}

/// Light that component `low` needs beside others of light `top`, to be inside of every gamut whatever the others are.
static double least_light(const fgk_occupancy *t, int low, double top) {
    double least = 0;
    for (int n = 0; n < FGK_OCCUPANCY_GAMUTS; n++) {
        const double *m = t->colour.matrix[n] + 3 * low;
        double others = 0;
        for (int k = 0; k < 3; k++) others += k == low ? 0 : fmin(m[k], 0) * top;
        least = fmax(least, -others / m[low]);
    }
    return least;
}

/// A line from (first, room of first) to (last, …) that is nowhere above the room.
static void fit(const int16_t room[picture_occupancy_codes], int dark, int first, int last, int16_t *start,
                uint16_t *rise) {
    // Beyond white, where light rises no more, the room only grows.
    const double slope = last > first ? (double)(room[last] - room[first]) / (last - first) : 0;
    *rise = (uint16_t)held(slope * 65536, 0, UINT16_MAX);
    int lowest = INT16_MAX;
    for (int code = first; code <= last; code++) {
        const int line = (int)((uint32_t)(code - dark) * *rise >> 16);
        lowest = room[code] - line < lowest ? room[code] - line : lowest;
    }
    *start = (int16_t)lowest;
}

static void find_rooms(fgk_occupancy *t, int low) {
    picture_rooms *rooms = &t->rooms;
    int16_t room[picture_occupancy_codes] = {0};
    int code = 0;
    const int first = t->dark + 1, last = (int)t->colour.white, middle = first + (last - first) / 3;
    for (int max = first; max < picture_occupancy_codes; max++) {
        const double least = least_light(t, low, of_code(t, max + picture_occupancy_rounding));
        while (code < max && of_code(t, code - picture_occupancy_rounding) < least) code++;
        room[max] = (int16_t)(max - code);
    }
    fit(room, t->dark, first, middle, &rooms->room[0][low], &rooms->rise[0][low]);
    fit(room, t->dark, middle, last, &rooms->room[1][low], &rooms->rise[1][low]);
}

fgk_occupancy *fgk_occupancy_create(const fgk_occupancy_colour *colour) {
    fgk_occupancy *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->colour = *colour;
    t->colour.light = NULL;
    for (int i = 0; i <= FGK_OCCUPANCY_STEPS; i++) t->light[i] = colour->light[i];
    find_darkness(t);
    fill_codes(t);
    for (int low = 0; low < 3; low++) find_rooms(t, low);
    return t;
}

void fgk_occupancy_destroy(fgk_occupancy *tables) { free(tables); }
