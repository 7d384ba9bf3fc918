#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flash_kernels.h"
#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

int flash_stripes_make(stripe_room *room) {
    float **plane[] = {&room->mean, &room->detail, &room->energy, &room->re, &room->im, &room->scratch};
    int complete = 1;
    for (int i = 0; i < 6; i++) complete = (*plane[i] = flash_room(pattern_samples * sizeof(float))) && complete;
    return complete;
}

void flash_stripes_free(stripe_room *room) {
    float *plane[] = {room->mean, room->detail, room->energy, room->re, room->im, room->scratch};
    for (int i = 0; i < 6; i++) free(plane[i]);
}

/// Mean over `reach` samples to both sides, as far as there are samples, along the rows.
static void smooth_rows(const float *in, float *out, int reach) {
    for (int y = 0; y < pattern_rows; y++, in += pattern_columns, out += pattern_columns) {
        double run = 0;
        for (int x = 0; x < reach; x++) run += in[x];
        for (int x = 0; x < pattern_columns; x++) {
            if (x + reach < pattern_columns) run += in[x + reach];
            if (x > reach) run -= in[x - reach - 1];
            const int left = x < reach ? x : reach, right = pattern_columns - 1 - x < reach ? pattern_columns - 1 - x : reach;
            out[x] = (float)(run / (left + right + 1));
        }
    }
}

static void smooth_columns(const float *in, float *out, int reach) {
    double run[pattern_columns] = {0};
    for (int y = 0; y < reach; y++)
        for (int x = 0; x < pattern_columns; x++) run[x] += in[y * pattern_columns + x];
    for (int y = 0; y < pattern_rows; y++) {
        const float *enters = y + reach < pattern_rows ? in + (y + reach) * pattern_columns : NULL;
        const float *leaves = y > reach ? in + (y - reach - 1) * pattern_columns : NULL;
        for (int x = 0; enters && x < pattern_columns; x++) run[x] += enters[x];
        for (int x = 0; leaves && x < pattern_columns; x++) run[x] -= leaves[x];
        const int above = y < reach ? y : reach, below = pattern_rows - 1 - y < reach ? pattern_rows - 1 - y : reach;
        const double share = 1.0 / (above + below + 1);
        for (int x = 0; x < pattern_columns; x++) out[y * pattern_columns + x] = (float)(run[x] * share);
    }
}

static void smooth(stripe_room *room, float *plane, float *out, int reach) {
    smooth_rows(plane, room->scratch, reach);
    smooth_columns(room->scratch, out, reach);
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
        for (int x = 0; x < pattern_columns; x++) {
            const int i = y * pattern_columns + x;
            const float detail = screen[i] - room->mean[i];
            room->detail[i] = detail * detail;
            room->re[i] = 2 * detail * (wave_c[x] * c - wave_s[x] * s);
            room->im[i] = -2 * detail * (wave_s[x] * c + wave_c[x] * s);
        }
    }
    smooth(room, room->detail, room->energy, reach);
    smooth(room, room->re, room->re, reach);
    smooth(room, room->im, room->im, reach);
}

static inline float amplitude(const stripe_room *room, int i) {
    return sqrtf(room->re[i] * room->re[i] + room->im[i] * room->im[i]);
}

static inline int is_pure(const stripe_room *room, int i, float amplitude) {
    return amplitude * amplitude / 2 >= (float)FGK_FLASH_PATTERN_PURITY * room->energy[i];
}

/// Light and dark stripes lie this far from the mean where the first harmonic has amplitude 1: square waves.
static const float half_contrast = (float)(M_PI / 4);

static float highest(const stripe_room *room) {
    float most = 0;
    for (int i = 0; i < pattern_samples; i++) {
        const float a = amplitude(room, i);
        if (a > most && is_pure(room, i, a)) most = a;
    }
    return most;
}

void flash_stripes_measure(stripe_room *room, const float *screen, double fx, double fy,
                           const fgk_flash_pattern_rule *rule, fgk_flash_stripes *stripes) {
    const double period = 1 / hypot(fx, fy);
    int reach = (int)lround(period);
    reach = reach < 4 ? 4 : reach > 32 ? 32 : reach;
    split(room, screen, fx, fy, reach);
    // Smoothing carries half of the amplitude over the border of a striped area.
    const float least = fmaxf((float)rule->contrast / 2 / half_contrast, highest(room) / 2);
    double low = INFINITY, high = -INFINITY, re = 0, im = 0, contrast = 0, light = 0;
    long found = 0;
    for (int y = 0; y < pattern_rows; y++)
        for (int x = 0; x < pattern_columns; x++) {
            const int i = y * pattern_columns + x;
            const float a = amplitude(room, i), swing = a * half_contrast;
            if (a < least || !is_pure(room, i, a)) continue;
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
