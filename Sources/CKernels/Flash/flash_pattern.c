#include "flash_pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flash_kernels.h"

#pragma STDC FP_CONTRACT OFF

/// Frequencies are the same pattern within this share of their length, and of their length across (12 degrees).
static const double same_length = 0.15, same_angle = 0.2126;
/// Windows begin so many samples apart at least.
enum { fine_step = 32, coarse_step = 28, most_windows = 32 };

struct fgk_flash_pattern {
    fgk_flash_pattern_rule rule;
    uint16_t *level_of_luma;
    float *screen, *coarse;
    const flash_pattern_kernels *kernels;
    flash_turntable turntable;
    window_work *work;
    /// Windows that wait for their transform, in `work`.
    window_energy waiting[2];
    int scale[2], windows;
    stripe_room room;
    window_peak peak[most_windows];
    int peaks;
    /// Frequency of the picture before; 0 where it had no stripes.
    double fx, fy;
};

fgk_flash_pattern *fgk_flash_pattern_create(const fgk_flash_reading *reading, const fgk_flash_pattern_rule *rule) {
    fgk_flash_pattern *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    const size_t bytes = ((size_t)1 << reading->depth) * sizeof *p->level_of_luma;
    p->rule = *rule;
    p->kernels = flash_best_pattern_kernels();
    flash_turntable_fill(&p->turntable);
    p->level_of_luma = flash_room(bytes);
    p->screen = flash_room(pattern_samples * sizeof *p->screen);
    p->coarse = flash_room(coarse_columns * coarse_rows * sizeof *p->coarse);
    p->work = flash_room(sizeof *p->work);
    if (flash_stripes_make(&p->room) && p->level_of_luma && p->screen && p->coarse && p->work) {
        memcpy(p->level_of_luma, reading->level_of_luma, bytes);
        return p;
    }
    fgk_flash_pattern_destroy(p);
    return NULL;
}

void fgk_flash_pattern_destroy(fgk_flash_pattern *p) {
    if (!p) return;
    flash_stripes_free(&p->room);
    free(p->level_of_luma);
    free(p->screen);
    free(p->coarse);
    free(p->work);
    free(p);
}

static void take_screen(fgk_flash_pattern *p, const uint16_t *luma) {
    const uint16_t *level = p->level_of_luma;
    for (int y = 0; y < pattern_rows; y++)
        for (int x = 0; x < pattern_columns; x++) {
            const uint16_t *at = luma + 2 * y * FGK_PICTURE_GRID_COLUMNS + 2 * x;
            const uint16_t *below = at + FGK_PICTURE_GRID_COLUMNS;
            const int sum = level[at[0]] + level[at[1]] + level[below[0]] + level[below[1]];
            p->screen[y * pattern_columns + x] = (float)sum * (0.25f / FGK_FLASH_STEPS);
        }
    for (int y = 0; y < coarse_rows; y++)
        for (int x = 0; x < coarse_columns; x++) {
            const float *at = p->screen + 2 * y * pattern_columns + 2 * x;
            p->coarse[y * coarse_columns + x] = (at[0] + at[1] + at[pattern_columns] + at[pattern_columns + 1]) * 0.25f;
        }
}

static void transform_waiting(fgk_flash_pattern *p) {
    if (p->windows == 0) return;
    if (p->windows == 1) memset(p->work->rows.im, 0, sizeof p->work->rows.im);
    p->kernels->transform_pair(p->work, &p->turntable);
    for (int i = 0; i < p->windows && p->peaks < most_windows; i++)
        p->peaks += flash_window_peak(p->kernels, (const float (*)[window_side])p->work->energy[i], &p->waiting[i],
                                      p->scale[i], &p->peak[p->peaks]);
    p->windows = 0;
}

/// Looks at one window, together with the one before or the one after.
static void look_at(fgk_flash_pattern *p, const float *at, int stride, int scale) {
    float(*rows)[window_side] = p->windows ? p->work->rows.im : p->work->rows.re;
    window_energy *energy = &p->waiting[p->windows];
    p->kernels->take_window(at, stride, &p->turntable, rows, energy);
    // Stripes of the least contrast that fill a quarter of the window.
    if (!flash_window_may_be_striped(energy, p->rule.contrast / 4)) return;
    p->scale[p->windows++] = scale;
    if (p->windows == 2) transform_waiting(p);
}

static void find_peaks(fgk_flash_pattern *p, const float *screen, int columns, int rows, int step, int scale) {
    const int across = (columns - window_side + step - 1) / step, down = (rows - window_side + step - 1) / step;
    for (int j = 0; j <= down; j++)
        for (int i = 0; i <= across; i++) {
            const int x = across ? i * (columns - window_side) / across : 0, y = down ? j * (rows - window_side) / down : 0;
            look_at(p, screen + y * columns + x, columns, scale);
        }
}

static int is_same(double ax, double ay, double bx, double by) {
    const double a = hypot(ax, ay), b = hypot(bx, by), dot = ax * bx + ay * by;
    if (a == 0 || b == 0 || fabs(a - b) > same_length * a) return 0;
    return fabs(ax * by - ay * bx) <= same_angle * fabs(dot);
}

/// The frequency that most windows share; 0 when none is striped.
static void choose(const fgk_flash_pattern *p, double *fx, double *fy) {
    double most = 0;
    for (int i = 0; i < p->peaks; i++) {
        const window_peak *seed = &p->peak[i];
        double weight = 0, x = 0, y = 0;
        for (int j = 0; j < p->peaks; j++) {
            const window_peak *other = &p->peak[j];
            if (!is_same(seed->fx, seed->fy, other->fx, other->fy)) continue;
            const double w = other->weight * other->purity, sign = seed->fx * other->fx + seed->fy * other->fy < 0 ? -1 : 1;
            weight += w;
            x += sign * w * other->fx;
            y += sign * w * other->fy;
        }
        if (weight <= most) continue;
        most = weight;
        *fx = x / weight;
        *fy = y / weight;
    }
}

void fgk_flash_pattern_look(fgk_flash_pattern *p, const fgk_picture_tiles *tiles, fgk_flash_stripes *stripes) {
    *stripes = (fgk_flash_stripes){0};
    take_screen(p, tiles->luma_grid);
    p->peaks = 0;
    find_peaks(p, p->screen, pattern_columns, pattern_rows, fine_step, 1);
    find_peaks(p, p->coarse, coarse_columns, coarse_rows, coarse_step, 2);
    transform_waiting(p);
    double fx = 0, fy = 0;
    choose(p, &fx, &fy);
    if (is_same(fx, fy, p->fx, p->fy)) {
        fx = p->fx;
        fy = p->fy;
    }
    p->fx = fx;
    p->fy = fy;
    if (fx != 0 || fy != 0) flash_stripes_measure(&p->room, p->screen, fx, fy, &p->rule, stripes);
}
