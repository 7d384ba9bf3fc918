#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flash_kernels.h"
#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

int flash_stripes_make(stripe_room *room) {
    float **plane[] = {&room->mean, &room->detail, &room->energy, &room->re, &room->im, &room->scratch};
    int complete = 1;
    room->kernels = flash_best_pattern_kernels();
    for (int i = 0; i < 6; i++) complete = (*plane[i] = flash_room(pattern_samples * sizeof(float))) && complete;
    return complete;
}

void flash_stripes_free(stripe_room *room) {
    float *plane[] = {room->mean, room->detail, room->energy, room->re, room->im, room->scratch};
    for (int i = 0; i < 6; i++) free(plane[i]);
}

static void smooth(stripe_room *room, float *plane, float *out, int reach) {
    room->kernels->smooth_rows(plane, room->scratch, reach);
    room->kernels->smooth_columns(room->scratch, out, reach);
}

/// Splits the screen into local mean, and local amplitude and energy at the frequency. `re` and `im` hold the amplitude.
static void split(stripe_room *room, const float *screen, double fx, double fy, int reach) {
    memcpy(room->detail, screen, pattern_samples * sizeof(float));
    smooth(room, room->detail, room->mean, reach);
    float wave_c[pattern_columns], wave_s[pattern_columns];
    for (int x = 0; x < pattern_columns; x++) {
        wave_c[x] = (float)cos(2 * M_PI * fx * (x - pattern_columns / 2));
        wave_s[x] = (float)sin(2 * M_PI * fx * (x - pattern_columns / 2));
    }
    for (int y = 0; y < pattern_rows; y++) {
        const float c = (float)cos(2 * M_PI * fy * (y - pattern_rows / 2)), s = (float)sin(2 * M_PI * fy * (y - pattern_rows / 2));
        const int at = y * pattern_columns;
        room->kernels->demodulate_row(screen + at, room->mean + at, wave_c, wave_s, c, s, room->detail + at, room->re + at,
                                      room->im + at);
    }
    smooth(room, room->detail, room->energy, reach);
    smooth(room, room->re, room->re, reach);
    smooth(room, room->im, room->im, reach);
}

/// Light and dark stripes lie this far from the mean where the first harmonic has amplitude 1: square waves.
static const float half_contrast = (float)(M_PI / 4);

/// Leaves in `detail` the amplitude where it is pure. Returns the highest.
static float find_pure(stripe_room *room) {
    float most = 0;
    for (int at = 0; at < pattern_samples; at += pattern_columns)
        most = fmaxf(most, room->kernels->pure_row(room->re + at, room->im + at, room->energy + at, room->detail + at));
    return most;
}

void flash_stripes_measure(stripe_room *room, const float *screen, double fx, double fy,
                           const fgk_flash_pattern_rule *rule, fgk_flash_stripes *stripes) {
    const double period = 1 / hypot(fx, fy);
    int reach = (int)lround(period);
    reach = reach < 4 ? 4 : reach > 32 ? 32 : reach;
    split(room, screen, fx, fy, reach);
    // Smoothing carries half of the amplitude over the border of a striped area.
    const float least = fmaxf((float)rule->contrast / 2 / half_contrast, find_pure(room) / 2);
    double low = INFINITY, high = -INFINITY, re = 0, im = 0, contrast = 0, light = 0;
    long found = 0;
    for (int y = 0; y < pattern_rows; y++)
        for (int x = 0; x < pattern_columns; x++) {
            const int i = y * pattern_columns + x;
            const float a = room->detail[i], swing = a * half_contrast;
            if (a < least) continue;
            if (room->mean[i] + swing <= rule->light || room->mean[i] - swing >= rule->dark) continue;
            const double along = fx * x + fy * y;
            low = along < low ? along : low;
            high = along > high ? along : high;
            re += room->re[i];
            im += room->im[i];
            contrast += 2 * swing;
            light += room->mean[i] + swing;
            found++;
        }
    if (found == 0) return;
    *stripes = (fgk_flash_stripes){(double)found / pattern_samples, high - low, fx * pattern_columns, fy * pattern_rows,
                                   contrast / found, light / found, atan2(im, re)};
}
